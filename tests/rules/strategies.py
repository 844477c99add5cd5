"""Hypothesis strategies for calendars, settings, plans and histories."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st

from bot.rules.calendar import Break, SchoolCalendar
from bot.rules.cycle import CycleSettings
from storage.vocabulary import Rhythm

ZONES = (
    "America/Chicago",
    "America/New_York",
    "America/St_Johns",
    "America/Asuncion",
    "America/Phoenix",
    "Pacific/Honolulu",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Cairo",
    "Europe/London",
    "Australia/Lord_Howe",
    "UTC",
)

some_days = st.dates(date(2010, 1, 1), date(2040, 12, 31))
zones = st.sampled_from(ZONES)
wall_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def breaks() -> st.SearchStrategy[Break]:
    return st.builds(
        lambda first, length: Break(first, first + timedelta(days=length)), some_days, st.integers(0, 40)
    )


def calendars() -> st.SearchStrategy[SchoolCalendar]:
    """Ordinary calendars and strange ones: no weekdays at all, every month off, a Saturday school."""
    return st.builds(
        SchoolCalendar,
        timezone=zones,
        weekdays=st.one_of(st.just(frozenset(range(5))), st.frozensets(st.integers(0, 6))),
        days_off=st.dictionaries(some_days, st.just("Day off"), max_size=8),
        breaks=st.lists(breaks(), max_size=4).map(tuple),
        extra_days=st.dictionaries(some_days, st.just("Make-up day"), max_size=8),
        months_off=st.one_of(st.just(frozenset({7})), st.frozensets(st.integers(1, 12))),
    )


def _settings(times: tuple[time, time], **rest: object) -> CycleSettings:
    return CycleSettings.model_validate({"open_time": times[0], "close_time": times[1], **rest})


def settings() -> st.SearchStrategy[CycleSettings]:
    """Any settings that an organization is allowed to choose."""
    two_times = (
        st.tuples(wall_times, wall_times)
        .filter(lambda pair: pair[0] != pair[1])
        .map(lambda pair: (min(pair), max(pair)))
    )
    return st.builds(
        _settings,
        two_times,
        rhythm=st.sampled_from(Rhythm),
        open_days_before=st.integers(0, 60),
        remind_after_days=st.integers(1, 60),
        remind_time=wall_times,
        tell_time=wall_times,
        tell_within_days=st.integers(1, 400),
        fortnight_anchor=some_days,
    )

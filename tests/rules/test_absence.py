"""Who is away, by a set absence or by a Slack status."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.rules.absence import (
    MemberFacts,
    SlackStatus,
    Stretch,
    absence,
    all_away,
    away_throughout,
    away_until,
    covered,
    says_away,
)

MONDAY = datetime(2026, 9, 21, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
SIGNS = Catalogue.load().away


@pytest.mark.parametrize(
    ("emoji", "text", "away"),
    [
        (":palm_tree:", "Vacationing", True),
        (":face_with_thermometer:", "Out sick", True),
        ("", "OOO until Monday!", True),
        ("", "On family leave", True),
        (":bus:", "Commuting", False),
        (":house_with_garden:", "Working remotely", False),
        (":spiral_calendar_pad:", "In a meeting", False),
        ("", "Cooool school", False),
        (":palm_tree:", "Back from vacation", False),
        ("", "", False),
    ],
)
def test_which_statuses_say_away(emoji: str, text: str, away: bool) -> None:
    assert says_away(SlackStatus(MONDAY, emoji, text), SIGNS) is away


@pytest.mark.parametrize(
    ("lasts", "until"),
    [
        (2 * HOUR, None),  # an appointment: the question waits
        (6 * HOUR, date(2026, 9, 21)),
        (14 * HOUR, date(2026, 9, 21)),  # midnight in New York: the day is over, the next one is not away
        (3 * 24 * HOUR, date(2026, 9, 24)),
        (None, date(2026, 10, 5)),
    ],
)
def test_until_which_day_a_status_keeps_somebody_away(lasts: timedelta | None, until: date | None) -> None:
    status = SlackStatus(MONDAY, ":palm_tree:", "", MONDAY + lasts if lasts else None)
    assert away_until(status, SIGNS, "America/New_York") == until


def test_a_status_that_does_not_say_away_keeps_nobody_away() -> None:
    assert away_until(SlackStatus(MONDAY, ":bus:", "Commuting"), SIGNS, "America/New_York") is None


def test_an_absence_holds_both_of_its_days_in_the_schools_own_zone() -> None:
    days = absence(date(2026, 10, 31), date(2026, 11, 1), "America/Chicago")
    assert days.start == datetime(2026, 10, 31, 5, tzinfo=UTC)
    assert days.end == datetime(2026, 11, 2, 6, tzinfo=UTC)
    assert days.end - days.start == 49 * HOUR  # the night in which the clocks go back


def test_two_absences_that_touch_are_one_and_a_gap_between_them_is_presence() -> None:
    end = MONDAY + 10 * HOUR
    whole = MemberFacts(1, away=(Stretch(MONDAY + 5 * HOUR), Stretch(MONDAY, MONDAY + 5 * HOUR)))
    gap = MemberFacts(2, away=(Stretch(MONDAY, MONDAY + 4 * HOUR), Stretch(MONDAY + 5 * HOUR)))
    assert away_throughout(whole, MONDAY, end)
    assert not away_throughout(gap, MONDAY, end)
    assert all_away((whole,), MONDAY, end)
    assert not all_away((whole, gap), MONDAY, end)
    assert not all_away((), MONDAY, end)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=6), st.integers(0, 40))
def test_what_is_covered_is_counted_once(pieces: list[tuple[int, int]], length: int) -> None:
    stretches = [Stretch(MONDAY + at * HOUR, MONDAY + (at + long) * HOUR) for at, long in pieces]
    hours = {hour for at, long in pieces for hour in range(at, at + long) if hour < length}
    assert covered(stretches, MONDAY, MONDAY + length * HOUR) == len(hours) * HOUR

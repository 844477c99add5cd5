"""The five moments of a cycle, for every rhythm and for calendars that leave hardly any room."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.rules.calendar import Break, SchoolCalendar, zone_of
from bot.rules.cycle import CyclePlan, CycleSettings, cycle_of, next_cycle
from bot.rules.holidays import public_holidays
from bot.rules.period import Period, period_after, period_of
from storage.vocabulary import Rhythm, Step
from tests.rules.strategies import calendars, settings, some_days

ZONE = "America/Chicago"
CALENDAR = SchoolCalendar(
    ZONE,
    days_off=public_holidays("US", "IL", range(2026, 2029)),
    breaks=(Break(date(2026, 12, 21), date(2027, 1, 3)),),
)
MONTHLY = CycleSettings()


def shown(plan: CyclePlan | None) -> dict[str, str]:
    """The plan's steps as Chicago's clocks show them."""
    assert plan is not None
    return {step.value: f"{moment.astimezone(zone_of(ZONE)):%m-%d %H:%M}" for step, moment in plan.steps()}


def only_school_on(*days: date) -> SchoolCalendar:
    return SchoolCalendar(ZONE, weekdays=frozenset(), extra_days=dict.fromkeys(days, "School"))


def test_september_opens_four_school_days_before_its_last_one() -> None:
    assert shown(cycle_of(date(2026, 9, 10), MONTHLY, CALENDAR)) == {
        "open": "09-24 09:00",
        "remind_first": "09-28 08:30",
        "remind_last": "09-30 08:30",
        "close": "09-30 16:00",
        "tell": "10-01 08:00",
    }


def test_november_counts_around_thanksgiving_and_tells_on_the_next_month() -> None:
    plan = shown(cycle_of(date(2026, 11, 1), MONTHLY, CALENDAR))
    assert (plan["open"], plan["close"], plan["tell"]) == ("11-23 09:00", "11-30 16:00", "12-01 08:00")


def test_december_ends_before_the_break_and_is_told_after_it() -> None:
    plan = shown(cycle_of(date(2026, 12, 1), MONTHLY, CALENDAR))
    assert (plan["close"], plan["tell"]) == ("12-18 16:00", "01-04 08:00")


def test_june_is_told_before_the_summer_and_not_after_it() -> None:
    assert shown(cycle_of(date(2026, 6, 1), MONTHLY, CALENDAR))["tell"] == "07-01 08:00"
    patient = CycleSettings(tell_within_days=60)
    assert shown(cycle_of(date(2026, 6, 1), patient, CALENDAR))["tell"] == "08-03 08:00"


def test_the_same_wall_clock_before_and_after_the_clocks_change() -> None:
    march = cycle_of(date(2026, 3, 1), MONTHLY, CALENDAR)
    february = cycle_of(date(2026, 2, 1), MONTHLY, CALENDAR)
    assert march is not None
    assert february is not None
    assert february.closes_at == datetime(2026, 2, 27, 22, tzinfo=UTC)
    assert march.closes_at == datetime(2026, 3, 31, 21, tzinfo=UTC)


def test_a_leap_february_closes_on_its_29th_day() -> None:
    assert shown(cycle_of(date(2028, 2, 3), MONTHLY, CALENDAR))["close"] == "02-29 16:00"


def test_a_district_that_moves_zones_keeps_its_wall_clock() -> None:
    moved = SchoolCalendar("America/Denver", days_off=CALENDAR.days_off, breaks=CALENDAR.breaks)
    here, there = cycle_of(date(2026, 9, 1), MONTHLY, CALENDAR), cycle_of(date(2026, 9, 1), MONTHLY, moved)
    assert here is not None
    assert there is not None
    assert there.closes_at - here.closes_at == timedelta(hours=1)
    assert there.closes_on == here.closes_on


@pytest.mark.parametrize(
    ("school_days", "steps"),
    [
        ([21], ["open", "close", "tell"]),
        ([21, 22], ["open", "remind_last", "close", "tell"]),
        ([21, 22, 23], ["open", "remind_last", "close", "tell"]),
        ([21, 22, 23, 24], ["open", "remind_first", "remind_last", "close", "tell"]),
    ],
)
def test_a_month_with_few_school_days_drops_the_reminders_without_room(
    school_days: list[int], steps: list[str]
) -> None:
    calendar = only_school_on(*(date(2026, 9, day) for day in school_days))
    plan = shown(cycle_of(date(2026, 9, 1), MONTHLY, calendar))
    assert list(plan) == steps
    assert plan["open"] == "09-21 09:00"


def test_a_month_without_school_days_has_no_cycle() -> None:
    assert cycle_of(date(2026, 7, 1), MONTHLY, CALENDAR) is None
    assert cycle_of(date(2026, 9, 1), MONTHLY, only_school_on()) is None


def test_a_make_up_day_in_a_month_that_is_off_is_a_school_day_but_nobody_is_asked() -> None:
    calendar = SchoolCalendar(ZONE, extra_days={date(2026, 7, 1): "Make-up day"})
    assert calendar.is_school_day(date(2026, 7, 1))
    assert cycle_of(date(2026, 7, 1), MONTHLY, calendar) is None
    assert shown(cycle_of(date(2026, 6, 1), MONTHLY, calendar))["close"] == "06-30 16:00"


def test_after_june_comes_august() -> None:
    plan = next_cycle(datetime(2026, 6, 25, tzinfo=UTC), MONTHLY, CALENDAR)
    assert plan is not None
    assert plan.period.key == "2026-08"


def test_a_cycle_that_opens_this_very_moment_is_not_the_next_one() -> None:
    first = cycle_of(date(2026, 9, 1), MONTHLY, CALENDAR)
    assert first is not None
    just_before = next_cycle(first.opens_at - timedelta(seconds=1), MONTHLY, CALENDAR)
    following = next_cycle(first.opens_at, MONTHLY, CALENDAR)
    assert just_before == first
    assert following is not None
    assert following.period.key == "2026-10"


def test_a_calendar_that_is_always_off_has_no_next_cycle() -> None:
    assert next_cycle(datetime(2026, 1, 1, tzinfo=UTC), MONTHLY, only_school_on()) is None


def test_a_weekly_rhythm_asks_on_monday_and_closes_on_friday() -> None:
    weekly = CycleSettings(rhythm=Rhythm.WEEKLY)
    assert shown(cycle_of(date(2026, 9, 16), weekly, CALENDAR)) == {
        "open": "09-14 09:00",
        "remind_first": "09-16 08:30",
        "remind_last": "09-18 08:30",
        "close": "09-18 16:00",
        "tell": "09-21 08:00",
    }


@pytest.mark.parametrize(
    ("day", "rhythm", "key"),
    [
        (date(2026, 9, 30), Rhythm.MONTHLY, "2026-09"),
        (date(2026, 9, 13), Rhythm.WEEKLY, "2026-W37"),
        (date(2027, 1, 1), Rhythm.WEEKLY, "2026-W53"),
        (date(2026, 9, 13), Rhythm.BIWEEKLY, "2026-W37-W38"),
        (date(2026, 12, 30), Rhythm.BIWEEKLY, "2026-W53-W01"),
    ],
)
def test_period_keys(day: date, rhythm: Rhythm, key: str) -> None:
    assert period_of(day, rhythm, anchor=date(2026, 9, 9)).key == key


def test_settings_that_would_close_before_opening_are_refused() -> None:
    with pytest.raises(ValidationError, match="open_time must be earlier"):
        CycleSettings(open_time=time(16), close_time=time(9))
    with pytest.raises(ValidationError):
        CycleSettings.model_validate({"opening_time": "09:00"})


@given(some_days, st.sampled_from(Rhythm), some_days)
def test_periods_follow_each_other_without_a_gap_and_hold_their_days(
    day: date, rhythm: Rhythm, anchor: date
) -> None:
    period = period_of(day, rhythm, anchor)
    assert period.first <= day <= period.last
    assert {period_of(edge, rhythm, anchor) for edge in (period.first, period.last)} == {period}
    following = period_after(period, rhythm, anchor)
    assert following.first == period.last + timedelta(days=1)
    assert following.key > period.key


@given(some_days, settings(), calendars())
def test_the_steps_of_a_cycle_are_never_out_of_order(
    day: date, chosen: CycleSettings, calendar: SchoolCalendar
) -> None:
    plan = cycle_of(day, chosen, calendar)
    if plan is None:
        return
    moments = [moment for _, moment in plan.steps()]
    assert all(earlier < later for earlier, later in pairwise(moments))
    assert all(moment.utcoffset() == timedelta() for moment in moments)
    assert plan.period.first <= plan.opens_on <= plan.closes_on <= plan.period.last
    assert calendar.is_routine_day(plan.opens_on)
    assert calendar.is_routine_day(plan.closes_on)
    assert calendar.school_days_after(plan.opens_on, plan.closes_on) <= chosen.open_days_before


@given(some_days, st.sampled_from(Rhythm), calendars())
def test_a_period_has_a_cycle_exactly_when_it_has_a_day_to_ask_on(
    day: date, rhythm: Rhythm, calendar: SchoolCalendar
) -> None:
    period: Period = period_of(day, rhythm)
    days = calendar.school_days(period.first, period.last)
    expected = any(day.month not in calendar.months_off for day in days)
    assert (cycle_of(day, CycleSettings(rhythm=rhythm), calendar) is not None) is expected


@effort(max_examples=30)
@given(some_days, settings(), calendars())
def test_going_from_cycle_to_cycle_skips_none_and_never_turns_back(
    day: date, chosen: CycleSettings, calendar: SchoolCalendar
) -> None:
    at = datetime.combine(day, time(12), UTC)
    plans: list[CyclePlan] = []
    for _ in range(4):
        plan = next_cycle(plans[-1].opens_at if plans else at, chosen, calendar)
        if plan is None:
            return
        plans.append(plan)
    for earlier, later in pairwise(plans):
        assert earlier.closes_at < later.opens_at
        period = period_after(earlier.period, chosen.rhythm, chosen.fortnight_anchor)
        while period != later.period:
            assert cycle_of(period.first, chosen, calendar) is None
            period = period_after(period, chosen.rhythm, chosen.fortnight_anchor)


def test_step_order_is_that_of_the_vocabulary() -> None:
    plan = cycle_of(date(2026, 9, 1), MONTHLY, CALENDAR)
    assert plan is not None
    assert [step for step, _ in plan.steps()] == list(Step)

"""School days and wall clocks, including the days on which both misbehave."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import (
    Break,
    NoSchoolDay,
    SchoolCalendar,
    last_of_month,
    local_moment,
    zone_of,
)
from bot.rules.counting import SchoolDayCount
from bot.rules.holidays import public_holidays
from tests.rules.strategies import calendars, some_days, wall_times, zones

CHICAGO = SchoolCalendar(
    "America/Chicago",
    days_off=public_holidays("US", "IL", (2026, 2027)),
    breaks=(Break(date(2026, 12, 21), date(2027, 1, 3), "Winter break"),),
    extra_days={date(2026, 10, 12): "School in session", date(2026, 2, 14): "Snow make-up day"},
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 8), True),
        (date(2026, 9, 5), False),  # a Saturday
        (date(2026, 9, 7), False),  # Labor Day
        (date(2026, 10, 12), True),  # Columbus Day, but the district is in session
        (date(2026, 2, 14), True),  # a Saturday that makes up for snow
        (date(2026, 12, 21), False),  # first day of the break
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
        (date(2026, 7, 15), False),  # July is off
        (date(2028, 2, 29), True),
    ],
)
def test_a_school_day_is_what_the_district_says_it_is(day: date, expected: bool) -> None:
    assert CHICAGO.is_school_day(day) is expected


def test_counting_back_steps_over_thanksgiving_and_the_weekend() -> None:
    assert CHICAGO.last_school_day(2026, 11) == date(2026, 11, 30)
    assert CHICAGO.school_day_before(date(2026, 11, 30), 2) == date(2026, 11, 25)
    assert CHICAGO.next_school_day(date(2026, 12, 18)) == date(2027, 1, 4)


def test_the_last_school_day_of_a_leap_february() -> None:
    assert CHICAGO.last_school_day(2028, 2) == date(2028, 2, 29)
    assert CHICAGO.last_school_day(2026, 7) is None


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 8, 30, tzinfo=UTC)),  # skipped: 03:30 CDT
        (date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),  # twice: the first
        (date(2026, 3, 6), time(9), datetime(2026, 3, 6, 15, tzinfo=UTC)),
        (date(2026, 3, 9), time(9), datetime(2026, 3, 9, 14, tzinfo=UTC)),
        (date(2026, 11, 1), time(1, 30, fold=1), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
    ],
)
def test_wall_clock_times_that_are_skipped_or_shown_twice(day: date, at: time, expected: datetime) -> None:
    assert local_moment(day, at, "America/Chicago") == expected


def test_a_day_that_a_zone_left_out_moves_to_the_next() -> None:
    """Apia went from December 29 to December 31, 2011, when it moved across the date line."""
    moment = local_moment(date(2011, 12, 30), time(9), "Pacific/Apia")
    assert moment.astimezone(zone_of("Pacific/Apia")).date() == date(2011, 12, 31)


@pytest.mark.parametrize("zone", ["Chicago", "", "../etc/passwd", "America"])
def test_a_zone_that_does_not_exist_is_refused_in_words(zone: str) -> None:
    with pytest.raises(ValueError, match="there is no time zone named"):
        SchoolCalendar(zone)


def test_breaks_weekdays_and_months_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Break(date(2026, 4, 3), date(2026, 4, 1))
    with pytest.raises(ValueError, match="weekdays"):
        SchoolCalendar("UTC", weekdays=frozenset({7}))
    with pytest.raises(ValueError, match="months"):
        SchoolCalendar("UTC", months_off=frozenset({0}))


def test_a_calendar_with_every_day_off_says_so_and_does_not_search_for_ever() -> None:
    never = SchoolCalendar("UTC", weekdays=frozenset())
    with pytest.raises(NoSchoolDay):
        never.next_school_day(date(2026, 1, 1))
    with pytest.raises(NoSchoolDay):
        never.school_day_before(date(2026, 1, 1))


def test_public_holidays_are_those_of_the_state_and_of_no_other_year() -> None:
    found = public_holidays("US", "IL", (2026,))
    assert found[date(2026, 2, 12)] == "Lincoln's Birthday"
    assert date(2026, 2, 12) not in public_holidays("US", "TX", (2026,))
    assert {day.year for day in found} == {2026}
    assert public_holidays("US", None, ()) == {}


@pytest.mark.parametrize(("country", "part"), [("USA!", None), ("US", "ZZ")])
def test_an_unknown_country_or_state_is_refused_in_words(country: str, part: str | None) -> None:
    with pytest.raises(ValueError, match=r"write (a code|one of)"):
        public_holidays(country, part, (2026,))


@pytest.mark.parametrize("country", ["CA", "GB", "UK", "USA", "SR", "KY", "HK", "VA"])
def test_other_countries_are_known_too(country: str) -> None:
    assert public_holidays(country, None, (2026,))


@given(some_days, wall_times, zones)
def test_a_moment_shows_the_time_wanted_or_one_moved_forward(day: date, at: time, zone: str) -> None:
    shown = local_moment(day, at, zone).astimezone(zone_of(zone)).replace(tzinfo=None)
    assert timedelta() <= shown - datetime.combine(day, at) <= timedelta(days=1)
    if shown != datetime.combine(day, at):
        first = datetime.combine(day, at, zone_of(zone))
        assert first.utcoffset() != first.replace(fold=1).utcoffset()


@given(calendars(), some_days, st.integers(0, 400))
def test_school_days_are_those_days_of_the_stretch_and_in_order(
    calendar: SchoolCalendar, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = calendar.school_days(first, last)
    assert list(found) == sorted(set(found))
    assert all(first <= day <= last and calendar.is_school_day(day) for day in found)
    middle = first + timedelta(days=length // 2)
    split = calendar.school_days_after(first, middle) + calendar.school_days_after(middle, last)
    assert split == calendar.school_days_after(first, last)
    assert calendar.school_days(last + timedelta(days=1), first) == ()


@given(calendars(), some_days, st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), max_size=5))
def test_many_counts_are_the_same_as_each_one_alone(
    calendar: SchoolCalendar, origin: date, pairs: list[tuple[int, int]]
) -> None:
    count = SchoolDayCount(calendar, origin)
    for one, other in pairs:
        start, end = origin + timedelta(days=one), origin + timedelta(days=other)
        assert count.after(start, end) == calendar.school_days_after(start, end)
        assert count.between(start, end) == len(calendar.school_days(start, end))


@given(calendars(), some_days, st.integers(1, 12))
def test_stepping_forward_and_back_comes_home(calendar: SchoolCalendar, day: date, count: int) -> None:
    try:
        ahead = calendar.next_school_day(day, count)
    except NoSchoolDay:
        return
    assert calendar.is_school_day(ahead)
    assert calendar.school_days_after(day, ahead) == count
    if calendar.is_school_day(day):
        assert calendar.school_day_before(ahead, count) == day


@given(calendars(), some_days)
def test_the_last_school_day_of_a_month_has_none_after_it(calendar: SchoolCalendar, day: date) -> None:
    last = calendar.last_school_day(day.year, day.month)
    rest = calendar.school_days(last or day.replace(day=1), last_of_month(day))
    assert rest == ((last,) if last else ())


@given(some_days)
def test_a_month_ends_the_day_before_the_next_begins(day: date) -> None:
    assert (last_of_month(day) + timedelta(days=1)).day == 1
    assert last_of_month(day).month == day.month

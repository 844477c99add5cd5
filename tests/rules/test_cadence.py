"""When roll-ups come."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.cadence import roll_up_after
from bot.rules.calendar import Break, SchoolCalendar
from storage.vocabulary import Cadence

EAST = ZoneInfo("America/New_York")
CALENDAR = SchoolCalendar(
    "America/New_York",
    days_off={date(2026, 10, 12): "Columbus Day"},
    breaks=(Break(date(2026, 12, 23), date(2027, 1, 1)),),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=EAST)


@pytest.mark.parametrize(
    ("cadence", "now", "expected"),
    [
        (Cadence.NOW, "2026-10-09 16:00", "2026-10-09 16:00"),
        (Cadence.DAILY, "2026-10-08 16:00", "2026-10-09 07:30"),
        (Cadence.DAILY, "2026-10-09 07:29", "2026-10-09 07:30"),
        (Cadence.DAILY, "2026-10-09 07:30", "2026-10-13 07:30"),  # over a weekend and a holiday Monday
        (Cadence.WEEKLY, "2026-10-01 16:00", "2026-10-05 07:30"),
        (Cadence.WEEKLY, "2026-10-09 16:00", "2026-10-13 07:30"),  # Monday is off: Tuesday
        (Cadence.WEEKLY, "2026-10-13 07:30", "2026-10-19 07:30"),
        (Cadence.WEEKLY, "2026-12-22 16:00", "2027-01-04 07:30"),
    ],
)
def test_roll_ups_come_on_mornings_of_school_days(cadence: Cadence, now: str, expected: str) -> None:
    assert roll_up_after(cadence, CALENDAR, at(now)) == at(expected)


def test_a_calendar_without_school_days_still_gives_a_moment() -> None:
    closed = SchoolCalendar("America/New_York", months_off=frozenset(range(1, 13)))
    assert roll_up_after(Cadence.WEEKLY, closed, at("2026-10-07 10:00")) == at("2026-10-12 07:30")


@given(
    st.datetimes(min_value=datetime(2026, 8, 1), max_value=datetime(2027, 7, 1)),  # noqa: DTZ001
    st.sampled_from([Cadence.DAILY, Cadence.WEEKLY]),
)
def test_it_is_always_later_and_at_half_past_seven(now: datetime, cadence: Cadence) -> None:
    moment = roll_up_after(cadence, CALENDAR, now.replace(tzinfo=EAST))
    assert moment > now.replace(tzinfo=EAST)
    local = moment.astimezone(EAST)
    assert (local.hour, local.minute) == (7, 30)
    assert CALENDAR.is_school_day(local.date()) or local.date().weekday() == 0

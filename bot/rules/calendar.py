"""Which days are school days, and which moment a wall clock means (design section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONDAY_TO_FRIDAY = frozenset(range(5))
JULY = frozenset({7})
SEARCH_DAYS = 400
"""How far a search for a school day looks: more than a year means that the calendar is wrong."""

_DAY = timedelta(days=1)


class NoSchoolDay(LookupError):
    """There is no such school day within `SEARCH_DAYS` days: every day is off."""


@dataclass(frozen=True, slots=True)
class Break:
    """Days off in a row, first and last included."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse a break that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"the break {self.name or self.first} ends before it begins")


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """One organization's school days.

    A day is a school day when it is named in `extra_days`; otherwise when its weekday is one of
    `weekdays` (0 is Monday) and it is neither in `days_off` (public holidays and the district's own
    days, each with its name), nor in a break, nor in one of `months_off` (1 is January).
    """

    timezone: str
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    days_off: Mapping[date, str] = field(default_factory=dict, hash=False)
    breaks: tuple[Break, ...] = ()
    extra_days: Mapping[date, str] = field(default_factory=dict, hash=False)
    months_off: frozenset[int] = JULY

    def __post_init__(self) -> None:
        """Refuse a time zone that does not exist, and weekdays and months that no calendar has."""
        zone_of(self.timezone)
        if not self.weekdays <= frozenset(range(7)):
            raise ValueError("weekdays are 0 (Monday) to 6 (Sunday)")
        if not self.months_off <= frozenset(range(1, 13)):
            raise ValueError("months are 1 to 12")

    def is_school_day(self, day: date) -> bool:
        """Whether school is in session on `day`."""
        return day in self.extra_days or (
            day.weekday() in self.weekdays
            and day.month not in self.months_off
            and day not in self.days_off
            and not any(pause.first <= day <= pause.last for pause in self.breaks)
        )

    def is_routine_day(self, day: date) -> bool:
        """Whether teams may be asked on `day`: a school day outside the months that are switched off."""
        return day.month not in self.months_off and self.is_school_day(day)

    def school_days(self, first: date, last: date) -> tuple[date, ...]:
        """The school days from `first` to `last`, both included; none when `last` comes first."""
        return tuple(day for day in days(first, last) if self.is_school_day(day))

    def school_days_after(self, start: date, end: date) -> int:
        """How many school days there are after `start`, up to and including `end`."""
        return len(self.school_days(start + _DAY, end))

    def school_day_before(self, day: date, count: int = 1) -> date:
        """The school day that lies `count` school days before `day`; `NoSchoolDay` when there is none."""
        return self._step(day, count, -_DAY)

    def next_school_day(self, day: date, count: int = 1) -> date:
        """The school day that lies `count` school days after `day`; `NoSchoolDay` when there is none."""
        return self._step(day, count, _DAY)

    def last_school_day(self, year: int, month: int) -> date | None:
        """The last school day of a month, or None in a month without one."""
        first = date(year, month, 1)
        found = self.school_days(first, last_of_month(first))
        return found[-1] if found else None

    def moment(self, day: date, at: time) -> datetime:
        """The moment in UTC at which the organization's clocks show `at` on `day`."""
        return local_moment(day, at, self.timezone)

    def day_of(self, moment: datetime) -> date:
        """The organization's calendar day at an aware `moment`."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(zone_of(self.timezone)).date()

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 1:
            raise ValueError("count school days from 1")
        gap = 0
        while count:
            day, gap = day + step, gap + 1
            if self.is_school_day(day):
                count, gap = count - 1, 0
            elif gap > SEARCH_DAYS:
                raise NoSchoolDay(f"no school day within {SEARCH_DAYS} days of {day}")
        return day


def zone_of(timezone: str) -> ZoneInfo:
    """The zone of an IANA name; `ValueError` with a sentence when there is none of that name."""
    try:
        return ZoneInfo(timezone)
    except (LookupError, ValueError, OSError) as error:
        raise ValueError(
            f"there is no time zone named {timezone!r}; write one such as America/Chicago"
        ) from error


def local_moment(day: date, at: time, timezone: str) -> datetime:
    """The moment in UTC at which clocks in `timezone` show `at` on `day`.

    A time that the clocks skip moves forward by what they skip (02:30 becomes 03:30); a time that
    they show twice is the first of the two. Both are what `fold=0` means (PEP 495).
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone_of(timezone))
    return wall.astimezone(UTC)


def days(first: date, last: date) -> Iterable[date]:
    """Every day from `first` to `last`, both included."""
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def last_of_month(day: date) -> date:
    """The last day of the month that `day` is in."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY

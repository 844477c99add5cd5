"""When a cycle opens, reminds, closes and tells (design section 2), for any rhythm and calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.rules.calendar import NoSchoolDay, SchoolCalendar
from bot.rules.period import FIRST_FORTNIGHT, Period, period_after, period_of
from storage.vocabulary import Rhythm, Step

LOOK_AHEAD = timedelta(days=800)
"""How far `next_cycle` looks; beyond it the calendar has no school days worth waiting for."""

Days = Annotated[int, Field(ge=0, le=60)]


class CycleSettings(BaseModel):
    """An organization's rhythm: days are counted in school days, times are its own wall clock.

    The first reminder comes `remind_after_days` after opening, the last one on the closing day. When
    the next school day is more than `tell_within_days` calendar days off (a summer), the digest does
    not wait for it and goes out on the next weekday instead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)

    rhythm: Rhythm = Rhythm.MONTHLY
    open_days_before: Days = 4
    open_time: time = time(9, 0)
    remind_after_days: Annotated[int, Field(ge=1, le=60)] = 2
    remind_time: time = time(8, 30)
    close_time: time = time(16, 0)
    tell_time: time = time(8, 0)
    tell_within_days: Annotated[int, Field(ge=1, le=400)] = 21
    fortnight_anchor: date = FIRST_FORTNIGHT

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.open_time >= self.close_time:
            raise ValueError("open_time must be earlier in the day than close_time")
        return self


@dataclass(frozen=True, slots=True)
class CyclePlan:
    """The planned moments of one cycle, in UTC and in this order; reminders without room are None."""

    period: Period
    opens_at: datetime
    remind_first_at: datetime | None
    remind_last_at: datetime | None
    closes_at: datetime
    tell_at: datetime
    opens_on: date
    closes_on: date

    def steps(self) -> tuple[tuple[Step, datetime], ...]:
        """The steps that are planned with their moments, earliest first."""
        planned = (
            (Step.OPEN, self.opens_at),
            (Step.REMIND_FIRST, self.remind_first_at),
            (Step.REMIND_LAST, self.remind_last_at),
            (Step.CLOSE, self.closes_at),
            (Step.TELL, self.tell_at),
        )
        return tuple((step, moment) for step, moment in planned if moment is not None)


def plan_cycle(period: Period, settings: CycleSettings, calendar: SchoolCalendar) -> CyclePlan | None:
    """The cycle of `period`, or None when the period is off: no day on which teams may be asked.

    A period with fewer school days than the settings count back opens on its first one.
    """
    asked = [day for day in calendar.school_days(period.first, period.last) if calendar.is_routine_day(day)]
    if not asked:
        return None
    opening = max(0, len(asked) - 1 - settings.open_days_before)
    opens_at = calendar.moment(asked[opening], settings.open_time)
    closes_at = calendar.moment(asked[-1], settings.close_time)
    if opens_at >= closes_at:  # clocks that skip the whole of a one-day window leave nothing to plan
        return None
    first, last = _reminders(asked[opening:], opens_at, closes_at, settings, calendar)
    return CyclePlan(
        period=period,
        opens_at=opens_at,
        remind_first_at=first,
        remind_last_at=last,
        closes_at=closes_at,
        tell_at=calendar.moment(_telling_day(asked[-1], settings, calendar), settings.tell_time),
        opens_on=asked[opening],
        closes_on=asked[-1],
    )


def cycle_of(day: date, settings: CycleSettings, calendar: SchoolCalendar) -> CyclePlan | None:
    """The cycle of the period that `day` lies in, or None when that period is off."""
    return plan_cycle(period_of(day, settings.rhythm, settings.fortnight_anchor), settings, calendar)


def next_cycle(after: datetime, settings: CycleSettings, calendar: SchoolCalendar) -> CyclePlan | None:
    """The first cycle that opens later than the aware moment `after`; None when none is in sight."""
    start = calendar.day_of(after)
    period = period_of(start, settings.rhythm, settings.fortnight_anchor)
    while period.first <= start + LOOK_AHEAD:
        plan = plan_cycle(period, settings, calendar)
        if plan is not None and plan.opens_at > after:
            return plan
        period = period_after(period, settings.rhythm, settings.fortnight_anchor)
    return None


def _reminders(
    window: Sequence[date],
    opens_at: datetime,
    closes_at: datetime,
    settings: CycleSettings,
    calendar: SchoolCalendar,
) -> tuple[datetime | None, datetime | None]:
    """Both reminders, or None for one that would not fall between its neighbors on a day of its own."""
    last: datetime | None = calendar.moment(window[-1], settings.remind_time)
    if last is not None and not opens_at < last < closes_at:
        last = None
    first: datetime | None = None
    if settings.remind_after_days < len(window) - 1:
        first = calendar.moment(window[settings.remind_after_days], settings.remind_time)
        if not opens_at < first < (last or closes_at):
            first = None
    return first, last


def _telling_day(closes_on: date, settings: CycleSettings, calendar: SchoolCalendar) -> date:
    """The next school day; failing one soon, the next day of the school week."""
    try:
        day = calendar.next_school_day(closes_on)
    except NoSchoolDay:
        day = date.max
    if (day - closes_on).days <= settings.tell_within_days:
        return day
    week = (closes_on + timedelta(days=ahead) for ahead in range(1, 8))
    return next((day for day in week if day.weekday() in calendar.weekdays), closes_on + timedelta(days=1))

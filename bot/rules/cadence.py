"""When a subscriber hears: at once, in the morning of a school day, or at the start of a school week."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.rules.calendar import SchoolCalendar
from storage.vocabulary import Cadence

ROLL_UP_AT: Final = time(7, 30)
"""Local time of roll-ups: before school begins."""

LOOK_AHEAD: Final = 120
"""Days in which a school day is looked for; where there is none, the roll-up comes on that weekday."""

_DAY = timedelta(days=1)


def roll_up_after(cadence: Cadence, calendar: SchoolCalendar, now: datetime) -> datetime:
    """The first moment later than `now` at which a roll-up of this cadence is due; `now` itself for NOW.

    Daily ones come on school days, weekly ones on the first school day of a week.
    """
    if cadence is Cadence.NOW:
        return now
    today = calendar.day_of(now)
    for ahead in range(LOOK_AHEAD):
        day = today + ahead * _DAY
        moment = calendar.moment(day, ROLL_UP_AT)
        if moment <= now or not calendar.is_school_day(day):
            continue
        if cadence is Cadence.DAILY or not calendar.school_days(day - day.weekday() * _DAY, day - _DAY):
            return moment
    return calendar.moment(today + (7 - today.weekday()) * _DAY, ROLL_UP_AT)

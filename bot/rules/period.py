"""The stretches of days that cycles belong to: months, weeks, or two weeks at a time (K-2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.calendar import last_of_month
from storage.vocabulary import Rhythm

FIRST_FORTNIGHT = date(2024, 1, 1)
"""The Monday from which two-week periods are counted, unless an organization names another."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of an organization's rhythm, both days included.

    The key is stable and sorts by time within one rhythm: `2026-09`, `2026-W37`, `2026-W37-W38`.
    """

    key: str
    first: date
    last: date


def period_of(day: date, rhythm: Rhythm, anchor: date = FIRST_FORTNIGHT) -> Period:
    """The period that `day` lies in; `anchor` is any day of a first week of a two-week period."""
    if rhythm is Rhythm.MONTHLY:
        return Period(f"{day:%Y-%m}", day.replace(day=1), last_of_month(day))
    monday = _monday(day)
    if rhythm is Rhythm.WEEKLY:
        return Period(_week(monday), monday, monday + 6 * _DAY)
    if (monday - _monday(anchor)).days // 7 % 2:
        monday -= 7 * _DAY
    second = monday + 7 * _DAY
    return Period(f"{_week(monday)}-W{second.isocalendar().week:02}", monday, second + 6 * _DAY)


def period_after(period: Period, rhythm: Rhythm, anchor: date = FIRST_FORTNIGHT) -> Period:
    """The period that begins the day after `period` ends."""
    return period_of(period.last + _DAY, rhythm, anchor)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"

"""One month of an organization, day by day: school or not and why, and what the routine does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.flows.routine import Routine, routine_of
from bot.flows.setting_up import named
from bot.rules.calendar import SchoolCalendar, days, last_of_month
from bot.rules.cycle import cycle_of
from storage import cycles
from storage.vocabulary import Step


@dataclass(frozen=True, slots=True)
class DayView:
    """A day: whether there is school, why not (a name, or nothing), and the steps of the routine on it."""

    day: date
    school: bool
    why: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of an organization; `opens_at` is when its next check-in opens, if one is planned."""

    organization: str
    timezone: str
    paused: bool
    days: tuple[DayView, ...]
    opens_at: datetime | None


def month_view(session: Session, workspace_id: int, code: str, month: date) -> MonthView:
    """Give the month that `month` lies in. Raises `Refusal` for an unknown code."""
    organization = named(session, workspace_id, code)
    routine = routine_of(session, workspace_id, organization.id, month)
    first = month.replace(day=1)
    steps = _steps(routine, first)
    calendar = routine.calendar
    shown = tuple(
        DayView(day, calendar.is_school_day(day), _why(calendar, day), tuple(steps.get(day, ())))
        for day in days(first, last_of_month(first))
    )
    opens_at = cycles.next_opening(session, workspace_id, organization.id)
    return MonthView(organization.name, calendar.timezone, routine.paused, shown, opens_at)


def _steps(routine: Routine, first: date) -> dict[date, list[Step]]:
    """The steps of every cycle that touches the month, by day."""
    found: dict[date, list[Step]] = {}
    seen: set[str] = set()
    for day in () if routine.paused else days(first - timedelta(days=62), last_of_month(first)):
        plan = cycle_of(day, routine.settings, routine.calendar)
        if plan is None or plan.period.key in seen:
            continue
        seen.add(plan.period.key)
        for step, moment in plan.steps():
            found.setdefault(routine.calendar.day_of(moment), []).append(step)
    return found


def _why(calendar: SchoolCalendar, day: date) -> str:
    if day in calendar.extra_days:
        return calendar.extra_days[day]
    if day in calendar.days_off:
        return calendar.days_off[day]
    return next((pause.name for pause in calendar.breaks if pause.first <= day <= pause.last), "")

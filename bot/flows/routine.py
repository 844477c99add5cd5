"""Each organization's routine: its own schedule and calendar, or those of the nearest one above it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Row
from sqlmodel import Session

from bot.rules.calendar import Break, SchoolCalendar, days
from bot.rules.cycle import CycleSettings
from bot.rules.holidays import public_holidays
from storage import calendars
from storage.tables import Schedule

T = TypeVar("T")
Span = tuple[date, date, bool, str]
YEARS_BEHIND, YEARS_AHEAD = 1, 3


@dataclass(frozen=True, slots=True)
class Routine:
    """When an organization's teams are asked, and on which days its schools are open."""

    settings: CycleSettings
    calendar: SchoolCalendar
    paused: bool = False


def routine_of(session: Session, workspace_id: int, organization_id: int, today: date) -> Routine:
    """Give the routine of one organization, in four reads."""
    return routines(session, workspace_id, today, [organization_id])[organization_id]


def routines(
    session: Session, workspace_id: int, today: date, only: Collection[int] | None = None
) -> dict[int, Routine]:
    """Give the routine of every organization of a workspace, or of those named, in four reads."""
    tree = calendars.tree(session, workspace_id)
    schedules = calendars.schedules(session, workspace_id)
    school_calendars = calendars.school_calendars(session, workspace_id)
    spans = calendars.spans(session, workspace_id)
    found = {}
    for key, organization in tree.items():
        if only is not None and key not in only:
            continue
        schedule = nearest(tree, schedules, key)
        calendar = nearest(tree, school_calendars, key)
        found[key] = Routine(
            _settings(schedule),
            _calendar(organization.timezone, calendar, schedule, spans, today.year),
            schedule is not None and schedule.paused,
        )
    return found


def nearest(tree: Mapping[int, Row[Any]], values: Mapping[int, T], organization_id: int) -> T | None:
    """Give the value of the organization, or of the nearest one above it that has one."""
    at: int | None = organization_id
    for _ in range(len(tree)):
        if at is None or at in values:
            break
        at = tree[at].parent_id
    return values.get(at) if at is not None else None


def _settings(schedule: Schedule | None) -> CycleSettings:
    if schedule is None:
        return CycleSettings()
    stored = schedule.model_dump(include=set(CycleSettings.model_fields))
    return CycleSettings.model_validate(stored)


def _calendar(
    timezone: str,
    stored: Row[Any] | None,
    schedule: Schedule | None,
    spans: Mapping[int, Sequence[Span]],
    year: int,
) -> SchoolCalendar:
    months_off = frozenset(schedule.months_off) if schedule else SchoolCalendar(timezone).months_off
    if stored is None:
        return SchoolCalendar(timezone, days_off=_holidays("US", None, year), months_off=months_off)
    known = spans.get(stored.id, ())
    return SchoolCalendar(
        timezone,
        days_off=_holidays(stored.country, stored.subdivision, year),
        breaks=tuple(Break(first, last, name) for first, last, school, name in known if not school),
        extra_days={day: name for first, last, school, name in known if school for day in days(first, last)},
        months_off=months_off,
    )


@lru_cache(maxsize=256)
def _holidays(country: str | None, subdivision: str | None, year: int) -> dict[date, str]:
    """The public holidays around `year`; the same for every organization of a state, so kept."""
    if country is None:
        return {}
    return public_holidays(country, subdivision, range(year - YEARS_BEHIND, year + YEARS_AHEAD + 1))

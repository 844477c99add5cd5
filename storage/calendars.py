"""School calendars and schedules of a workspace, and the tree along which they are inherited."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from storage.tables import CalendarSpan, Organization, Schedule, SchoolCalendar


def tree(session: Session, workspace_id: int) -> dict[int, Row[Any]]:
    """Give every organization by key: id, parent_id, timezone, thresholds."""
    rows = session.execute(
        select(
            col(Organization.id),
            col(Organization.parent_id),
            col(Organization.timezone),
            col(Organization.thresholds),
        ).where(col(Organization.workspace_id) == workspace_id)
    )
    return {row.id: row for row in rows}


def schedules(session: Session, workspace_id: int) -> dict[int, Schedule]:
    """Give the schedules that were set, by organization."""
    rows = session.scalars(select(Schedule).where(col(Schedule.workspace_id) == workspace_id))
    return {row.organization_id: row for row in rows}


def school_calendars(session: Session, workspace_id: int) -> dict[int, Row[Any]]:
    """Give the calendars that were set, by organization: id, country, subdivision."""
    rows = session.execute(
        select(
            col(SchoolCalendar.id),
            col(SchoolCalendar.organization_id),
            col(SchoolCalendar.country),
            col(SchoolCalendar.subdivision),
        ).where(col(SchoolCalendar.workspace_id) == workspace_id)
    )
    return {row.organization_id: row for row in rows}


def spans(session: Session, workspace_id: int) -> dict[int, list[tuple[date, date, bool, str]]]:
    """Give the breaks and extra days by calendar: first day, last day, whether there is school, name."""
    rows = session.execute(
        select(
            col(CalendarSpan.calendar_id),
            col(CalendarSpan.first_on),
            col(CalendarSpan.last_on),
            col(CalendarSpan.is_school_day),
            col(CalendarSpan.label),
        )
        .where(col(CalendarSpan.workspace_id) == workspace_id)
        .order_by(col(CalendarSpan.first_on), col(CalendarSpan.id))
    )
    found: dict[int, list[tuple[date, date, bool, str]]] = defaultdict(list)
    for calendar_id, first, last, is_school_day, label in rows:
        found[calendar_id].append((first, last, is_school_day, label))
    return found

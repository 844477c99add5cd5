"""Organizations as administrators set them up: by code, with the calendar and schedule of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, select
from sqlmodel import Session, col

from storage.tables import CalendarSpan, Organization, Schedule, SchoolCalendar

SET = "set"


def by_code(session: Session, workspace_id: int, code: str) -> Organization | None:
    """Give the organization with this code."""
    return session.scalars(
        select(Organization).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.code) == code
        )
    ).first()


def codes(session: Session, workspace_id: int) -> list[str]:
    """Give every code, in order."""
    return list(
        session.scalars(
            select(col(Organization.code))
            .where(col(Organization.workspace_id) == workspace_id)
            .order_by(col(Organization.code))
        )
    )


def everything(session: Session, workspace_id: int) -> Sequence[Organization]:
    """Give every organization, by name."""
    return session.scalars(
        select(Organization)
        .where(col(Organization.workspace_id) == workspace_id)
        .order_by(col(Organization.name), col(Organization.id))
    ).all()


def calendar_of(session: Session, workspace_id: int, organization_id: int) -> SchoolCalendar | None:
    """Give an organization's own calendar."""
    return session.scalars(
        select(SchoolCalendar).where(
            col(SchoolCalendar.workspace_id) == workspace_id,
            col(SchoolCalendar.organization_id) == organization_id,
        )
    ).first()


def schedule_of(session: Session, workspace_id: int, organization_id: int) -> Schedule | None:
    """Give an organization's own schedule."""
    return session.scalars(
        select(Schedule).where(
            col(Schedule.workspace_id) == workspace_id, col(Schedule.organization_id) == organization_id
        )
    ).first()


def spans_of(session: Session, workspace_id: int, calendar_id: int) -> Sequence[Row[Any]]:
    """Give what a calendar holds: first_on, last_on, is_school_day, label, source."""
    return session.execute(
        select(
            col(CalendarSpan.first_on),
            col(CalendarSpan.last_on),
            col(CalendarSpan.is_school_day),
            col(CalendarSpan.label),
            col(CalendarSpan.source),
        )
        .where(col(CalendarSpan.workspace_id) == workspace_id, col(CalendarSpan.calendar_id) == calendar_id)
        .order_by(col(CalendarSpan.first_on), col(CalendarSpan.id))
    ).all()


def remove_spans(session: Session, workspace_id: int, calendar_id: int, first: date, last: date) -> int:
    """Take away what was set by hand for exactly these days; give how many that were."""
    gone = session.execute(
        delete(CalendarSpan)
        .where(
            col(CalendarSpan.workspace_id) == workspace_id,
            col(CalendarSpan.calendar_id) == calendar_id,
            col(CalendarSpan.source) == SET,
            col(CalendarSpan.first_on) == first,
            col(CalendarSpan.last_on) == last,
        )
        .returning(col(CalendarSpan.id))
    )
    return len(gone.all())


def drop_feed(session: Session, workspace_id: int, calendar_id: int) -> None:
    """Take away what a feed said, when the feed itself is given up."""
    session.execute(
        delete(CalendarSpan).where(
            col(CalendarSpan.workspace_id) == workspace_id,
            col(CalendarSpan.calendar_id) == calendar_id,
            col(CalendarSpan.source) != SET,
        )
    )

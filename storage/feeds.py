"""Published calendars: when they are read next, and the days off that they gave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlmodel import Session, col

from storage.tables import CalendarSpan, Organization, SchoolCalendar

FEED = "feed"
Span = tuple[date, date, bool, str]
"""First day, last day, whether there is school, name."""


def due(session: Session, workspace_id: int, now: datetime) -> Sequence[Row[Any]]:
    """Give the calendars whose feed is to be read now."""
    return session.execute(
        _feeds(workspace_id)
        .where(col(SchoolCalendar.feed_due_at) <= now)
        .order_by(col(SchoolCalendar.feed_due_at), col(SchoolCalendar.id))
    ).all()


def of_organization(session: Session, workspace_id: int, organization_id: int) -> Row[Any] | None:
    """Give the feed of an organization's own calendar, or None where it has none."""
    return session.execute(
        _feeds(workspace_id).where(col(SchoolCalendar.organization_id) == organization_id)
    ).first()


def _feeds(workspace_id: int) -> Any:
    return (
        select(
            col(SchoolCalendar.id),
            col(SchoolCalendar.feed_url),
            col(SchoolCalendar.feed_etag),
            col(SchoolCalendar.feed_read_at),
            col(Organization.timezone),
            col(Organization.name),
        )
        .join(Organization, col(Organization.id) == col(SchoolCalendar.organization_id))
        .where(
            col(SchoolCalendar.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(SchoolCalendar.feed_url).is_not(None),
        )
    )


def spans(session: Session, workspace_id: int, calendar_id: int) -> list[Span]:
    """Give what a calendar's feed said the last time, in order."""
    rows = session.execute(
        select(
            col(CalendarSpan.first_on),
            col(CalendarSpan.last_on),
            col(CalendarSpan.is_school_day),
            col(CalendarSpan.label),
        )
        .where(
            col(CalendarSpan.workspace_id) == workspace_id,
            col(CalendarSpan.calendar_id) == calendar_id,
            col(CalendarSpan.source) == FEED,
        )
        .order_by(col(CalendarSpan.first_on), col(CalendarSpan.is_school_day))
    )
    return [(first, last, school, label) for first, last, school, label in rows]


def replace(session: Session, workspace_id: int, calendar_id: int, wanted: Sequence[Span]) -> None:
    """Keep what a feed says in the place of what it said before; what was set by hand stays."""
    session.execute(
        delete(CalendarSpan).where(
            col(CalendarSpan.workspace_id) == workspace_id,
            col(CalendarSpan.calendar_id) == calendar_id,
            col(CalendarSpan.source) == FEED,
        )
    )
    rows = [
        {
            "workspace_id": workspace_id,
            "calendar_id": calendar_id,
            "first_on": first,
            "last_on": last,
            "is_school_day": school,
            "label": label,
            "source": FEED,
        }
        for first, last, school, label in wanted
    ]
    if rows:
        session.execute(insert(CalendarSpan), rows)


def mark(session: Session, workspace_id: int, calendar_id: int, **values: Any) -> None:
    """Keep how reading a feed went."""
    session.execute(
        update(SchoolCalendar)
        .where(col(SchoolCalendar.workspace_id) == workspace_id, col(SchoolCalendar.id) == calendar_id)
        .values(**values)
    )


def broken(session: Session, workspace_id: int) -> list[str]:
    """Give the sentences that say what is wrong with feeds."""
    return list(
        session.scalars(
            select(col(SchoolCalendar.feed_fault))
            .where(
                col(SchoolCalendar.workspace_id) == workspace_id, col(SchoolCalendar.feed_fault).is_not(None)
            )
            .order_by(col(SchoolCalendar.id))
        )
    )

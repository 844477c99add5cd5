"""Flags: those that stand, raised, worsened, kept up to date, cleared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlmodel import Session, col

from storage.tables import Flag, Organization


def hold(session: Session, workspace_id: int, organization_id: int) -> None:
    """Have nobody else judge an organization until this transaction ends: a flag is raised once."""
    session.execute(
        select(col(Organization.id))
        .where(col(Organization.workspace_id) == workspace_id, col(Organization.id) == organization_id)
        .with_for_update()
    )


def standing(session: Session, workspace_id: int, organization_id: int) -> Sequence[Row[Any]]:
    """Give the flags of an organization that have not been cleared: id, rule, severity, milestone, action."""
    return session.execute(
        select(
            col(Flag.id),
            col(Flag.rule),
            col(Flag.severity),
            col(Flag.milestone_id),
            col(Flag.action_id),
        )
        .where(
            col(Flag.workspace_id) == workspace_id,
            col(Flag.organization_id) == organization_id,
            col(Flag.cleared_on).is_(None),
        )
        .order_by(col(Flag.id))
    ).all()


def add(session: Session, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Store flags that were raised; give their keys in the same order."""
    if not rows:
        return []
    statement = insert(Flag).returning(col(Flag.id), sort_by_parameter_order=True)
    return list(session.scalars(statement, list(rows)))


def keep(session: Session, workspace_id: int, rows: Sequence[dict[str, Any]]) -> None:
    """Bring flags that still stand up to date: each row has `which`, `severity_now` and `facts_now`."""
    if not rows:
        return
    session.connection().execute(
        update(Flag)
        .where(col(Flag.workspace_id) == workspace_id, col(Flag.id) == bindparam("which"))
        .values(severity=bindparam("severity_now"), facts=bindparam("facts_now")),
        list(rows),
    )


def worsen(session: Session, workspace_id: int, flag_ids: Sequence[int], now: datetime) -> None:
    """Keep when flags last became more severe."""
    if not flag_ids:
        return
    session.execute(
        update(Flag)
        .where(col(Flag.workspace_id) == workspace_id, col(Flag.id).in_(flag_ids))
        .values(worsened_at=now)
    )


def clear(
    session: Session,
    workspace_id: int,
    flag_ids: Sequence[int],
    on: date,
    cycle_id: int | None,
    now: datetime,
) -> None:
    """Clear flags; a flag that is cleared stays for the record."""
    if not flag_ids:
        return
    session.execute(
        update(Flag)
        .where(col(Flag.workspace_id) == workspace_id, col(Flag.id).in_(flag_ids))
        .values(cleared_on=on, cleared_at=now, cleared_cycle_id=cycle_id)
    )

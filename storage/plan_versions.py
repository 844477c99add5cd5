"""The versions of plans: the newest, all of them, and one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, func
from sqlmodel import Session, col, select

from storage.tables import Person, PlanVersion


def newest(session: Session, workspace_id: int, plan_id: int) -> Row[Any] | None:
    """Give the number and the digest of a plan's newest version, or None where there is none."""
    return session.execute(
        select(col(PlanVersion.number), col(PlanVersion.digest))
        .where(col(PlanVersion.workspace_id) == workspace_id, col(PlanVersion.plan_id) == plan_id)
        .order_by(col(PlanVersion.number).desc())
        .limit(1)
    ).first()


def of_plan(
    session: Session, workspace_id: int, plan_id: int, most: int = 10_000, before: int | None = None
) -> Sequence[Row[Any]]:
    """Give the newest `most` versions below number `before`, newest first.

    Columns: number, made_at, made_by (a name or None), cause, about, restored_from.
    """
    query = (
        select(
            col(PlanVersion.number),
            col(PlanVersion.made_at),
            col(Person.name).label("made_by"),
            col(PlanVersion.cause),
            col(PlanVersion.about),
            col(PlanVersion.restored_from),
        )  # type: ignore[call-overload]
        .outerjoin(
            Person,
            (col(Person.id) == col(PlanVersion.made_by_id)) & (col(Person.workspace_id) == workspace_id),
        )
        .where(col(PlanVersion.workspace_id) == workspace_id, col(PlanVersion.plan_id) == plan_id)
        .order_by(col(PlanVersion.number).desc())
        .limit(most)
    )
    if before is not None:
        query = query.where(col(PlanVersion.number) < before)
    found: Sequence[Row[Any]] = session.execute(query).all()
    return found


def how_many(session: Session, workspace_id: int, plan_id: int) -> int:
    """Give how many versions a plan has."""
    return session.exec(
        select(func.count(col(PlanVersion.id))).where(
            col(PlanVersion.workspace_id) == workspace_id, col(PlanVersion.plan_id) == plan_id
        )
    ).one()


def documents(
    session: Session, workspace_id: int, plan_id: int, numbers: Collection[int]
) -> dict[int, bytes]:
    """Give the packed documents of these versions, by number; those that do not exist are left out."""
    rows = session.execute(
        select(col(PlanVersion.number), col(PlanVersion.document)).where(
            col(PlanVersion.workspace_id) == workspace_id,
            col(PlanVersion.plan_id) == plan_id,
            col(PlanVersion.number).in_(list(numbers)),
        )
    )
    return {row.number: row.document for row in rows}

"""Cycles that are opened by hand: whether one is open, and a planned one brought forward."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from storage.tables import Cycle, CycleStep
from storage.vocabulary import Step


def is_open(session: Session, workspace_id: int, organization_id: int) -> bool:
    """Say whether an organization has a cycle that is open now."""
    row = session.execute(
        select(col(Cycle.id)).where(
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == organization_id,
            col(Cycle.opened_at).is_not(None),
            col(Cycle.closed_at).is_(None),
        )
    )
    return row.first() is not None


def bring_forward(
    session: Session, workspace_id: int, organization_id: int, period: str, now: datetime
) -> None:
    """Have a planned cycle open now."""
    which = select(col(Cycle.id)).where(
        col(Cycle.workspace_id) == workspace_id,
        col(Cycle.organization_id) == organization_id,
        col(Cycle.period) == period,
        col(Cycle.opened_at).is_(None),
    )
    session.execute(
        update(CycleStep)
        .where(
            col(CycleStep.workspace_id) == workspace_id,
            col(CycleStep.cycle_id).in_(which),
            col(CycleStep.step) == Step.OPEN,
        )
        .values(due_at=now)
    )
    session.execute(
        update(Cycle)
        .where(col(Cycle.workspace_id) == workspace_id, col(Cycle.id).in_(which))
        .values(opens_at=now)
    )

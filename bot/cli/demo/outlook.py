"""What comes next in the demo's routine, for the calendar of the local workspace."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.flows.kit import Kit
from storage.tables import CycleStep

MOST = 5


def coming(session: Session, kit: Kit, workspace_id: int) -> list[dict[str, str]]:
    """Give the next events as {"at": ISO moment, "label": words}, soonest first."""
    rows = session.exec(
        select(CycleStep.due_at, CycleStep.step, func.count(col(CycleStep.id)))
        .where(col(CycleStep.workspace_id) == workspace_id, col(CycleStep.done_at).is_(None))
        .group_by(col(CycleStep.due_at), col(CycleStep.step))
        .order_by(col(CycleStep.due_at))
        .limit(MOST)
    )
    return [{"at": at.isoformat(), "label": _label(kit, step, count)} for at, step, count in rows]


def next_moment(session: Session, workspace_id: int, now: datetime) -> datetime | None:
    """Give when the next step of the routine is due, later than `now`."""
    return session.exec(
        select(func.min(col(CycleStep.due_at))).where(
            col(CycleStep.workspace_id) == workspace_id,
            col(CycleStep.done_at).is_(None),
            col(CycleStep.due_at) > now,
        )
    ).one()


def _label(kit: Kit, step: str, count: int) -> str:
    label = kit.words.label(f"demo.event.{step}")
    return kit.words.label("demo.event.schools", label=label, count=count) if count > 1 else label

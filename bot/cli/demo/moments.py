"""When the cycles of the demo open, remind and close, for people who know their calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.tables import Cycle, CycleStep
from storage.vocabulary import Step


@dataclass(frozen=True, slots=True)
class Window:
    """The moments of a period, the same for every school of the demo."""

    opens_at: datetime
    reminds_at: datetime
    closes_at: datetime


def window_of(session: Session, workspace_id: int, period: str) -> Window:
    """Give the window of a period."""
    opens_at, closes_at = session.exec(
        select(func.min(col(Cycle.opens_at)), func.max(col(Cycle.closes_at))).where(
            col(Cycle.workspace_id) == workspace_id, col(Cycle.period) == period
        )
    ).one()
    reminds_at = session.exec(
        select(func.min(col(CycleStep.due_at)))
        .join(Cycle, col(Cycle.id) == col(CycleStep.cycle_id))
        .where(
            col(CycleStep.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.period) == period,
            col(CycleStep.step).in_([Step.REMIND_FIRST, Step.REMIND_LAST]),
        )
    ).one()
    return Window(opens_at, reminds_at or opens_at, closes_at)


def planned(session: Session, workspace_id: int) -> list[tuple[str, Window]]:
    """Give (period, window) of the cycles that have not opened yet."""
    periods = session.exec(
        select(col(Cycle.period))
        .where(col(Cycle.workspace_id) == workspace_id, col(Cycle.opened_at).is_(None))
        .distinct()
    ).all()
    return [(period, window_of(session, workspace_id, period)) for period in periods]

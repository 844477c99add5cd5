"""Milestones that leadership confirms as done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update
from sqlmodel import Session, col

from storage.tables import Milestone


def set_done(session: Session, workspace_id: int, milestone_id: int, on: date | None) -> None:
    """Have a milestone be done from a day on, or (None) open again."""
    session.execute(
        update(Milestone)
        .where(col(Milestone.workspace_id) == workspace_id, col(Milestone.id) == milestone_id)
        .values(completed_on=on)
        .execution_options(synchronize_session=False)
    )

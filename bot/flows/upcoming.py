"""When something is to be done next, for whatever the beat does."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.flows import cycle
from storage import plan_files


def next_due(session: Session, workspace_id: int) -> datetime | None:
    """Give when something is to be done next: for a cycle, or for a file that has come."""
    moments = (cycle.next_due(session, workspace_id), plan_files.oldest(session, workspace_id))
    return min((moment for moment in moments if moment is not None), default=None)

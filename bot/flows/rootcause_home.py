"""Which root-cause sessions a person's desk shows, and since when one has been resting."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.blocks.rootcause_home import OwnSession
from storage import rootcause_listed
from storage.vocabulary_rootcause import SessionState

A_WHILE = timedelta(days=7)
"""So long a session rests before its desk says so, once and kindly; nobody is written to about it."""


def own_sessions(
    session: Session, workspace_id: int, person_id: int, now: datetime
) -> tuple[OwnSession, ...]:
    """Give the sessions that a person began or added to and that have not ended, the newest first."""
    return tuple(
        OwnSession(
            row.id,
            row.method,
            row.state,
            row.problem,
            row.changed_at.date()
            if row.state is SessionState.PAUSED and now - row.changed_at >= A_WHILE
            else None,
        )
        for row in rootcause_listed.taken_part(session, workspace_id, person_id)
    )

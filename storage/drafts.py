"""Drafts of forms that have several pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from storage.tables import FormDraft

KEPT_FOR = timedelta(days=2)
"""Slack forgets an open form sooner than this."""


def read(session: Session, workspace_id: int, view_key: str, person_id: int) -> dict[str, Any]:
    """Give what a person has put into a form so far; nothing for a form that was just opened."""
    found = session.scalar(
        select(col(FormDraft.typed)).where(
            col(FormDraft.workspace_id) == workspace_id,
            col(FormDraft.view_key) == view_key,
            col(FormDraft.person_id) == person_id,
        )
    )
    return found or {}


def keep(
    session: Session, workspace_id: int, view_key: str, person_id: int, typed: dict[str, Any], now: datetime
) -> None:
    """Keep what a person has put in so far, and forget forms that nobody will send any more."""
    forget(session, workspace_id, view_key)
    session.execute(
        delete(FormDraft).where(
            col(FormDraft.workspace_id) == workspace_id, col(FormDraft.saved_at) < now - KEPT_FOR
        )
    )
    session.execute(
        insert(FormDraft).values(
            workspace_id=workspace_id, view_key=view_key, person_id=person_id, typed=typed, saved_at=now
        )
    )


def forget(session: Session, workspace_id: int, view_key: str) -> None:
    """Forget a form that was sent."""
    session.execute(
        delete(FormDraft).where(
            col(FormDraft.workspace_id) == workspace_id, col(FormDraft.view_key) == view_key
        )
    )

"""Calendars that are shared under an address nobody can guess."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage.tables import CalendarShare


def put(session: Session, workspace_id: int, organization_id: int, token_hash: str, now: datetime) -> None:
    """Share an organization's calendar under a token, in the place of the one before."""
    drop(session, workspace_id, organization_id)
    session.add(
        CalendarShare(
            workspace_id=workspace_id,
            organization_id=organization_id,
            token_hash=token_hash,
            created_at=now,
        )
    )
    session.flush()


def drop(session: Session, workspace_id: int, organization_id: int) -> bool:
    """Share it no more; False when it was not."""
    rows = session.execute(
        delete(CalendarShare)
        .where(
            col(CalendarShare.workspace_id) == workspace_id,
            col(CalendarShare.organization_id) == organization_id,
        )
        .returning(col(CalendarShare.id))
    )
    return bool(rows.all())


def by_token(session: Session, workspace_id: int, token_hash: str) -> CalendarShare | None:
    """Give what is shared under a token, or None."""
    return session.exec(
        select(CalendarShare).where(
            col(CalendarShare.workspace_id) == workspace_id, col(CalendarShare.token_hash) == token_hash
        )
    ).first()


def keep(session: Session, workspace_id: int, share_id: int, content: str, now: datetime) -> None:
    """Keep what a shared calendar says."""
    session.execute(
        update(CalendarShare)
        .where(col(CalendarShare.workspace_id) == workspace_id, col(CalendarShare.id) == share_id)
        .values(content=content, made_at=now)
    )


def count(session: Session, workspace_id: int) -> int:
    """Give how many calendars are shared."""
    return len(
        session.exec(select(CalendarShare.id).where(col(CalendarShare.workspace_id) == workspace_id)).all()
    )

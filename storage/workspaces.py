"""The Slack workspaces that Milepost serves: welcomed, heard from, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from storage.tables import Downtime, Workspace

LONGEST_GAP = timedelta(minutes=10)
"""How long nothing may be heard of the process before it counts as having been down."""


AWAITED = "awaited"
"""Stands for the id of a workspace that Milepost has not met yet."""


@dataclass(frozen=True, slots=True)
class Served:
    """A workspace as the doors need it."""

    id: int
    team_id: str
    bot_user_id: str | None
    stopped_reason: str | None


def served(session: Session) -> list[Served]:
    """Give every workspace; those that were stopped carry the reason."""
    rows = session.execute(
        select(
            col(Workspace.id),
            col(Workspace.slack_team_id),
            col(Workspace.bot_user_id),
            col(Workspace.stopped_reason),
        ).order_by(col(Workspace.id))
    )
    return [Served(*row) for row in rows]


def awaited(session: Session) -> int:
    """Give the key of the workspace that Milepost will meet first: plans may be taken in before that."""
    return _key(session, AWAITED) or welcome(session, AWAITED, AWAITED, None)


def welcome(session: Session, team_id: str, name: str, bot_user_id: str | None) -> int:
    """Take a workspace in, or back in after it was stopped; give its key.

    The first one that is met is the one that was awaited.
    """
    known = _key(session, team_id)
    if known is None and (known := _key(session, AWAITED)) is not None:
        session.execute(update(Workspace).where(col(Workspace.id) == known).values(slack_team_id=team_id))
    if known is None:
        workspace = Workspace(slack_team_id=team_id, name=name, bot_user_id=bot_user_id)
        session.add(workspace)
        session.flush()
        return workspace.id
    session.execute(
        update(Workspace)
        .where(col(Workspace.id) == known)
        .values(name=name, bot_user_id=bot_user_id, stopped_at=None, stopped_reason=None)
    )
    return int(known)


def _key(session: Session, team_id: str) -> int | None:
    return session.execute(select(col(Workspace.id)).where(col(Workspace.slack_team_id) == team_id)).scalar()


def stop(session: Session, workspace_id: int, reason: str, now: datetime) -> None:
    """Have nothing more sent to a workspace, and say why; the first reason stays."""
    session.execute(
        update(Workspace)
        .where(col(Workspace.id) == workspace_id, col(Workspace.stopped_at).is_(None))
        .values(stopped_at=now, stopped_reason=reason)
    )


def mark_beat(session: Session, workspace_id: int, now: datetime) -> bool:
    """Note that somebody is here at `now`; a long time without anybody is kept as a downtime, and True."""
    last = session.execute(
        select(col(Workspace.last_beat_at)).where(col(Workspace.id) == workspace_id)
    ).scalar()
    was_down = last is not None and now - last > LONGEST_GAP
    if was_down:
        session.execute(
            insert(Downtime).values(workspace_id=workspace_id, began_at=last, ended_at=now),
        )
    if last is None or now > last:
        session.execute(update(Workspace).where(col(Workspace.id) == workspace_id).values(last_beat_at=now))
    return was_down


def move_beat(session: Session, workspace_id: int, now: datetime) -> None:
    """Note that somebody is here at `now`, without asking how long nobody was: a clock was moved."""
    session.execute(update(Workspace).where(col(Workspace.id) == workspace_id).values(last_beat_at=now))

"""What a drain reads and writes: deliveries are claimed, composed, and what became of them is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from bot.flows.composers import composer_of, together_of
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from storage import drains
from storage.drains import Job, Outcome
from storage.keyed import checked
from storage.tables import Delivery

_THESE = select(Delivery).where(
    checked(col(Delivery.workspace_id)) == bindparam("workspace"),
    col(Delivery.id).in_(bindparam("which", expanding=True)),
)


def claim(session: Session, workspace_id: int, now: datetime) -> list[Job]:
    """Take the next deliveries that are due; what lost its process or its parent is settled first."""
    drains.settle(session, workspace_id, now)
    return drains.claim(session, workspace_id, now)


def compose(
    session: Session,
    kit: Kit,
    workspace_id: int,
    ids: Sequence[int],
    now: datetime,
) -> dict[int, Message | Skip]:
    """Read what the deliveries say now, all from one snapshot; raises whatever a composer raises."""
    deliveries = session.execute(_THESE, {"workspace": workspace_id, "which": ids}).scalars()
    said: dict[int, Message | Skip] = {}
    alike: dict[str, list[Delivery]] = {}
    for one in deliveries:
        alike.setdefault(one.kind, []).append(one)
    for kind, ones in alike.items():
        if together := together_of(kind):
            said |= together(session, kit, workspace_id, ones, now)
        else:
            composer = composer_of(kind)
            said |= {one.id: composer(session, kit, one, now) for one in ones}
    return said


def record(session: Session, workspace_id: int, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Keep what became of deliveries, all in one transaction."""
    drains.record(session, workspace_id, outcomes, now)

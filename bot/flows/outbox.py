"""What becomes of an attempt to send something elsewhere: sent, tried again later, or given up and kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from storage import outgoing
from storage.tables import Outgoing
from storage.vocabulary import DeliveryState

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
"""How long to wait after each failed attempt; after the last one nothing is tried any more."""


def sent(session: Session, workspace_id: int, one: Outgoing, now: datetime) -> None:
    """Keep that something has arrived: it is never sent again."""
    state = {"state": DeliveryState.SENT, "sent_at": now, "reason": None}
    outgoing.settle(session, workspace_id, one.id, **state)
    if one.webhook_id is not None:
        outgoing.answered(session, workspace_id, one.webhook_id, now)


def failed(
    session: Session,
    workspace_id: int,
    one: Outgoing,
    code: str,
    now: datetime,
    *,
    final: bool = False,
    wait: timedelta | None = None,
) -> None:
    """Keep why something did not arrive, and when it is tried again, if it is.

    A webhook that says that it is gone for good is ended.
    """
    if code == "gone" and one.webhook_id is not None:
        outgoing.end(session, workspace_id, one.webhook_id, now, code)
    if final or one.attempts > len(WAITS):
        outgoing.settle(session, workspace_id, one.id, state=DeliveryState.STOPPED, reason=code)
        return
    due_at = now + max(wait or timedelta(), WAITS[one.attempts - 1])
    outgoing.settle(session, workspace_id, one.id, state=DeliveryState.WAITING, reason=code, due_at=due_at)

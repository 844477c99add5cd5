"""What became of deliveries, kept many at a time.

The statements are written once: building one takes longer than running it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, update
from sqlmodel import Session, col

from storage.tables import Delivery
from storage.types import UtcDateTime
from storage.vocabulary import DeliveryState


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack shows `version` of a delivery as message `ts` of `channel`."""

    id: int
    version: int
    ts: str
    channel: str


@dataclass(frozen=True, slots=True)
class Later:
    """A delivery to try again at `due_at`; `doubtful` when it may have arrived all the same."""

    id: int
    due_at: datetime
    doubtful: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A delivery that will not be sent (skipped) or cannot be sent (stopped), with the reason in words."""

    id: int
    state: DeliveryState
    reason: str


Outcome = Sent | Later | Ended


_THIS = (col(Delivery.workspace_id) == bindparam("workspace"), col(Delivery.id) == bindparam("which"))
_NOW = bindparam("now", type_=UtcDateTime())
_DUE = bindparam("due", type_=UtcDateTime())
_FRESH = col(Delivery.wanted) <= bindparam("version")

_SENT = (
    update(Delivery)
    .where(*_THIS)
    .values(
        state=case((_FRESH, DeliveryState.SENT.value), else_=DeliveryState.WAITING.value),
        due_at=case((_FRESH, col(Delivery.due_at)), else_=_NOW),
        sent=bindparam("version"),
        ts=bindparam("shown"),
        channel=bindparam("place"),
        first_sent_at=func.coalesce(col(Delivery.first_sent_at), _NOW),
        attempts=0,
        doubtful=False,
        leased_until=None,
        reason=None,
    )
)

_LATER = (
    update(Delivery)
    .where(*_THIS, col(Delivery.state) == DeliveryState.SENDING)
    .values(
        state=DeliveryState.WAITING,
        due_at=_DUE,
        doubtful=bindparam("doubt"),
        reason=bindparam("why"),
        leased_until=None,
    )
)

_REPLIES_LATER = (
    update(Delivery)
    .where(
        col(Delivery.workspace_id) == bindparam("workspace"),
        col(Delivery.parent_id) == bindparam("which"),
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.due_at) < _DUE,
    )
    .values(due_at=_DUE)
)

_ENDED = (
    update(Delivery)
    .where(*_THIS)
    .values(state=bindparam("what"), reason=bindparam("why"), doubtful=False, leased_until=None)
)


def record(session: Session, workspace_id: int, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Note what became of deliveries; one that was to be said anew meanwhile is due again at once.

    Replies are never due before what they reply to.
    """
    connection, here = session.connection(), {"workspace": workspace_id}
    if sent := [_sent(one, now) | here for one in outcomes if isinstance(one, Sent)]:
        connection.execute(_SENT, sent)
    if later := [_later(one) | here for one in outcomes if isinstance(one, Later)]:
        connection.execute(_LATER, later)
        connection.execute(_REPLIES_LATER, later)
    if ended := [_ended(one) | here for one in outcomes if isinstance(one, Ended)]:
        connection.execute(_ENDED, ended)


def _sent(one: Sent, now: datetime) -> dict[str, object]:
    return {"which": one.id, "version": one.version, "shown": one.ts, "place": one.channel, "now": now}


def _later(one: Later) -> dict[str, object]:
    return {"which": one.id, "due": one.due_at, "doubt": one.doubtful, "why": one.reason}


def _ended(one: Ended) -> dict[str, object]:
    return {"which": one.id, "what": one.state, "why": one.reason}

"""Wishes for messages: written with their cause, kept true afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, or_, update
from sqlmodel import Session, col, select

from storage.tables import Delivery
from storage.upserts import insert_into
from storage.vocabulary import DeliveryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A message that Slack is to show.

    `key` is unique for its meaning ("checkin-prompt:{milestone}:{period}"): wishing again changes
    nothing. It goes to `person_id` (by direct message) or to `channel`, as a reply to `parent_id` if
    there is one, or to a person's message `thread_ts`. `about` ("check-in:7") lets a later change find
    every message that shows it.
    """

    workspace_id: int
    key: str
    kind: str
    due_at: datetime
    about: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    person_id: int | None = None
    channel: str | None = None
    parent_id: int | None = None
    thread_ts: str | None = None


def wish(session: Session, wishes: Sequence[Wish], now: datetime) -> None:
    """Write the wishes; those whose key is there already are left as they are."""
    if not wishes:
        return
    statement = insert_into(session, Delivery).on_conflict_do_nothing(index_elements=["workspace_id", "key"])
    session.execute(statement, [_row(one, now) for one in wishes])


def _row(one: Wish, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": one.workspace_id,
        "key": one.key,
        "kind": one.kind,
        "due_at": one.due_at,
        "about": one.about,
        "facts": one.facts,
        "person_id": one.person_id,
        "channel": one.channel,
        "parent_id": one.parent_id,
        "thread_ts": one.thread_ts,
        "state": DeliveryState.WAITING,
        "created_at": now,
        "wanted": 1,
        "sent": 0,
        "attempts": 0,
        "doubtful": False,
    }


_FRESHEN = (
    update(Delivery)
    .where(
        col(Delivery.workspace_id) == bindparam("workspace"),
        col(Delivery.about).in_(bindparam("told", expanding=True)),
        col(Delivery.kind).in_(bindparam("kinds", expanding=True)),
        col(Delivery.state).in_([DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.WAITING]),
        (col(Delivery.sent) > 0)
        | (col(Delivery.state) == DeliveryState.SENDING)
        | col(Delivery.doubtful).is_(True),
    )
    .values(
        wanted=col(Delivery.wanted) + 1,
        due_at=bindparam("moment"),
        state=case(
            (col(Delivery.state) == DeliveryState.SENDING, DeliveryState.SENDING.value),
            else_=DeliveryState.WAITING.value,
        ),
    )
)
"""Built once: it runs with every answer."""


def freshen(session: Session, workspace_id: int, about: str, kinds: Sequence[str], now: datetime) -> None:
    """Have every message of `kinds` that tells `about` something said anew, with today's facts.

    What has not been sent yet needs nothing: it is read when it goes out. What is on its way keeps its
    state and is sent once more afterwards; what may have arrived unnoticed is said anew once it is found.
    Stopped and skipped ones stay as they are.
    """
    freshen_all(session, workspace_id, [about], kinds, now)


def freshen_all(
    session: Session, workspace_id: int, abouts: Sequence[str], kinds: Sequence[str], now: datetime
) -> None:
    """The same for everything that tells any of `abouts`."""
    if abouts:
        facts = {"workspace": workspace_id, "told": list(abouts), "kinds": list(kinds), "moment": now}
        session.connection().execute(_FRESHEN, facts)


def find(session: Session, workspace_id: int, key: str) -> Delivery | None:
    """Give the delivery of this key, or None."""
    return session.exec(
        select(Delivery).where(col(Delivery.workspace_id) == workspace_id, col(Delivery.key) == key)
    ).first()


def by_id(session: Session, workspace_id: int, delivery_id: int) -> Delivery:
    """Give a delivery that is known to be there."""
    return session.exec(
        select(Delivery).where(col(Delivery.workspace_id) == workspace_id, col(Delivery.id) == delivery_id)
    ).one()


def shown_as(session: Session, workspace_id: int, channel: str | None, ts: str | None) -> Delivery | None:
    """Give the delivery that Slack shows as message `ts` of `channel`, or None."""
    if channel is None or ts is None:
        return None
    return session.exec(
        select(Delivery).where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.channel) == channel,
            col(Delivery.ts) == ts,
        )
    ).first()


def in_thread(session: Session, workspace_id: int, root_id: int, kind: str) -> Sequence[Delivery]:
    """Give the messages of a kind that stand in the thread of a delivery, or are it; newest first."""
    return session.exec(
        select(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            or_(col(Delivery.parent_id) == root_id, col(Delivery.id) == root_id),
            col(Delivery.kind) == kind,
            col(Delivery.ts).is_not(None),
        )
        .order_by(col(Delivery.ts).desc())
    ).all()

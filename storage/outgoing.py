"""What leaves for webhooks and by e-mail: written with its cause, claimed for one process, settled once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from storage.tables import Organization, Outgoing, Webhook
from storage.upserts import insert_into
from storage.vocabulary import DeliveryState, OutgoingKind

LEASE = timedelta(minutes=3)
"""How long a process may take over what it claimed, before another one may take it over."""

BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something to send; wishing for the same `key` again changes nothing."""

    key: str
    kind: OutgoingKind
    webhook_id: int | None = None
    person_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def add(session: Session, workspace_id: int, events: Sequence[Event], now: datetime) -> None:
    """Write what is to be sent; those whose key is there already are left as they are."""
    if not events:
        return
    statement = insert_into(session, Outgoing).on_conflict_do_nothing(index_elements=["workspace_id", "key"])
    session.execute(
        statement,
        [
            {
                "workspace_id": workspace_id,
                "key": one.key,
                "kind": one.kind,
                "webhook_id": one.webhook_id,
                "person_id": one.person_id,
                "facts": one.facts,
                "state": DeliveryState.WAITING,
                "created_at": now,
                "due_at": now,
                "attempts": 0,
            }
            for one in events
        ],
    )


def due(session: Session, workspace_id: int, now: datetime) -> bool:
    """Say whether anything is to be sent now."""
    return (
        session.exec(select(Outgoing.id).where(*_claimable(workspace_id, now)).limit(1)).first() is not None
    )


def next_due(session: Session, workspace_id: int) -> datetime | None:
    """Give the earliest moment at which something is to be sent."""
    moment = col(Outgoing.due_at)
    return session.exec(
        select(func.min(moment)).where(
            col(Outgoing.workspace_id) == workspace_id, col(Outgoing.state) == DeliveryState.WAITING
        )
    ).first()


def claim(session: Session, workspace_id: int, now: datetime) -> list[Outgoing]:
    """Take what is due, oldest first, for this process alone.

    What a process took and did not settle in time is taken again, with the same key.
    """
    found = session.exec(
        select(Outgoing)
        .where(*_claimable(workspace_id, now))
        .order_by(col(Outgoing.due_at), col(Outgoing.id))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    ).all()
    for one in found:
        one.state, one.leased_until, one.attempts = DeliveryState.SENDING, now + LEASE, one.attempts + 1
        session.add(one)
    session.flush()
    for one in found:
        session.expunge(one)
    return list(found)


def _claimable(workspace_id: int, now: datetime) -> tuple[Any, ...]:
    state = col(Outgoing.state)
    return (
        col(Outgoing.workspace_id) == workspace_id,
        or_(
            (state == DeliveryState.WAITING) & (col(Outgoing.due_at) <= now),
            (state == DeliveryState.SENDING) & (col(Outgoing.leased_until) <= now),
        ),
    )


def settle(session: Session, workspace_id: int, outgoing_id: int, **values: Any) -> None:
    """Keep what became of an attempt; what was sent stays sent, whoever else says otherwise."""
    session.execute(
        update(Outgoing)
        .where(
            col(Outgoing.workspace_id) == workspace_id,
            col(Outgoing.id) == outgoing_id,
            col(Outgoing.state) != DeliveryState.SENT,
        )
        .values(leased_until=None, **values)
    )


def by_key(session: Session, workspace_id: int, key: str) -> Outgoing:
    """Give what is sent under a key that is known to be there."""
    return session.exec(
        select(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.key) == key)
    ).one()


def webhooks(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> Sequence[Webhook]:
    """Give the webhooks of these organizations that hear of things."""
    return session.exec(
        select(Webhook)
        .where(
            col(Webhook.workspace_id) == workspace_id,
            col(Webhook.organization_id).in_(list(organization_ids)),
            col(Webhook.ended_at).is_(None),
        )
        .order_by(col(Webhook.id))
    ).all()


def webhook(session: Session, workspace_id: int, webhook_id: int) -> Webhook | None:
    """Give a webhook, living or ended."""
    return session.exec(
        select(Webhook).where(col(Webhook.workspace_id) == workspace_id, col(Webhook.id) == webhook_id)
    ).first()


def listed(session: Session, workspace_id: int) -> Sequence[tuple[Webhook, str]]:
    """Give every webhook that lives or ended with a reason, with the code of its organization."""
    rows = session.exec(
        select(Webhook, Organization.code)
        .join(Organization, col(Organization.id) == col(Webhook.organization_id))
        .where(
            col(Webhook.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            or_(col(Webhook.ended_at).is_(None), col(Webhook.ended_reason).is_not(None)),
        )
        .order_by(col(Webhook.id))
    )
    return list(rows)


def troubles(session: Session, workspace_id: int) -> dict[int | None, tuple[int, str]]:
    """Give how many events of each webhook (None: e-mails) wait after a failure or were given up.

    With the reason of one of them.
    """
    rows = session.execute(
        select(Outgoing.webhook_id, func.count(), func.max(Outgoing.reason))
        .where(
            col(Outgoing.workspace_id) == workspace_id,
            col(Outgoing.state).in_([DeliveryState.WAITING, DeliveryState.STOPPED]),
            col(Outgoing.reason).is_not(None),
        )
        .group_by(col(Outgoing.webhook_id))
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def answered(session: Session, workspace_id: int, webhook_id: int, now: datetime) -> None:
    """Note when a webhook took something last."""
    session.execute(
        update(Webhook)
        .where(col(Webhook.workspace_id) == workspace_id, col(Webhook.id) == webhook_id)
        .values(answered_at=now)
    )


def put_away(session: Session, workspace_id: int, webhook_id: int, now: datetime) -> bool:
    """End a webhook, or forget why it was ended; False where there is nothing to put away."""
    end(session, workspace_id, webhook_id, now, "")
    rows = session.execute(
        update(Webhook)
        .where(
            col(Webhook.workspace_id) == workspace_id,
            col(Webhook.id) == webhook_id,
            col(Webhook.ended_reason).is_not(None),
        )
        .values(ended_reason=None)
        .returning(col(Webhook.id))
    )
    return bool(rows.all())


def end(session: Session, workspace_id: int, webhook_id: int, now: datetime, reason: str) -> None:
    """Have a webhook hear of nothing more; what still waits for it is given up."""
    session.execute(
        update(Webhook)
        .where(
            col(Webhook.workspace_id) == workspace_id,
            col(Webhook.id) == webhook_id,
            col(Webhook.ended_at).is_(None),
        )
        .values(ended_at=now, ended_reason=reason)
    )
    session.execute(
        update(Outgoing)
        .where(
            col(Outgoing.workspace_id) == workspace_id,
            col(Outgoing.webhook_id) == webhook_id,
            col(Outgoing.state) == DeliveryState.WAITING,
        )
        .values(state=DeliveryState.SKIPPED, reason=None)
    )

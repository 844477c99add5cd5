"""Deliveries on their way out: claimed for one process, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, literal, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.tables import Delivery, Person
from storage.types import UtcDateTime
from storage.vocabulary import DeliveryState

BATCH = 100
"""Deliveries claimed together at the most."""

LEASE = timedelta(minutes=3)
"""How long a process may take over what it claimed, before another one may take it over."""


@dataclass(frozen=True, slots=True)
class Job:
    """A delivery that was claimed: where it goes and how far it had come.

    `ts` is set when Slack shows it already and it is to be said anew. `doubtful` is true when an
    earlier attempt, begun at `since`, may have arrived.
    """

    id: int
    key: str
    wanted: int
    attempts: int
    doubtful: bool
    since: datetime | None
    ts: str | None
    channel: str | None
    thread_ts: str | None
    person_id: int | None
    slack_user_id: str | None
    email: str | None

    @property
    def place(self) -> str:
        """The conversation as far as it is known: what goes to one place goes in order."""
        return self.channel or f"person {self.person_id}"


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


def revive(session: Session, workspace_id: int, now: datetime) -> None:
    """Take back what a process claimed and did not finish in time; whether it arrived is to be looked up."""
    session.execute(
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.state) == DeliveryState.SENDING,
            col(Delivery.leased_until) <= now,
        )
        .values(state=DeliveryState.WAITING, leased_until=None)
    )


def claim(session: Session, workspace_id: int, now: datetime, limit: int = BATCH) -> list[Job]:
    """Take the deliveries that are due, in order, for this process alone; a reply waits for its parent."""
    rows = session.execute(_due(workspace_id, now, limit)).all()
    jobs = [Job(*row) for row in rows]
    if jobs:
        session.execute(
            update(Delivery)
            .where(col(Delivery.workspace_id) == workspace_id, col(Delivery.id).in_([job.id for job in jobs]))
            .values(
                state=DeliveryState.SENDING,
                leased_until=now + LEASE,
                attempts=col(Delivery.attempts) + 1,
                attempted_at=case(
                    (col(Delivery.doubtful), col(Delivery.attempted_at)),
                    else_=literal(now, UtcDateTime()),
                ),
                doubtful=col(Delivery.ts).is_(None),
            )
        )
    return jobs


def _due(workspace_id: int, now: datetime, limit: int) -> Select[*tuple[Any, ...]]:
    parent = aliased(Delivery)
    return (
        select(
            col(Delivery.id),
            col(Delivery.key),
            col(Delivery.wanted),
            col(Delivery.attempts),
            col(Delivery.doubtful),
            col(Delivery.attempted_at),
            col(Delivery.ts),
            func.coalesce(col(Delivery.channel), col(parent.channel), col(Person.dm_channel)),
            col(parent.ts),
            col(Delivery.person_id),
            col(Person.slack_user_id),
            col(Person.email),
        )
        .outerjoin(
            parent, and_(col(Delivery.parent_id) == col(parent.id), col(parent.workspace_id) == workspace_id)
        )
        .outerjoin(
            Person, and_(col(Delivery.person_id) == col(Person.id), col(Person.workspace_id) == workspace_id)
        )
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.state) == DeliveryState.WAITING,
            col(Delivery.due_at) <= now,
            or_(col(Delivery.parent_id).is_(None), col(parent.ts).is_not(None)),
        )
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(limit)
        .with_for_update(of=Delivery, skip_locked=True)
    )


def record(session: Session, workspace_id: int, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Note what became of deliveries; one that was to be said anew meanwhile is due again at once."""
    if sent := [one for one in outcomes if isinstance(one, Sent)]:
        _record_sent(session, workspace_id, sent, now)
    if later := [one for one in outcomes if isinstance(one, Later)]:
        _record_later(session, workspace_id, later)
    if ended := [one for one in outcomes if isinstance(one, Ended)]:
        _record_ended(session, workspace_id, ended)


def _record_sent(session: Session, workspace_id: int, sent: Sequence[Sent], now: datetime) -> None:
    fresh = col(Delivery.wanted) <= bindparam("version")
    session.connection().execute(
        update(Delivery)
        .where(col(Delivery.workspace_id) == workspace_id, col(Delivery.id) == bindparam("which"))
        .values(
            state=case((fresh, DeliveryState.SENT.value), else_=DeliveryState.WAITING.value),
            due_at=case((fresh, col(Delivery.due_at)), else_=literal(now, UtcDateTime())),
            sent=bindparam("version"),
            ts=bindparam("ts"),
            channel=bindparam("channel"),
            first_sent_at=func.coalesce(col(Delivery.first_sent_at), literal(now, UtcDateTime())),
            attempts=0,
            doubtful=False,
            leased_until=None,
            reason=None,
        ),
        [{"which": one.id, "version": one.version, "ts": one.ts, "channel": one.channel} for one in sent],
    )


def _record_later(session: Session, workspace_id: int, later: Sequence[Later]) -> None:
    session.connection().execute(
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.id) == bindparam("which"),
            col(Delivery.state) == DeliveryState.SENDING,
        )
        .values(
            state=DeliveryState.WAITING,
            due_at=bindparam("due"),
            doubtful=bindparam("doubt"),
            reason=bindparam("why"),
            leased_until=None,
        ),
        [{"which": one.id, "due": one.due_at, "doubt": one.doubtful, "why": one.reason} for one in later],
    )
    session.connection().execute(
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.parent_id) == bindparam("parent"),
            col(Delivery.state) == DeliveryState.WAITING,
            col(Delivery.due_at) < bindparam("due"),
        )
        .values(due_at=bindparam("due")),  # replies are not due before what they reply to
        [{"parent": one.id, "due": one.due_at} for one in later],
    )


def _record_ended(session: Session, workspace_id: int, ended: Sequence[Ended]) -> None:
    session.connection().execute(
        update(Delivery)
        .where(col(Delivery.workspace_id) == workspace_id, col(Delivery.id) == bindparam("which"))
        .values(state=bindparam("what"), reason=bindparam("why"), doubtful=False, leased_until=None),
        [{"which": one.id, "what": one.state, "why": one.reason} for one in ended],
    )


def end_replies(session: Session, workspace_id: int) -> int:
    """End the replies to messages that will never be there, for their parent's reason; give their number."""
    parent = aliased(Delivery)
    mine = and_(col(parent.workspace_id) == workspace_id, col(parent.id) == col(Delivery.parent_id))
    gone = col(parent.state).in_([DeliveryState.SKIPPED, DeliveryState.STOPPED])
    result = session.execute(
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.state) == DeliveryState.WAITING,
            select(col(parent.id)).where(mine, gone, col(parent.ts).is_(None)).exists(),
        )
        .values(
            state=select(col(parent.state)).where(mine).scalar_subquery(),
            reason=select(col(parent.reason)).where(mine).scalar_subquery(),
        )
        .execution_options(synchronize_session=False)
    )
    return int(getattr(result, "rowcount", 0))


def anything_due(session: Session, workspace_id: int, now: datetime) -> bool:
    """Say whether a message is due, or one that was claimed has not been heard of in time."""
    due = and_(col(Delivery.state) == DeliveryState.WAITING, col(Delivery.due_at) <= now)
    lost = and_(col(Delivery.state) == DeliveryState.SENDING, col(Delivery.leased_until) <= now)
    found = session.execute(
        select(col(Delivery.id)).where(col(Delivery.workspace_id) == workspace_id, or_(due, lost)).limit(1)
    )
    return found.first() is not None


def remember_conversation(
    session: Session, workspace_id: int, person_id: int, slack_user_id: str, channel: str
) -> None:
    """Keep who a person is in Slack, and the conversation that was opened with them."""
    session.execute(
        update(Person)
        .where(col(Person.workspace_id) == workspace_id, col(Person.id) == person_id)
        .values(slack_user_id=slack_user_id, dm_channel=channel)
    )

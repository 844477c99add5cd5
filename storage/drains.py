"""Deliveries on their way out: claimed for one process.

The statements are written once: building one takes longer than running it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.keyed import checked
from storage.outcomes import Ended, Later, Outcome, Sent, record
from storage.tables import Delivery, Person
from storage.types import Key, UtcDateTime
from storage.vocabulary import DeliveryState

__all__ = ["BATCH", "LEASE", "Ended", "Job", "Later", "Outcome", "Sent", "claim", "record", "settle"]

BATCH = 200
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


_WORKSPACE = bindparam("workspace", type_=Key)
_NOW = bindparam("now", type_=UtcDateTime())
_PARENT = aliased(Delivery)
_MINE = and_(col(_PARENT.workspace_id) == _WORKSPACE, col(_PARENT.id) == col(Delivery.parent_id))
_GONE = col(_PARENT.state).in_([DeliveryState.SKIPPED, DeliveryState.STOPPED])

_REVIVE = (
    update(Delivery)
    .where(
        col(Delivery.workspace_id) == _WORKSPACE,
        col(Delivery.state) == DeliveryState.SENDING,
        col(Delivery.leased_until) <= _NOW,
    )
    .values(state=DeliveryState.WAITING, leased_until=None)
    .execution_options(synchronize_session=False)
)

_END_REPLIES = (
    update(Delivery)
    .where(
        col(Delivery.workspace_id) == _WORKSPACE,
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.parent_id).is_not(None),
        select(col(_PARENT.id)).where(_MINE, _GONE, col(_PARENT.ts).is_(None)).exists(),
    )
    .values(
        state=select(col(_PARENT.state)).where(_MINE).scalar_subquery(),
        reason=select(col(_PARENT.reason)).where(_MINE).scalar_subquery(),
    )
    .execution_options(synchronize_session=False)
)

_DUE = (
    select(
        col(Delivery.id),
        col(Delivery.key),
        col(Delivery.wanted),
        col(Delivery.attempts),
        col(Delivery.doubtful),
        col(Delivery.attempted_at),
        col(Delivery.ts),
        func.coalesce(col(Delivery.channel), col(_PARENT.channel), col(Person.dm_channel)),
        func.coalesce(col(_PARENT.ts), col(Delivery.thread_ts)),
        col(Delivery.person_id),
        col(Person.slack_user_id),
        col(Person.email),
    )
    .outerjoin(_PARENT, _MINE)
    .outerjoin(
        Person, and_(col(Delivery.person_id) == col(Person.id), col(Person.workspace_id) == _WORKSPACE)
    )
    .where(
        col(Delivery.workspace_id) == _WORKSPACE,
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.due_at) <= _NOW,
        or_(col(Delivery.parent_id).is_(None), col(_PARENT.ts).is_not(None)),
    )
    .order_by(col(Delivery.due_at), col(Delivery.id))
    .limit(bindparam("most"))
    .with_for_update(of=Delivery, skip_locked=True)
)

_TAKE = (
    update(Delivery)
    .where(
        checked(col(Delivery.workspace_id)) == _WORKSPACE,
        col(Delivery.id).in_(bindparam("which", expanding=True)),
    )
    .values(
        state=DeliveryState.SENDING,
        leased_until=bindparam("until", type_=UtcDateTime()),
        attempts=col(Delivery.attempts) + 1,
        attempted_at=case((col(Delivery.doubtful), col(Delivery.attempted_at)), else_=_NOW),
        doubtful=col(Delivery.ts).is_(None),
    )
    .execution_options(synchronize_session=False)
)

_ANYTHING = (
    select(col(Delivery.id))
    .where(
        col(Delivery.workspace_id) == _WORKSPACE,
        or_(
            and_(col(Delivery.state) == DeliveryState.WAITING, col(Delivery.due_at) <= _NOW),
            and_(col(Delivery.state) == DeliveryState.SENDING, col(Delivery.leased_until) <= _NOW),
        ),
    )
    .limit(1)
)


def settle(session: Session, workspace_id: int, now: datetime) -> None:
    """Take back what a process did not finish in time; end the replies to what will never be there."""
    given = {"workspace": workspace_id, "now": now}
    session.execute(_REVIVE, given)
    while getattr(session.execute(_END_REPLIES, {"workspace": workspace_id}), "rowcount", 0):
        pass  # a reply that ends may have replies of its own


def claim(session: Session, workspace_id: int, now: datetime, limit: int = BATCH) -> list[Job]:
    """Take the deliveries that are due, in order, for this process alone; a reply waits for its parent."""
    given = {"workspace": workspace_id, "now": now}
    jobs = [Job(*row) for row in session.execute(_DUE, {**given, "most": limit})]
    if jobs:
        which = [job.id for job in jobs]
        session.execute(_TAKE, {**given, "until": now + LEASE, "which": which})
    return jobs


def anything_due(session: Session, workspace_id: int, now: datetime) -> bool:
    """Say whether a message is due, or one that was claimed has not been heard of in time."""
    return session.execute(_ANYTHING, {"workspace": workspace_id, "now": now}).first() is not None


def remember_conversation(
    session: Session, workspace_id: int, person_id: int, slack_user_id: str, channel: str
) -> None:
    """Keep who a person is in Slack, and the conversation that was opened with them."""
    session.execute(
        update(Person)
        .where(col(Person.workspace_id) == workspace_id, col(Person.id) == person_id)
        .values(slack_user_id=slack_user_id, dm_channel=channel)
    )

"""Alerts: what subscribers are told of flags, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as select_columns
from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.tables import Action, Alert, Delivery, Flag, Milestone, Organization, Strategy
from storage.vocabulary import AlertNews, DeliveryState, Severity


def told(
    session: Session, workspace_id: int, flag_ids: Iterable[int]
) -> set[tuple[int, int, AlertNews, Severity]]:
    """Give what subscribers know of these flags: (person, flag, news, severity)."""
    rows = session.execute(
        select(Alert.person_id, Alert.flag_id, Alert.news, Alert.severity).where(
            col(Alert.workspace_id) == workspace_id, col(Alert.flag_id).in_(list(flag_ids))
        )
    )
    return {(row[0], row[1], row[2], row[3]) for row in rows}


def untold(session: Session, workspace_id: int, subscription_ids: Sequence[int]) -> list[Alert]:
    """Give the alerts of these subscriptions that no message tells yet, oldest first."""
    return list(
        session.exec(
            select(Alert)
            .where(
                col(Alert.workspace_id) == workspace_id,
                col(Alert.subscription_id).in_(subscription_ids),
                col(Alert.delivery_id).is_(None),
            )
            .order_by(col(Alert.id))
        )
    )


def tell(session: Session, workspace_id: int, alert_ids: Sequence[int], delivery_id: int) -> None:
    """Note that a delivery tells these alerts."""
    session.execute(
        update(Alert)
        .where(col(Alert.workspace_id) == workspace_id, col(Alert.id).in_(alert_ids))
        .values(delivery_id=delivery_id)
    )


def acknowledge(session: Session, workspace_id: int, delivery_id: int, person_id: int, now: datetime) -> int:
    """Mark the alerts of a message as acknowledged by the person it was for; give how many were new."""
    rows = session.execute(
        update(Alert)
        .where(
            col(Alert.workspace_id) == workspace_id,
            col(Alert.delivery_id) == delivery_id,
            col(Alert.person_id) == person_id,
            col(Alert.acknowledged_at).is_(None),
        )
        .values(acknowledged_at=now)
        .returning(col(Alert.id))
    )
    return len(rows.all())


@dataclass(frozen=True, slots=True)
class Told:
    """One alert with the flag it is about, and where that is."""

    alert: Alert
    flag: Flag
    organization: Organization
    milestone: Milestone
    action: Action | None


def of_delivery(session: Session, workspace_id: int, delivery_id: int) -> list[Told]:
    """Give the alerts that a message tells, by school and number."""
    rows = session.execute(
        select_columns(Alert, Flag, Organization, Milestone, Action)
        .join(Flag, col(Flag.id) == col(Alert.flag_id))
        .join(Organization, col(Organization.id) == col(Flag.organization_id))
        .join(Milestone, col(Milestone.id) == col(Flag.milestone_id))
        .outerjoin(Action, col(Action.id) == col(Flag.action_id))
        .where(
            col(Alert.workspace_id) == workspace_id,
            col(Flag.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            (col(Action.workspace_id) == workspace_id) | col(Action.id).is_(None),
            col(Alert.delivery_id) == delivery_id,
        )
        .order_by(col(Organization.name), col(Organization.id), col(Alert.id))
    )
    return [Told(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a flag is, and the practices that its action, milestone and strategy are coded with."""

    flag_id: int
    organization_id: int
    milestone_id: int
    action_id: int | None
    severity: Severity
    practices: frozenset[str]


def places(session: Session, workspace_id: int, flag_ids: Iterable[int]) -> list[Place]:
    """Give the places of flags, in the order of their ids."""
    rows = session.execute(
        select_columns(
            col(Flag.id),
            col(Flag.organization_id),
            col(Flag.milestone_id),
            col(Flag.action_id),
            col(Flag.severity),
            col(Action.practices),
            col(Milestone.practices),
            col(Strategy.practices),
        )
        .join(Milestone, col(Milestone.id) == col(Flag.milestone_id))
        .join(Strategy, col(Strategy.id) == col(Milestone.strategy_id))
        .outerjoin(Action, col(Action.id) == col(Flag.action_id))
        .where(
            col(Flag.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Strategy.workspace_id) == workspace_id,
            (col(Action.workspace_id) == workspace_id) | col(Action.id).is_(None),
            col(Flag.id).in_(list(flag_ids)),
        )
        .order_by(col(Flag.id))
    )
    return [
        Place(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            frozenset((*(row[5] or ()), *(row[6] or ()), *(row[7] or ()))),
        )
        for row in rows
    ]


def unsent(session: Session, workspace_id: int, person_id: int, kind: str) -> int | None:
    """Give a person's message of this kind that nobody has begun to send, held until the transaction ends.

    The update changes nothing; it keeps another process from claiming the message in the meantime.
    """
    waiting = (
        col(Delivery.workspace_id) == workspace_id,
        col(Delivery.person_id) == person_id,
        col(Delivery.kind) == kind,
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.attempts) == 0,
        col(Delivery.sent) == 0,
    )
    statement = update(Delivery).where(*waiting).values(sent=0).returning(col(Delivery.id))
    return session.execute(statement).scalars().first()

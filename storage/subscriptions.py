"""Subscriptions and the alerts that they bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as select_columns
from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.tables import Action, Alert, Flag, Milestone, Organization, Subscription
from storage.vocabulary import AlertNews, Severity


def matching(session: Session, workspace_id: int, organization_ids: Sequence[int]) -> list[Subscription]:
    """Give the living subscriptions to any of these organizations, the nearest place of them first."""
    place = {organization_id: rank for rank, organization_id in enumerate(organization_ids)}
    found = session.exec(
        select(Subscription)
        .where(
            col(Subscription.workspace_id) == workspace_id,
            col(Subscription.organization_id).in_(organization_ids),
            col(Subscription.ended_at).is_(None),
        )
        .order_by(col(Subscription.id))
    )
    return sorted(found, key=lambda one: place[one.organization_id])


def of_person(session: Session, workspace_id: int, person_id: int) -> list[tuple[Subscription, Organization]]:
    """Give a person's living subscriptions with their organizations, oldest first."""
    rows = session.exec(
        select(Subscription, Organization)
        .join(Organization, col(Organization.id) == col(Subscription.organization_id))
        .where(
            col(Subscription.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Subscription.person_id) == person_id,
            col(Subscription.ended_at).is_(None),
        )
        .order_by(col(Subscription.id))
    )
    return list(rows)


def one(session: Session, workspace_id: int, subscription_id: int) -> Subscription | None:
    """Give a subscription, living or ended."""
    return session.exec(
        select(Subscription).where(
            col(Subscription.workspace_id) == workspace_id, col(Subscription.id) == subscription_id
        )
    ).first()


def first_due(session: Session, workspace_id: int, now: datetime) -> Subscription | None:
    """Give the subscription whose roll-up has been due for the longest time."""
    return session.exec(
        select(Subscription)
        .where(col(Subscription.workspace_id) == workspace_id, col(Subscription.next_at) <= now)
        .order_by(col(Subscription.next_at), col(Subscription.id))
        .limit(1)
    ).first()


def take_due(session: Session, workspace_id: int, person_id: int, now: datetime) -> list[int]:
    """Clear the due moments of a person's subscriptions; give the ids of those that were due.

    Two processes that try at once get each subscription once between them.
    """
    rows = session.execute(
        update(Subscription)
        .where(
            col(Subscription.workspace_id) == workspace_id,
            col(Subscription.person_id) == person_id,
            col(Subscription.next_at) <= now,
        )
        .values(next_at=None)
        .returning(col(Subscription.id))
    )
    return sorted(row[0] for row in rows)


def set_due(session: Session, workspace_id: int, subscription_id: int, moment: datetime) -> None:
    """Have a subscription's roll-up be due at `moment`, unless one is due already."""
    session.execute(
        update(Subscription)
        .where(
            col(Subscription.workspace_id) == workspace_id,
            col(Subscription.id) == subscription_id,
            col(Subscription.next_at).is_(None),
        )
        .values(next_at=moment)
    )


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

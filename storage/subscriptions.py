"""Subscriptions: what people want to hear of, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.tables import Organization, Person, Subscription


def matching(session: Session, workspace_id: int, organization_ids: Sequence[int]) -> list[Subscription]:
    """Give the living subscriptions to any of these organizations, the nearest place of them first.

    Somebody who has left is told nothing.
    """
    place = {organization_id: rank for rank, organization_id in enumerate(organization_ids)}
    found = session.exec(
        select(Subscription)
        .join(Person, col(Person.id) == col(Subscription.person_id))
        .where(
            col(Subscription.workspace_id) == workspace_id,
            col(Subscription.organization_id).in_(organization_ids),
            col(Subscription.ended_at).is_(None),
            col(Person.workspace_id) == workspace_id,
            col(Person.left_at).is_(None),
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


def created(session: Session, workspace_id: int, subscription_ids: Iterable[int]) -> dict[int, datetime]:
    """Give when subscriptions were made, by their keys."""
    rows = session.execute(
        select(Subscription.id, Subscription.created_at).where(
            col(Subscription.workspace_id) == workspace_id, col(Subscription.id).in_(list(subscription_ids))
        )
    )
    return {key: moment for key, moment in rows}


def first_due(session: Session, workspace_id: int, now: datetime) -> Subscription | None:
    """Give the subscription whose roll-up has been due for the longest time."""
    return session.exec(
        select(Subscription)
        .where(col(Subscription.workspace_id) == workspace_id, col(Subscription.next_at) <= now)
        .order_by(col(Subscription.next_at), col(Subscription.id))
        .limit(1)
    ).first()


def take_due(
    session: Session, workspace_id: int, person_id: int, channel: str | None, now: datetime
) -> list[int]:
    """Clear the due moments of a person's subscriptions to one place; give the ids of those that were due.

    Two processes that try at once get each subscription once between them.
    """
    rows = session.execute(
        update(Subscription)
        .where(
            col(Subscription.workspace_id) == workspace_id,
            col(Subscription.person_id) == person_id,
            col(Subscription.channel).is_not_distinct_from(channel),
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

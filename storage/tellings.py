"""Which cycle's digest is meant, and where an organization is found by its code."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.tables import Action, Cycle, Delivery, Milestone, Organization, Person, Role
from storage.vocabulary import DeliveryState, RoleKind


def latest_told(session: Session, workspace_id: int, organization_id: int) -> Cycle | None:
    """Give an organization's cycle whose digest was told last."""
    return session.scalars(
        select(Cycle)
        .where(
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == organization_id,
            col(Cycle.told_at).is_not(None),
        )
        .order_by(col(Cycle.closes_at).desc())
        .limit(1)
    ).first()


def of_period(session: Session, workspace_id: int, organization_id: int, period: str) -> Cycle | None:
    """Give an organization's cycle of a period ("2026-09")."""
    return session.scalars(
        select(Cycle).where(
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == organization_id,
            col(Cycle.period) == period,
        )
    ).first()


def organization(session: Session, workspace_id: int, organization_id: int) -> Organization:
    """Give an organization."""
    return session.scalars(
        select(Organization).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.id) == organization_id
        )
    ).one()


def by_code(session: Session, workspace_id: int, code: str) -> Organization | None:
    """Give the organization of a code ("lincoln-ms")."""
    return session.scalars(
        select(Organization).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.code) == code
        )
    ).first()


def principal(session: Session, workspace_id: int, organization_id: int) -> int | None:
    """Give the principal of an organization whom Slack can reach."""
    return session.scalars(
        select(col(Person.id))
        .join(Role, col(Role.person_id) == col(Person.id))
        .where(
            col(Person.workspace_id) == workspace_id,
            col(Role.workspace_id) == workspace_id,
            col(Role.organization_id) == organization_id,
            col(Role.kind) == RoleKind.PRINCIPAL,
            col(Person.slack_user_id).is_not(None),
            col(Person.left_at).is_(None),
        )
        .order_by(col(Person.id))
        .limit(1)
    ).first()


def with_principal(session: Session, workspace_id: int, codes: Iterable[str]) -> set[str]:
    """Give those of these codes whose organization has a principal whom Slack can reach."""
    return set(
        session.scalars(
            select(col(Organization.code))
            .join(Role, col(Role.organization_id) == col(Organization.id))
            .join(Person, col(Person.id) == col(Role.person_id))
            .where(
                col(Organization.workspace_id) == workspace_id,
                col(Role.workspace_id) == workspace_id,
                col(Person.workspace_id) == workspace_id,
                col(Organization.code).in_(sorted(codes)),
                col(Role.kind) == RoleKind.PRINCIPAL,
                col(Person.slack_user_id).is_not(None),
                col(Person.left_at).is_(None),
            )
        )
    )


def keys_of(session: Session, workspace_id: int, about: str, kind: str) -> list[str]:
    """Give the keys of the messages of one kind about something."""
    return list(
        session.scalars(
            select(col(Delivery.key)).where(
                col(Delivery.workspace_id) == workspace_id,
                col(Delivery.about) == about,
                col(Delivery.kind) == kind,
            )
        )
    )


def latest_closed(session: Session, workspace_id: int, organization_id: int) -> Cycle | None:
    """Give an organization's cycle that closed last."""
    return session.scalars(
        select(Cycle)
        .where(
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == organization_id,
            col(Cycle.closed_at).is_not(None),
        )
        .order_by(col(Cycle.closes_at).desc())
        .limit(1)
    ).first()


def team_of(session: Session, workspace_id: int, milestone_id: int) -> int | None:
    """Give the team of a milestone."""
    return session.scalars(
        select(col(Milestone.team_id)).where(
            col(Milestone.workspace_id) == workspace_id, col(Milestone.id) == milestone_id
        )
    ).first()


def milestone_of(session: Session, workspace_id: int, action_id: int) -> int:
    """Give the milestone of an action, 0 for an action that is not there."""
    found = session.scalars(
        select(col(Action.milestone_id)).where(
            col(Action.workspace_id) == workspace_id, col(Action.id) == action_id
        )
    ).first()
    return found or 0


def codes(session: Session, workspace_id: int) -> list[str]:
    """Give the codes of all organizations of a workspace, in order."""
    statement = select(col(Organization.code)).where(col(Organization.workspace_id) == workspace_id)
    return list(session.scalars(statement.order_by(col(Organization.code))))


def waiting(session: Session, workspace_id: int) -> dict[DeliveryState, int]:
    """Give how many messages are in each state."""
    rows = session.execute(
        select(col(Delivery.state), func.count())
        .where(col(Delivery.workspace_id) == workspace_id)
        .group_by(col(Delivery.state))
    )
    return {state: count for state, count in rows}


def organization_ids(session: Session, workspace_id: int) -> list[int]:
    """Give the keys of all organizations of a workspace."""
    statement = select(col(Organization.id)).where(col(Organization.workspace_id) == workspace_id)
    return list(session.scalars(statement.order_by(col(Organization.id))))

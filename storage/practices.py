"""Practices: which plans work on one now, who in the network knows it, and whom a change reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, String, cast, delete, insert, or_, select
from sqlmodel import Session, col

from storage.tables import (
    Action,
    ActionPredecessor,
    Milestone,
    Organization,
    Person,
    PracticeExpert,
    Role,
    Strategy,
)
from storage.vocabulary import RoleKind


def around(session: Session, workspace_id: int, action_id: int) -> Row[Any]:
    """Give what lies around an action: milestone_due_on, milestone_number and three lists of practices."""
    return session.execute(
        select(
            col(Milestone.due_on).label("milestone_due_on"),
            col(Milestone.number).label("milestone_number"),
            col(Action.practices).label("own"),
            col(Milestone.practices).label("of_milestone"),
            col(Strategy.practices).label("of_strategy"),
        )
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .join(Strategy, col(Strategy.id) == col(Milestone.strategy_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Strategy.workspace_id) == workspace_id,
            col(Action.id) == action_id,
        )
    ).one()


def working_on(
    session: Session, workspace_id: int, organization_ids: Iterable[int], practice: str
) -> Sequence[Row[Any]]:
    """Give the milestones under way that carry a practice, or whose strategy does, by organization.

    Columns: organization_id, organization, number, statement.
    """
    code = f'%"{practice}"%'
    return session.execute(
        select(
            col(Milestone.organization_id),
            col(Organization.name).label("organization"),
            col(Milestone.number),
            col(Milestone.statement),
        )
        .join(Strategy, col(Strategy.id) == col(Milestone.strategy_id))
        .join(Organization, col(Organization.id) == col(Milestone.organization_id))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Strategy.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.organization_id).in_(list(organization_ids)),
            col(Milestone.completed_on).is_(None),
            col(Milestone.withdrawn_on).is_(None),
            col(Strategy.withdrawn_on).is_(None),
            or_(
                cast(col(Milestone.practices), String).like(code),
                cast(col(Strategy.practices), String).like(code),
            ),
        )
        .order_by(col(Organization.name), col(Milestone.organization_id), col(Milestone.number))
    ).all()


def awaiting(session: Session, workspace_id: int, action_id: int, organization_id: int) -> Sequence[Row[Any]]:
    """Give the living actions of other organizations that come after this one.

    Columns: organization_id, organization, number, text.
    """
    return session.execute(
        select(
            col(Action.organization_id),
            col(Organization.name).label("organization"),
            col(Action.number),
            col(Action.text),
        )
        .join(ActionPredecessor, col(ActionPredecessor.action_id) == col(Action.id))
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(ActionPredecessor.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(ActionPredecessor.predecessor_id) == action_id,
            col(Action.organization_id) != organization_id,
            col(Action.completed_on).is_(None),
            col(Action.withdrawn_on).is_(None),
        )
        .order_by(col(Action.organization_id), col(Action.number))
    ).all()


def holders(
    session: Session, workspace_id: int, organization_ids: Iterable[int], kinds: Sequence[RoleKind]
) -> Sequence[Row[Any]]:
    """Give who holds one of these roles at these organizations and can be reached.

    Columns: organization_id, kind, person_id, name, title, slack_user_id.
    """
    return session.execute(
        select(
            col(Role.organization_id),
            col(Role.kind),
            col(Role.person_id),
            col(Person.name),
            col(Person.title),
            col(Person.slack_user_id),
        )
        .join(Person, col(Person.id) == col(Role.person_id))
        .where(
            col(Role.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(Role.organization_id).in_(list(organization_ids)),
            col(Role.kind).in_(kinds),
            col(Person.slack_user_id).is_not(None),
            col(Person.left_at).is_(None),
        )
        .order_by(col(Person.name), col(Person.id))
    ).all()


def experts(session: Session, workspace_id: int, practice: str) -> Sequence[Row[Any]]:
    """Give who says that they know a practice, by name: person_id, name, title, slack_user_id."""
    return session.execute(
        select(col(PracticeExpert.person_id), col(Person.name), col(Person.title), col(Person.slack_user_id))
        .join(Person, col(Person.id) == col(PracticeExpert.person_id))
        .where(
            col(PracticeExpert.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(PracticeExpert.practice) == practice,
            col(Person.left_at).is_(None),
        )
        .order_by(col(Person.name), col(Person.id))
    ).all()


def known_by(session: Session, workspace_id: int, person_id: int) -> list[str]:
    """Give the practices that a person says they know, in order."""
    return sorted(
        session.scalars(
            select(col(PracticeExpert.practice)).where(
                col(PracticeExpert.workspace_id) == workspace_id, col(PracticeExpert.person_id) == person_id
            )
        )
    )


def declare(session: Session, workspace_id: int, person_id: int, practices: Iterable[str], on: date) -> None:
    """Have a person know exactly these practices."""
    wanted, known = set(practices), set(known_by(session, workspace_id, person_id))
    session.execute(
        delete(PracticeExpert).where(
            col(PracticeExpert.workspace_id) == workspace_id,
            col(PracticeExpert.person_id) == person_id,
            col(PracticeExpert.practice).in_(sorted(known - wanted)),
        )
    )
    fresh = [
        {"workspace_id": workspace_id, "person_id": person_id, "practice": code, "declared_on": on}
        for code in sorted(wanted - known)
    ]
    if fresh:
        session.execute(insert(PracticeExpert), fresh)

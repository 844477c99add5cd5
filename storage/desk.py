"""What a person's own desk shows: their check-ins, their actions, their days away, their schools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Exists, Row, ScalarSelect, delete, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.tables import (
    Absence,
    Action,
    CheckIn,
    Cycle,
    Flag,
    Milestone,
    Organization,
    Revision,
    Role,
    Team,
    TeamMember,
)
from storage.vocabulary import RoleKind, Severity, Status

UNFINISHED = (Status.NOT_STARTED, Status.ON_TRACK, Status.BEHIND)


def open_check_ins(session: Session, workspace_id: int, person_id: int) -> Sequence[Row[Any]]:
    """Give the unanswered check-ins of each milestone's newest cycle that this person may answer."""
    mine = select(col(TeamMember.team_id)).where(
        col(TeamMember.workspace_id) == workspace_id, col(TeamMember.person_id) == person_id
    )
    return session.execute(
        select(
            col(CheckIn.id),
            col(CheckIn.standing),
            col(Milestone.number),
            col(Milestone.statement),
            col(Team.name).label("team"),
            col(Cycle.closes_on),
            col(Cycle.closed_at),
            col(Organization.name).label("organization"),
            func.coalesce(_newest_revision(workspace_id), 0).label("seen"),
        )
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .join(Milestone, col(Milestone.id) == col(CheckIn.milestone_id))
        .join(Organization, col(Organization.id) == col(CheckIn.organization_id))
        .outerjoin(Team, (col(Team.id) == col(CheckIn.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(CheckIn.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(CheckIn.answered_at).is_(None),
            ~_replaced(workspace_id),
            col(Milestone.withdrawn_on).is_(None),
            or_(col(CheckIn.asked_person_id) == person_id, col(CheckIn.team_id).in_(mine)),
        )
        .order_by(col(Cycle.closes_at), col(Milestone.number))
    ).all()


def _newest_revision(workspace_id: int) -> ScalarSelect[Any]:
    return (
        select(func.max(col(Revision.number)))
        .where(col(Revision.workspace_id) == workspace_id, col(Revision.check_in_id) == col(CheckIn.id))
        .correlate(CheckIn)
        .scalar_subquery()
    )


def _replaced(workspace_id: int) -> Exists:
    """Whether the milestone was asked again since."""
    later = aliased(CheckIn)
    return exists().where(
        col(later.workspace_id) == workspace_id,
        col(later.milestone_id) == col(CheckIn.milestone_id),
        col(later.id) > col(CheckIn.id),
    )


def own_actions(session: Session, workspace_id: int, person_id: int) -> Sequence[Row[Any]]:
    """Give the unfinished actions that a person is responsible for, the next due first."""
    return session.execute(
        select(col(Action.id), col(Action.number), col(Action.text), col(Action.status), col(Action.due_on))
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Action.responsible_id) == person_id,
            col(Action.status).in_(UNFINISHED),
            col(Action.withdrawn_on).is_(None),
            col(Milestone.withdrawn_on).is_(None),
        )
        .order_by(col(Action.due_on).is_(None), col(Action.due_on), col(Action.number))
    ).all()


def flag_counts(
    session: Session, workspace_id: int, organization_ids: Iterable[int]
) -> dict[int, tuple[int, int]]:
    """Give, by organization, how many items lag, and how many of them need help now."""
    items = (
        select(
            col(Flag.organization_id).label("organization_id"),
            func.max(col(Flag.severity) == Severity.URGENT)
            if session.get_bind().dialect.name == "sqlite"
            else func.bool_or(col(Flag.severity) == Severity.URGENT),
        )
        .where(
            col(Flag.workspace_id) == workspace_id,
            col(Flag.organization_id).in_(list(organization_ids)),
            col(Flag.cleared_on).is_(None),
        )
        .group_by(col(Flag.organization_id), col(Flag.milestone_id), col(Flag.action_id))
    )
    found: dict[int, tuple[int, int]] = {}
    for organization_id, urgent in session.execute(items):
        lagging, now = found.get(organization_id, (0, 0))
        found[organization_id] = (lagging + 1, now + bool(urgent))
    return found


def end_absences(session: Session, workspace_id: int, person_id: int, today: date) -> None:
    """Take away every absence of a person that has not ended yet."""
    session.execute(
        delete(Absence).where(
            col(Absence.workspace_id) == workspace_id,
            col(Absence.person_id) == person_id,
            col(Absence.last_on) >= today,
        )
    )


def schools(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> Sequence[Row[Any]]:
    """Give those of the organizations that have a plan, by name: id, name, timezone."""
    planned = (
        select(col(Milestone.organization_id)).where(col(Milestone.workspace_id) == workspace_id).distinct()
    )
    return session.execute(
        select(col(Organization.id), col(Organization.name), col(Organization.timezone))
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Organization.id).in_(list(organization_ids)),
            col(Organization.id).in_(planned),
        )
        .order_by(col(Organization.name), col(Organization.id))
    ).all()


def teams_of(session: Session, workspace_id: int, person_id: int) -> set[int]:
    """Give the teams of which a person is a member."""
    return set(
        session.scalars(
            select(col(TeamMember.team_id)).where(
                col(TeamMember.workspace_id) == workspace_id, col(TeamMember.person_id) == person_id
            )
        )
    )


def in_a_team(session: Session, workspace_id: int, person_id: int) -> bool:
    """Say whether a person is a member of any milestone team."""
    return (
        session.scalars(
            select(col(TeamMember.id))
            .where(col(TeamMember.workspace_id) == workspace_id, col(TeamMember.person_id) == person_id)
            .limit(1)
        ).first()
        is not None
    )


def role_kinds(session: Session, workspace_id: int, person_id: int) -> set[RoleKind]:
    """Give the kinds of roles that a person holds anywhere."""
    return set(
        session.scalars(
            select(col(Role.kind)).where(
                col(Role.workspace_id) == workspace_id, col(Role.person_id) == person_id
            )
        )
    )

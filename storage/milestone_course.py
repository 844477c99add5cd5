"""Changes of course for milestones: which can be changed, what the plan then says, and what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, exists, insert, select, update
from sqlmodel import Session, col

from storage.adjustments import MOST
from storage.tables import (
    Action,
    Cycle,
    Flag,
    Milestone,
    MilestoneAdjustment,
    Organization,
    Person,
    Team,
    TeamMember,
)


def milestone(session: Session, workspace_id: int, milestone_id: int) -> Row[Any] | None:
    """Give a milestone with what a form about it shows; `text` is its statement.

    Columns: milestone_id, organization_id, number, text, due_on, first_due_on, completed_on, withdrawn_on,
    team_id, team, organization, timezone.
    """
    return session.execute(
        select(
            col(Milestone.id).label("milestone_id"),
            col(Milestone.organization_id),
            col(Milestone.number),
            col(Milestone.statement).label("text"),
            col(Milestone.due_on),
            col(Milestone.first_due_on),
            col(Milestone.completed_on),
            col(Milestone.withdrawn_on),
            col(Milestone.team_id),
            col(Team.name).label("team"),
            col(Organization.name).label("organization"),
            col(Organization.timezone),
        )
        .join(Organization, col(Organization.id) == col(Milestone.organization_id))
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.id) == milestone_id,
        )
    ).first()


def under_way(
    session: Session, workspace_id: int, organization_ids: Iterable[int], number: str | None = None
) -> Sequence[Row[Any]]:
    """Give the milestones under way, what lags first: id, number, text, organization, lags.

    With a `number`, those of this number only.
    """
    lags = exists().where(
        col(Flag.workspace_id) == workspace_id,
        col(Flag.milestone_id) == col(Milestone.id),
        col(Flag.action_id).is_(None),
        col(Flag.cleared_on).is_(None),
    )
    query: Any = (
        select(
            col(Milestone.id),
            col(Milestone.number),
            col(Milestone.statement).label("text"),
            col(Organization.name).label("organization"),
            lags.label("lags"),
        )
        .join(Organization, col(Organization.id) == col(Milestone.organization_id))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.organization_id).in_(list(organization_ids)),
            col(Milestone.completed_on).is_(None),
            col(Milestone.withdrawn_on).is_(None),
        )
        .order_by(lags.desc(), col(Milestone.due_on).is_(None), col(Milestone.due_on), col(Milestone.id))
        .limit(MOST)
    )
    return session.execute(query.where(col(Milestone.number) == number) if number else query).all()


def moved(session: Session, workspace_id: int, organization_id: int) -> Sequence[Row[Any]]:
    """Give the living milestones whose date is not the one first approved: number, first_due_on, due_on."""
    return session.execute(
        select(col(Milestone.number), col(Milestone.first_due_on), col(Milestone.due_on))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Milestone.organization_id) == organization_id,
            col(Milestone.withdrawn_on).is_(None),
            col(Milestone.due_on) != col(Milestone.first_due_on),
        )
        .order_by(col(Milestone.number))
    ).all()


def unfinished_actions(session: Session, workspace_id: int, milestone_id: int) -> Sequence[Row[Any]]:
    """Give a milestone's actions that are still to be done, in order: id, number, text."""
    return session.execute(
        select(col(Action.id), col(Action.number), col(Action.text))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Action.milestone_id) == milestone_id,
            col(Action.completed_on).is_(None),
            col(Action.withdrawn_on).is_(None),
        )
        .order_by(col(Action.due_on).is_(None), col(Action.due_on), col(Action.id))
    ).all()


def teams(session: Session, workspace_id: int, organization_id: int) -> Sequence[Row[Any]]:
    """Give an organization's teams by name: id, name."""
    return session.execute(
        select(col(Team.id), col(Team.name))
        .where(col(Team.workspace_id) == workspace_id, col(Team.organization_id) == organization_id)
        .order_by(col(Team.name), col(Team.id))
    ).all()


def members(session: Session, workspace_id: int, team_id: int) -> Sequence[Row[Any]]:
    """Give everybody in a team, the lead first: person_id, position, name, slack_user_id."""
    return session.execute(
        select(
            col(TeamMember.person_id), col(TeamMember.position), col(Person.name), col(Person.slack_user_id)
        )
        .join(Person, col(Person.id) == col(TeamMember.person_id))
        .where(
            col(TeamMember.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(TeamMember.team_id) == team_id,
        )
        .order_by(col(TeamMember.position), col(TeamMember.id))
    ).all()


def change(session: Session, workspace_id: int, milestone_id: int, **values: Any) -> None:
    """Give a milestone another date (the first one stays), another team, or other words (`statement`)."""
    session.execute(
        update(Milestone)
        .where(col(Milestone.workspace_id) == workspace_id, col(Milestone.id) == milestone_id)
        .values(**values)
    )


def withdraw(session: Session, workspace_id: int, milestone_id: int, on: date) -> Sequence[str]:
    """Take a milestone out of the plan with all its actions; give the numbers of these. History stays."""
    change(session, workspace_id, milestone_id, withdrawn_on=on)
    gone = session.scalars(
        update(Action)
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Action.milestone_id) == milestone_id,
            col(Action.withdrawn_on).is_(None),
        )
        .values(withdrawn_on=on)
        .returning(col(Action.number))
    )
    return sorted(gone)


def lead(session: Session, workspace_id: int, team_id: int, person_id: int) -> None:
    """Have a person lead a team; who led it until now stays in it, right after."""
    others = [row.person_id for row in members(session, workspace_id, team_id) if row.person_id != person_id]
    found = session.execute(
        update(TeamMember)
        .where(
            col(TeamMember.workspace_id) == workspace_id,
            col(TeamMember.team_id) == team_id,
            col(TeamMember.person_id) == person_id,
        )
        .values(position=0)
        .returning(col(TeamMember.id))
    ).first()
    if found is None:
        row = {"workspace_id": workspace_id, "team_id": team_id, "person_id": person_id, "position": 0}
        session.execute(insert(TeamMember).values(**row))
    for position, other in enumerate(others, 1):
        session.execute(
            update(TeamMember)
            .where(
                col(TeamMember.workspace_id) == workspace_id,
                col(TeamMember.team_id) == team_id,
                col(TeamMember.person_id) == other,
            )
            .values(position=position)
        )


def of_cycle(session: Session, workspace_id: int, cycle: Cycle) -> Sequence[Row[Any]]:
    """Give what was recorded under a cycle's digest, oldest first, with the milestone and who recorded it.

    Columns: milestone_id, course, recorded_on, what, why, new_due_on, number, name.
    """
    return session.execute(
        select(
            col(MilestoneAdjustment.milestone_id),
            col(MilestoneAdjustment.course),
            col(MilestoneAdjustment.recorded_on),
            col(MilestoneAdjustment.what),
            col(MilestoneAdjustment.why),
            col(MilestoneAdjustment.new_due_on),
            col(Milestone.number),
            col(Person.name),
        )
        .join(Milestone, col(Milestone.id) == col(MilestoneAdjustment.milestone_id))
        .join(Person, col(Person.id) == col(MilestoneAdjustment.recorded_by_id))
        .where(
            col(MilestoneAdjustment.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(MilestoneAdjustment.organization_id) == cycle.organization_id,
            col(MilestoneAdjustment.cycle_id) == cycle.id,
        )
        .order_by(col(MilestoneAdjustment.id))
    ).all()


def past(session: Session, workspace_id: int, milestone_id: int) -> Sequence[Row[Any]]:
    """Give what was decided about a milestone so far, newest first: recorded_on, course, new_due_on."""
    return session.execute(
        select(
            col(MilestoneAdjustment.recorded_on),
            col(MilestoneAdjustment.course),
            col(MilestoneAdjustment.new_due_on),
        )
        .where(
            col(MilestoneAdjustment.workspace_id) == workspace_id,
            col(MilestoneAdjustment.milestone_id) == milestone_id,
        )
        .order_by(col(MilestoneAdjustment.id).desc())
    ).all()

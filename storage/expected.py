"""What is about to be asked, and of whom: read a little before it happens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, or_, select, union_all
from sqlmodel import Session, col

from storage import plans
from storage.cycles import FINISHED
from storage.directory import Sought
from storage.tables import (
    Absence,
    Action,
    CheckIn,
    Cycle,
    CycleStep,
    Milestone,
    Organization,
    Person,
    Team,
    TeamMember,
)
from storage.vocabulary import Step

ASKING = (Step.OPEN, Step.REMIND_FIRST, Step.REMIND_LAST)


@dataclass(frozen=True, slots=True)
class Expected:
    """A check-in that does not exist yet, in the shape of one."""

    milestone_id: int
    team_id: int | None
    asked_person_id: int | None = None


def steps(session: Session, workspace_id: int, until: datetime) -> Sequence[Row[Any]]:
    """Give the steps due by `until` in which somebody is asked: cycle_id, organization_id, step."""
    return session.execute(
        select(col(CycleStep.cycle_id), col(Cycle.organization_id), col(CycleStep.step))
        .join(Cycle, col(Cycle.id) == col(CycleStep.cycle_id))
        .where(
            col(CycleStep.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(CycleStep.done_at).is_(None),
            col(CycleStep.due_at) <= until,
            col(CycleStep.step).in_(ASKING),
        )
        .order_by(col(CycleStep.due_at), col(CycleStep.id))
    ).all()


def put_off(session: Session, workspace_id: int, until: datetime) -> Sequence[Row[Any]]:
    """Give the check-ins that were put off until then: id, asked_person_id."""
    return session.execute(
        select(col(CheckIn.id), col(CheckIn.asked_person_id))
        .where(col(CheckIn.workspace_id) == workspace_id, col(CheckIn.remind_at) <= until)
        .order_by(col(CheckIn.remind_at), col(CheckIn.id))
    ).all()


def to_open(session: Session, workspace_id: int, organization_id: int) -> list[Expected]:
    """Give the check-ins that an organization's next cycle will have."""
    milestones = plans.milestones_to_ask(session, workspace_id, organization_id)
    return [Expected(one.id, one.team_id) for one in milestones]


def seen_away(session: Session, workspace_id: int, person_ids: Collection[int], from_on: date) -> set[int]:
    """Give those of these people whose Slack status was kept as an absence that reaches `from_on`."""
    return set(
        session.scalars(
            select(col(Absence.person_id)).where(
                col(Absence.workspace_id) == workspace_id,
                col(Absence.person_id).in_(list(person_ids)),
                col(Absence.set_by_id).is_(None),
                col(Absence.last_on) >= from_on,
            )
        )
    )


def never_sought(session: Session, workspace_id: int, organization_ids: Collection[int]) -> list[Sought]:
    """Give the people of these organizations' plans whom nobody has looked up in Slack yet."""
    named: Any = union_all(
        select(col(TeamMember.person_id))
        .join(Team, col(Team.id) == col(TeamMember.team_id))
        .where(
            col(TeamMember.workspace_id) == workspace_id,
            col(Team.workspace_id) == workspace_id,
            col(Team.organization_id).in_(list(organization_ids)),
        ),
        select(col(Action.responsible_id)).where(
            col(Action.workspace_id) == workspace_id,
            col(Action.organization_id).in_(list(organization_ids)),
            col(Action.responsible_id).is_not(None),
        ),
    )
    rows = session.execute(
        select(col(Person.id), col(Person.email), col(Person.slack_user_id))
        .where(
            col(Person.workspace_id) == workspace_id,
            col(Person.id).in_(named),
            col(Person.slack_user_id).is_(None),
            col(Person.look_up_at).is_(None),
        )
        .order_by(col(Person.id))
    )
    return [Sought(*row) for row in rows]


def without_anybody(session: Session, workspace_id: int) -> list[str]:
    """Give the milestones with unfinished work about which nobody can be asked: "Cedar Grove 1.2".

    Whoever has not been looked up yet may still be found.
    """
    here = select(col(Person.id)).where(
        col(Person.workspace_id) == workspace_id,
        or_(col(Person.slack_user_id).is_not(None), col(Person.look_up_at).is_(None)),
        col(Person.left_at).is_(None),
    )
    by_team = select(col(TeamMember.team_id)).where(
        col(TeamMember.workspace_id) == workspace_id, col(TeamMember.person_id).in_(here)
    )
    by_action = select(col(Action.milestone_id)).where(
        col(Action.workspace_id) == workspace_id,
        col(Action.withdrawn_on).is_(None),
        col(Action.responsible_id).in_(here),
    )
    unfinished = select(col(Action.milestone_id)).where(
        col(Action.workspace_id) == workspace_id,
        col(Action.withdrawn_on).is_(None),
        col(Action.status).not_in(FINISHED),
    )
    rows = session.execute(
        select(col(Organization.name), col(Milestone.number))
        .join(Organization, col(Organization.id) == col(Milestone.organization_id))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.withdrawn_on).is_(None),
            col(Milestone.id).in_(unfinished),
            or_(col(Milestone.team_id).is_(None), col(Milestone.team_id).not_in(by_team)),
            col(Milestone.id).not_in(by_action),
        )
        .order_by(col(Organization.name), col(Milestone.number))
    )
    return [f"{name} {number}" for name, number in rows]

"""All rows of one organization's plan, read whole, for taking a plan in and giving it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from storage.tables import (
    Action,
    ActionCollaborator,
    ActionPredecessor,
    Goal,
    GoalMeasure,
    Milestone,
    Organization,
    Output,
    Person,
    Plan,
    PriorityArea,
    Role,
    Strategy,
    StrategyMeasure,
    Team,
    TeamMember,
)
from storage.tables.base import Scoped

R = TypeVar("R", bound=Scoped)


@dataclass(slots=True)
class PlanRows:
    """The rows of a plan, those taken out of it included; the teams and roles are the organization's."""

    organization: Organization
    plan: Plan
    priorities: Sequence[PriorityArea]
    goals: Sequence[Goal]
    goal_measures: Sequence[GoalMeasure]
    strategies: Sequence[Strategy]
    strategy_measures: Sequence[StrategyMeasure]
    milestones: Sequence[Milestone]
    actions: Sequence[Action]
    outputs: Sequence[Output]
    collaborators: Sequence[ActionCollaborator]
    predecessors: Sequence[ActionPredecessor]
    teams: Sequence[Team]
    members: Sequence[TeamMember]
    roles: Sequence[Role]


def organization_by_code(
    session: Session, workspace_id: int, code: str, *, lock: bool = False
) -> Organization | None:
    """Give the organization with this code; with `lock`, nobody else changes its plan meanwhile."""
    query = select(Organization).where(
        col(Organization.workspace_id) == workspace_id, col(Organization.code) == code
    )
    return session.exec(query.with_for_update() if lock else query).first()


def organization_by_id(
    session: Session, workspace_id: int, organization_id: int, *, lock: bool = False
) -> Organization | None:
    """Give the organization with this key, or None; with `lock`, nobody else changes its plan meanwhile."""
    query = select(Organization).where(
        col(Organization.workspace_id) == workspace_id, col(Organization.id) == organization_id
    )
    return session.exec(query.with_for_update() if lock else query).first()


def organizations_named(session: Session, workspace_id: int, name: str) -> Sequence[Organization]:
    """Give the organizations with this name."""
    return session.exec(
        select(Organization)
        .where(col(Organization.workspace_id) == workspace_id, col(Organization.name) == name)
        .order_by(col(Organization.id))
    ).all()


def people_by_email(session: Session, workspace_id: int, emails: Sequence[str]) -> dict[str, Person]:
    """Give the people that have one of these addresses (in small letters), by address."""
    rows = session.exec(
        select(Person).where(col(Person.workspace_id) == workspace_id, func.lower(Person.email).in_(emails))
    )
    return {person.email.lower(): person for person in rows}


def people_by_id(session: Session, workspace_id: int, ids: Sequence[int]) -> dict[int, Person]:
    """Give people by key."""
    rows = session.exec(
        select(Person).where(col(Person.workspace_id) == workspace_id, col(Person.id).in_(ids))
    )
    return {person.id: person for person in rows}


def organizations_of(
    session: Session, workspace_id: int, codes: Collection[str], names: Collection[str]
) -> Sequence[Organization]:
    """Give the organizations with one of these codes or one of these names, in the order of their keys."""
    return session.exec(
        select(Organization)
        .where(
            col(Organization.workspace_id) == workspace_id,
            or_(col(Organization.code).in_(codes), col(Organization.name).in_(names)),
        )
        .order_by(col(Organization.id))
    ).all()


def organizations_by_ids(session: Session, workspace_id: int, ids: Collection[int]) -> Sequence[Organization]:
    """Give organizations by key."""
    return session.exec(
        select(Organization).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.id).in_(ids)
        )
    ).all()


def with_plan(session: Session, workspace_id: int, organization_ids: Collection[int]) -> set[int]:
    """Give those of these organizations that have a plan."""
    return set(
        session.exec(
            select(Plan.organization_id).where(
                col(Plan.workspace_id) == workspace_id, col(Plan.organization_id).in_(organization_ids)
            )
        )
    )


def no_rows(organization: Organization, plan: Plan) -> PlanRows:
    """Give the rows of a plan that has none yet, in an organization that has neither teams nor roles."""
    return PlanRows(organization, plan, *([] for _ in range(len(fields(PlanRows)) - 2)))


def living_plan(session: Session, workspace_id: int, organization_id: int) -> Plan | None:
    """Give the organization's plan: the newest, should there be several."""
    return session.exec(
        select(Plan)
        .where(col(Plan.workspace_id) == workspace_id, col(Plan.organization_id) == organization_id)
        .order_by(col(Plan.id).desc())
    ).first()


def read_rows(session: Session, workspace_id: int, organization: Organization, plan: Plan) -> PlanRows:
    """Give all rows of a plan, as they are in the database now."""

    def of(table: type[R], parent: str, keys: Sequence[int]) -> Sequence[R]:
        column = getattr(table, parent)
        query = select(table).where(col(table.workspace_id) == workspace_id, column.in_(keys))
        fresh = query.order_by(col(table.id)).execution_options(populate_existing=True)
        return session.exec(fresh).all()

    goals = of(Goal, "plan_id", [plan.id])
    strategies = of(Strategy, "plan_id", [plan.id])
    milestones = of(Milestone, "strategy_id", [strategy.id for strategy in strategies])
    actions = of(Action, "milestone_id", [milestone.id for milestone in milestones])
    action_ids = [action.id for action in actions]
    teams = of(Team, "organization_id", [organization.id])
    return PlanRows(
        organization=organization,
        plan=plan,
        priorities=of(PriorityArea, "plan_id", [plan.id]),
        goals=goals,
        goal_measures=of(GoalMeasure, "goal_id", [goal.id for goal in goals]),
        strategies=strategies,
        strategy_measures=of(StrategyMeasure, "strategy_id", [strategy.id for strategy in strategies]),
        milestones=milestones,
        actions=actions,
        outputs=of(Output, "action_id", action_ids),
        collaborators=of(ActionCollaborator, "action_id", action_ids),
        predecessors=of(ActionPredecessor, "action_id", action_ids),
        teams=teams,
        members=of(TeamMember, "team_id", [team.id for team in teams]),
        roles=of(Role, "organization_id", [organization.id]),
    )

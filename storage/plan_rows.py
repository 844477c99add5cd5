"""All rows of one organization's plan, read whole, for taking a plan in and giving it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from storage.keyed import checked
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
    """Give the people that have one of these addresses, by address: all are in small letters (`Address`)."""
    rows = session.exec(
        select(Person).where(col(Person.workspace_id) == workspace_id, col(Person.email).in_(emails))
    )
    return {person.email: person for person in rows}


def people_by_id(session: Session, workspace_id: int, ids: Sequence[int]) -> dict[int, Person]:
    """Give people by key."""
    rows = session.exec(
        select(Person).where(checked(col(Person.workspace_id)) == workspace_id, col(Person.id).in_(ids))
    )
    return {person.id: person for person in rows}


def organizations_of(
    session: Session, workspace_id: int, codes: Collection[str], names: Collection[str]
) -> Sequence[Organization]:
    """Give the organizations with one of these codes or one of these names, in the order of their keys."""
    ours = select(Organization).where(col(Organization.workspace_id) == workspace_id)
    found = {
        one.id: one
        for condition in (col(Organization.code).in_(codes), col(Organization.name).in_(names))
        for one in session.exec(ours.where(condition))
    }
    return [found[key] for key in sorted(found)]


def organizations_by_ids(session: Session, workspace_id: int, ids: Collection[int]) -> Sequence[Organization]:
    """Give organizations by key."""
    return session.exec(
        select(Organization).where(
            checked(col(Organization.workspace_id)) == workspace_id, col(Organization.id).in_(ids)
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


def living_plans(session: Session, workspace_id: int, organization_ids: Collection[int]) -> dict[int, Plan]:
    """Give organizations' plans by the organization's key: the newest, should one have several."""
    rows = session.exec(
        select(Plan)
        .where(col(Plan.workspace_id) == workspace_id, col(Plan.organization_id).in_(organization_ids))
        .order_by(col(Plan.id))
    )
    return {plan.organization_id: plan for plan in rows}


def read_rows(session: Session, workspace_id: int, organization: Organization, plan: Plan) -> PlanRows:
    """Give all rows of a plan, as they are in the database now."""
    return read_many(session, workspace_id, [(organization, plan)])[0]


def read_many(
    session: Session, workspace_id: int, pairs: Sequence[tuple[Organization, Plan]]
) -> list[PlanRows]:
    """Give all rows of some plans, a few dozen at a time, in as many statements as for one."""
    read = _Reader(session, workspace_id)
    plans, schools = {plan.id: plan.id for _, plan in pairs}, {place.id: place.id for place, _ in pairs}
    goals, goal_keys = read.of(Goal, "plan_id", plans), read.keys(Goal, "plan_id", plans)
    strategies, keys = read.of(Strategy, "plan_id", plans), read.keys(Strategy, "plan_id", plans)
    strategy_parts = (keys, _around(strategies))
    milestones = read.of(Milestone, "strategy_id", *strategy_parts)
    keys = read.keys(Milestone, "strategy_id", keys)
    actions = read.of(Action, "milestone_id", keys, _around(milestones))
    action_parts = (read.keys(Action, "milestone_id", keys), _around(actions))
    teams, team_keys = read.of(Team, "organization_id", schools), read.keys(Team, "organization_id", schools)
    of_plan: dict[str, Mapping[int, list[Any]]] = {
        "priorities": read.of(PriorityArea, "plan_id", plans),
        "goals": goals,
        "goal_measures": read.of(GoalMeasure, "goal_id", goal_keys, _around(goals)),
        "strategies": strategies,
        "strategy_measures": read.of(StrategyMeasure, "strategy_id", *strategy_parts),
        "milestones": milestones,
        "actions": actions,
        "outputs": read.of(Output, "action_id", *action_parts),
        "collaborators": read.of(ActionCollaborator, "action_id", *action_parts),
        "predecessors": read.of(ActionPredecessor, "action_id", *action_parts),
    }
    of_school: dict[str, Mapping[int, list[Any]]] = {
        "teams": teams,
        "members": read.of(TeamMember, "team_id", team_keys, _around(teams)),
        "roles": read.of(Role, "organization_id", schools),
    }
    return [
        PlanRows(
            organization,
            plan,
            **{name: rows.get(plan.id, []) for name, rows in of_plan.items()},
            **{name: rows.get(organization.id, []) for name, rows in of_school.items()},
        )
        for organization, plan in pairs
    ]


class _Reader:
    """Reads rows by what they belong to, in the order of their keys."""

    def __init__(self, session: Session, workspace_id: int) -> None:
        self._session = session
        self._workspace_id = workspace_id

    def of(
        self, table: type[R], parent: str, keys: Any, around: Mapping[int, int] | None = None
    ) -> dict[int, list[R]]:
        """Give rows by the plan or school that `around` leads to from the parent's key."""
        around = keys if around is None else around
        fresh = self._below(select(table), table, parent, keys).order_by(col(table.id))
        found: dict[int, list[R]] = defaultdict(list)
        for row in self._session.exec(fresh.execution_options(populate_existing=True)):
            found[around[getattr(row, parent)]].append(row)
        return found

    def keys(self, table: type[Scoped], parent: str, keys: Any) -> Any:
        """Give the keys of such rows as a part of a statement; a list of them might be too long for one."""
        return self._below(select(table.id), table, parent, keys)

    def _below(self, query: Any, table: type[Scoped], parent: str, keys: Any) -> Any:
        within = list(keys) if isinstance(keys, Mapping) else keys
        return query.where(col(table.workspace_id) == self._workspace_id, getattr(table, parent).in_(within))


def _around(rows: Mapping[int, Sequence[Scoped]]) -> dict[int, int]:
    """Give the way from the key of a row to what it stands under."""
    return {row.id: key for key, some in rows.items() for row in some}

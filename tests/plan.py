"""How a plan's seed becomes rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from storage.tables import Action, Goal, Milestone, Output, Plan, PriorityArea, Strategy
from tests.plan_seeds import ActionSeed, MilestoneSeed, PlanSeed


def store_plan(
    session: Session,
    workspace_id: int,
    organization_id: int,
    seed: PlanSeed,
    *,
    people: Mapping[str, int],
    teams: Mapping[str, int],
    prefix: str,
) -> tuple[dict[str, int], dict[str, int]]:
    """Store a plan; give the keys of milestones and actions under "cedar 1.1.1" and "cedar 1.1.1.1"."""
    strategy_id = _store_strategy(session, workspace_id, organization_id, seed)
    milestones: dict[str, int] = {}
    actions: dict[str, int] = {}
    for one in seed.milestones:
        milestone = _store_milestone(
            session, workspace_id, organization_id, strategy_id, teams[one.team], one
        )
        milestones[f"{prefix} {one.number}"] = milestone.id
        for action in one.actions:
            actions[f"{prefix} {action.number}"] = _store_action(session, milestone, action, people)
    return milestones, actions


def _store_strategy(session: Session, workspace_id: int, organization_id: int, seed: PlanSeed) -> int:
    plan = Plan(
        workspace_id=workspace_id,
        organization_id=organization_id,
        title=seed.title,
        starts_on=date(2026, 8, 24),
        ends_on=date(2027, 6, 23),
    )
    session.add(plan)
    session.flush()
    goal = Goal(workspace_id=workspace_id, plan_id=plan.id, number=1, text=seed.goal)
    area = PriorityArea(workspace_id=workspace_id, plan_id=plan.id, number=1, text=seed.priority)
    session.add_all([goal, area])
    session.flush()
    strategy = Strategy(
        workspace_id=workspace_id,
        plan_id=plan.id,
        goal_id=goal.id,
        priority_area_id=area.id,
        number="1.1",
        if_text=seed.strategy[0],
        then_text=seed.strategy[1],
        and_text=seed.strategy[2],
        practices=list(seed.practices),
    )
    session.add(strategy)
    session.flush()
    return strategy.id


def _store_milestone(
    session: Session,
    workspace_id: int,
    organization_id: int,
    strategy_id: int,
    team_id: int,
    one: MilestoneSeed,
) -> Milestone:
    milestone = Milestone(
        workspace_id=workspace_id,
        organization_id=organization_id,
        strategy_id=strategy_id,
        team_id=team_id,
        number=one.number,
        statement=one.statement,
        starts_on=date(2026, 9, 1),
        due_on=one.due_on,
        first_due_on=one.due_on,
        practices=list(one.practices),
    )
    session.add(milestone)
    session.flush()
    return milestone


def _store_action(session: Session, milestone: Milestone, seed: ActionSeed, people: Mapping[str, int]) -> int:
    action = Action(
        workspace_id=milestone.workspace_id,
        organization_id=milestone.organization_id,
        milestone_id=milestone.id,
        number=seed.number,
        text=seed.text,
        starts_on=seed.starts_on,
        due_on=seed.due_on,
        first_due_on=seed.due_on,
        budget_cents=seed.budget_cents,
        responsible_id=people[seed.who],
        practices=list(milestone.practices),
        status=seed.status,
        completed_on=seed.completed_on,
    )
    session.add(action)
    session.flush()
    for position, text in enumerate(seed.outputs):
        session.add(
            Output(
                workspace_id=milestone.workspace_id,
                action_id=action.id,
                position=position,
                text=text,
                produced_on=seed.completed_on,
            )
        )
    return action.id

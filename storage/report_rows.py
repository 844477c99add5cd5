"""What the reports of a quarter, a semester and a year name: plans' words, and who did what when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.tables import (
    Action,
    Adjustment,
    CheckIn,
    Goal,
    Milestone,
    MilestoneAdjustment,
    Output,
    Person,
    Revision,
    Strategy,
    Support,
    Team,
)

Rows = Sequence[Row[Any]]


def goals(session: Session, workspace_id: int, plan_id: int) -> Rows:
    """Give id, number, text of a plan's living goals."""
    return session.execute(
        select(col(Goal.id), col(Goal.number), col(Goal.text))
        .where(
            col(Goal.workspace_id) == workspace_id,
            col(Goal.plan_id) == plan_id,
            col(Goal.withdrawn_on).is_(None),
        )
        .order_by(col(Goal.number))
    ).all()


def strategies(session: Session, workspace_id: int, plan_id: int) -> Rows:
    """Give id, number, goal_id, the three sentences and the practices of a plan's living strategies."""
    return session.execute(
        select(
            col(Strategy.id),
            col(Strategy.number),
            col(Strategy.goal_id),
            col(Strategy.if_text),
            col(Strategy.then_text),
            col(Strategy.and_text),
            col(Strategy.practices),
        )
        .where(
            col(Strategy.workspace_id) == workspace_id,
            col(Strategy.plan_id) == plan_id,
            col(Strategy.withdrawn_on).is_(None),
        )
        .order_by(col(Strategy.id))
    ).all()


def milestones(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give every milestone with its team: id, strategy_id, number, statement, the days of it."""
    return session.execute(
        select(
            col(Milestone.id),
            col(Milestone.strategy_id),
            col(Milestone.number),
            col(Milestone.statement),
            col(Milestone.due_on),
            col(Milestone.completed_on),
            col(Milestone.withdrawn_on),
            col(Team.name).label("team"),
        )
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(col(Milestone.workspace_id) == workspace_id, col(Milestone.organization_id) == organization_id)
        .order_by(col(Milestone.id))
    ).all()


def actions(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give id, milestone_id, number, text, due_on of every action."""
    return session.execute(
        select(
            col(Action.id),
            col(Action.milestone_id),
            col(Action.number),
            col(Action.text),
            col(Action.due_on),
        )
        .where(col(Action.workspace_id) == workspace_id, col(Action.organization_id) == organization_id)
        .order_by(col(Action.id))
    ).all()


def outputs(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give id, action_id, text, produced_on, evidence of the outputs that are still wanted."""
    return session.execute(
        select(
            col(Output.id),
            col(Output.action_id),
            col(Output.text),
            col(Output.produced_on),
            col(Output.evidence),
        )
        .join(Action, col(Action.id) == col(Output.action_id))
        .where(
            col(Output.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(Action.organization_id) == organization_id,
            col(Output.withdrawn_on).is_(None),
        )
        .order_by(col(Output.id))
    ).all()


def adjustments(session: Session, workspace_id: int, organization_id: int, until: date) -> Rows:
    """Give every change of course up to a day, oldest first, with who recorded it."""
    return session.execute(
        select(
            col(Adjustment.id),
            col(Adjustment.action_id),
            col(Adjustment.recorded_on),
            col(Adjustment.course),
            col(Adjustment.what),
            col(Adjustment.why),
            col(Adjustment.cause),
            col(Adjustment.cause_words),
            col(Adjustment.decided_by),
            col(Adjustment.new_due_on),
            col(Person.name),
        )
        .join(Person, col(Person.id) == col(Adjustment.recorded_by_id))
        .where(
            col(Adjustment.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(Adjustment.organization_id) == organization_id,
            col(Adjustment.recorded_on) <= until,
        )
        .order_by(col(Adjustment.id))
    ).all()


def milestone_adjustments(session: Session, workspace_id: int, organization_id: int, until: date) -> Rows:
    """Give every change of course for a milestone itself up to a day, oldest first; see `adjustments`."""
    return session.execute(
        select(
            col(MilestoneAdjustment.id),
            col(MilestoneAdjustment.milestone_id),
            col(MilestoneAdjustment.recorded_on),
            col(MilestoneAdjustment.course),
            col(MilestoneAdjustment.what),
            col(MilestoneAdjustment.why),
            col(MilestoneAdjustment.cause),
            col(MilestoneAdjustment.new_due_on),
        )
        .where(
            col(MilestoneAdjustment.workspace_id) == workspace_id,
            col(MilestoneAdjustment.organization_id) == organization_id,
            col(MilestoneAdjustment.recorded_on) <= until,
        )
        .order_by(col(MilestoneAdjustment.id))
    ).all()


def supports(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give all help with an organization's actions, oldest first, with who offered and who gave it."""
    offered, given = aliased(Person), aliased(Person)
    return session.execute(
        select(
            col(Support.id),
            col(Support.action_id),
            col(Support.asked_on),
            col(Support.asked_words),
            col(Support.offered_on),
            col(Support.offered_words),
            col(Support.given_on),
            col(Support.given_words),
            col(Support.helped),
            col(Support.used_words),
            col(offered.name).label("offered_by"),
            col(given.name).label("given_by"),
        )
        .outerjoin(
            offered,
            (col(offered.id) == col(Support.offered_by_id)) & (col(offered.workspace_id) == workspace_id),
        )
        .outerjoin(
            given, (col(given.id) == col(Support.given_by_id)) & (col(given.workspace_id) == workspace_id)
        )
        .where(col(Support.workspace_id) == workspace_id, col(Support.organization_id) == organization_id)
        .order_by(col(Support.id))
    ).all()


def spoken(
    session: Session, workspace_id: int, organization_id: int, since: datetime, until: datetime
) -> Rows:
    """Give what check-ins that were sent in between say besides statuses: successes, resources, money."""
    return session.execute(
        select(
            col(Revision.id),
            col(CheckIn.milestone_id),
            col(Revision.submitted_at),
            col(Revision.successes),
            col(Revision.resources_used),
            col(Revision.budget_used_cents),
        )
        .join(CheckIn, col(CheckIn.revision_id) == col(Revision.id))
        .where(
            col(Revision.workspace_id) == workspace_id,
            col(CheckIn.workspace_id) == workspace_id,
            col(CheckIn.organization_id) == organization_id,
            col(Revision.submitted_at) >= since,
            col(Revision.submitted_at) < until,
        )
        .order_by(col(Revision.submitted_at), col(Revision.id))
    ).all()

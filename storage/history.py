"""Everything that the rules look at, organization by organization: one statement for each kind of fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlmodel import Session, col

from storage.tables import (
    Action,
    ActionPredecessor,
    ActionReport,
    Adjustment,
    CheckIn,
    Cycle,
    DueDateMove,
    Milestone,
    Output,
    Revision,
    Support,
)

Rows = Sequence[Row[Any]]


def milestones(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give id, number, starts_on, due_on, completed_on, withdrawn_on of every milestone."""
    return session.execute(
        select(
            col(Milestone.id),
            col(Milestone.number),
            col(Milestone.starts_on),
            col(Milestone.due_on),
            col(Milestone.completed_on),
            col(Milestone.withdrawn_on),
        ).where(
            col(Milestone.workspace_id) == workspace_id,
            col(Milestone.organization_id) == organization_id,
        )
    ).all()


def actions(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give what `ActionFacts` has of every action, but for what other tables hold."""
    return session.execute(
        select(
            col(Action.id),
            col(Action.milestone_id),
            col(Action.number),
            col(Action.due_on),
            col(Action.first_due_on),
            col(Action.starts_on),
            col(Action.completed_on),
            col(Action.withdrawn_on),
            col(Action.budget_cents),
        ).where(_here(Action, workspace_id, organization_id))
    ).all()


def predecessors(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give action_id, predecessor_id."""
    return session.execute(
        select(col(ActionPredecessor.action_id), col(ActionPredecessor.predecessor_id))
        .join(Action, col(Action.id) == col(ActionPredecessor.action_id))
        .where(
            col(ActionPredecessor.workspace_id) == workspace_id, _here(Action, workspace_id, organization_id)
        )
    ).all()


def outputs(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give action_id, id, text, produced_on of the outputs that are still wanted."""
    return session.execute(
        select(col(Output.action_id), col(Output.id), col(Output.text), col(Output.produced_on))
        .join(Action, col(Action.id) == col(Output.action_id))
        .where(
            col(Output.workspace_id) == workspace_id,
            col(Output.withdrawn_on).is_(None),
            _here(Action, workspace_id, organization_id),
        )
        .order_by(col(Output.position))
    ).all()


def due_date_moves(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give action_id, moved_on, old_due_on, new_due_on, in the order in which they were made."""
    return session.execute(
        select(
            col(DueDateMove.action_id),
            col(DueDateMove.moved_on),
            col(DueDateMove.old_due_on),
            col(DueDateMove.new_due_on),
        )
        .join(Action, col(Action.id) == col(DueDateMove.action_id))
        .where(col(DueDateMove.workspace_id) == workspace_id, _here(Action, workspace_id, organization_id))
        .order_by(col(DueDateMove.id))
    ).all()


def check_ins(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give milestone_id, standing, period, closes_on, and what the counting revision says was used.

    Further columns: submitted_at and budget_used_cents, empty where nobody has answered.
    """
    return session.execute(
        select(
            col(CheckIn.milestone_id),
            col(CheckIn.standing),
            col(Cycle.period),
            col(Cycle.closes_on),
            col(Revision.submitted_at),
            col(Revision.budget_used_cents),
        )
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .outerjoin(
            Revision,
            (col(Revision.id) == col(CheckIn.revision_id)) & (col(Revision.workspace_id) == workspace_id),
        )
        .where(_here(CheckIn, workspace_id, organization_id), col(Cycle.workspace_id) == workspace_id)
    ).all()


def reports(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give what the counting revision of each check-in says of each action, with its cycle."""
    return session.execute(
        select(
            col(ActionReport.action_id),
            col(ActionReport.status),
            col(ActionReport.cause),
            col(ActionReport.adjustment),
            col(ActionReport.new_due_on),
            col(ActionReport.support_needed),
            col(Cycle.period),
            col(Cycle.closes_on),
            col(Revision.submitted_at),
        )
        .join(CheckIn, col(CheckIn.revision_id) == col(ActionReport.revision_id))
        .join(Revision, col(Revision.id) == col(ActionReport.revision_id))
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .where(
            _here(ActionReport, workspace_id, organization_id),
            col(CheckIn.workspace_id) == workspace_id,
            col(Revision.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
        )
    ).all()


def adjustments(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give id, action_id, recorded_on, new_due_on, cause."""
    return session.execute(
        select(
            col(Adjustment.id),
            col(Adjustment.action_id),
            col(Adjustment.recorded_on),
            col(Adjustment.new_due_on),
            col(Adjustment.cause),
        ).where(_here(Adjustment, workspace_id, organization_id))
    ).all()


def supports(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give id, action_id, asked_on, offered_on, given_on, helped."""
    return session.execute(
        select(
            col(Support.id),
            col(Support.action_id),
            col(Support.asked_on),
            col(Support.offered_on),
            col(Support.given_on),
            col(Support.helped),
        ).where(_here(Support, workspace_id, organization_id))
    ).all()


def _here(table: Any, workspace_id: int, organization_id: int) -> ColumnElement[bool]:
    here: ColumnElement[bool] = (table.workspace_id == workspace_id) & (
        table.organization_id == organization_id
    )
    return here

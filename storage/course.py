"""What a team proposes, what it is told of a change of course, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from storage.tables import (
    Action,
    ActionReport,
    Adjustment,
    CheckIn,
    Cycle,
    Delivery,
    Milestone,
    MilestoneAdjustment,
    Organization,
    Person,
)
from storage.vocabulary import DeliveryState


def latest_check_in(session: Session, workspace_id: int, milestone_id: int) -> Row[Any] | None:
    """Give a milestone's newest check-in: id, answered_by_id, asked_person_id."""
    return session.execute(
        select(col(CheckIn.id), col(CheckIn.answered_by_id), col(CheckIn.asked_person_id))
        .where(col(CheckIn.workspace_id) == workspace_id, col(CheckIn.milestone_id) == milestone_id)
        .order_by(col(CheckIn.id).desc())
        .limit(1)
    ).first()


def prompts_of(session: Session, workspace_id: int, check_in_id: int) -> Sequence[Row[Any]]:
    """Give the prompts of a check-in that Slack shows or will, the newest first: id, person_id, channel."""
    return session.execute(
        select(col(Delivery.id), col(Delivery.person_id), col(Delivery.channel))
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.about) == f"check-in:{check_in_id}",
            col(Delivery.kind) == "checkin_prompt",
            # a reply to what never arrives would never arrive either
            col(Delivery.ts).is_not(None)
            | col(Delivery.state).not_in([DeliveryState.SKIPPED, DeliveryState.STOPPED]),
        )
        .order_by(col(Delivery.id).desc())
    ).all()


def told_adjustment(session: Session, workspace_id: int, adjustment_id: int) -> Row[Any] | None:
    """Give an adjustment with its action, its organization and who recorded it."""
    return session.execute(
        select(
            col(Adjustment.course),
            col(Adjustment.what),
            col(Adjustment.why),
            col(Adjustment.cause),
            col(Adjustment.cause_words),
            col(Adjustment.decided_by),
            col(Adjustment.before),
            col(Adjustment.after),
            col(Adjustment.reaches),
            col(Adjustment.new_due_on),
            col(Adjustment.recorded_on),
            col(Action.number),
            col(Action.text),
            col(Action.first_due_on),
            col(Person.name),
            col(Organization.name).label("organization"),
        )
        .join(Action, col(Action.id) == col(Adjustment.action_id))
        .join(Person, col(Person.id) == col(Adjustment.recorded_by_id))
        .join(Organization, col(Organization.id) == col(Adjustment.organization_id))
        .where(
            col(Adjustment.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Adjustment.id) == adjustment_id,
        )
    ).first()


def told_milestone(session: Session, workspace_id: int, adjustment_id: int) -> Row[Any] | None:
    """Give a milestone's adjustment with the milestone, its organization and who recorded it."""
    return session.execute(
        select(
            *(
                col(getattr(MilestoneAdjustment, name))
                for name in ("course", "what", "why", "cause", "cause_words", "decided_by", "before", "after")
            ),
            col(MilestoneAdjustment.new_due_on),
            col(Milestone.number),
            col(Milestone.statement).label("text"),
            col(Milestone.first_due_on),
            col(Person.name),
            col(Organization.name).label("organization"),
        )
        .join(Milestone, col(Milestone.id) == col(MilestoneAdjustment.milestone_id))
        .join(Person, col(Person.id) == col(MilestoneAdjustment.recorded_by_id))
        .join(Organization, col(Organization.id) == col(MilestoneAdjustment.organization_id))
        .where(
            col(MilestoneAdjustment.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(MilestoneAdjustment.id) == adjustment_id,
        )
    ).first()


def proposal(session: Session, workspace_id: int, action_id: int) -> Row[Any] | None:
    """Give what the newest counting report of an action proposes: adjustment and new_due_on."""
    return session.execute(
        select(col(ActionReport.adjustment), col(ActionReport.new_due_on))
        .join(CheckIn, col(CheckIn.revision_id) == col(ActionReport.revision_id))
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .where(
            col(ActionReport.workspace_id) == workspace_id,
            col(CheckIn.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(ActionReport.action_id) == action_id,
        )
        .order_by(col(Cycle.closes_at).desc(), col(ActionReport.id).desc())
        .limit(1)
    ).first()

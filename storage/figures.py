"""What a digest shows of one cycle: few statements, read when it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, Subquery, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.tables import (
    Action,
    ActionReport,
    CheckIn,
    Cycle,
    Flag,
    Milestone,
    Organization,
    Person,
    Revision,
    Support,
    Team,
)
from storage.vocabulary import Status


def standing_flags(
    session: Session, workspace_id: int, organization_ids: Iterable[int]
) -> Sequence[Row[Any]]:
    """Give the flags that stand, with where they are; see `_flags` for the columns."""
    return session.execute(
        _flags(workspace_id).where(
            col(Flag.organization_id).in_(list(organization_ids)), col(Flag.cleared_on).is_(None)
        )
    ).all()


def cleared_flags(session: Session, workspace_id: int, cycle_id: int) -> Sequence[Row[Any]]:
    """Give the flags that a cycle cleared, with where they are; see `_flags` for the columns."""
    return session.execute(_flags(workspace_id).where(col(Flag.cleared_cycle_id) == cycle_id)).all()


def flags_of_item(
    session: Session, workspace_id: int, milestone_id: int, action_id: int | None
) -> Sequence[Row[Any]]:
    """Give every flag of an action, or of the milestone itself, standing or cleared, newest first."""
    same_action = col(Flag.action_id).is_(None) if action_id is None else col(Flag.action_id) == action_id
    return session.execute(
        _flags(workspace_id)
        .where(col(Flag.milestone_id) == milestone_id, same_action)
        .order_by(None)
        .order_by(col(Flag.id).desc())
    ).all()


def _flags(workspace_id: int) -> Select[Any]:
    """Columns: the flag's own, number and statement of the milestone, number, text, dates of the action."""
    return (
        select(
            col(Flag.id),
            col(Flag.organization_id),
            col(Flag.rule),
            col(Flag.severity),
            col(Flag.facts),
            col(Flag.raised_on),
            col(Flag.raised_cycle_id),
            col(Flag.cleared_on),
            col(Flag.cleared_cycle_id),
            col(Flag.milestone_id),
            col(Flag.action_id),
            col(Milestone.number).label("milestone_number"),
            col(Milestone.statement),
            col(Milestone.team_id),
            col(Team.name).label("team"),
            col(Action.number).label("action_number"),
            col(Action.text).label("action_text"),
            col(Action.status),
            col(Action.due_on),
        )
        .join(Milestone, col(Milestone.id) == col(Flag.milestone_id))
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .outerjoin(
            Action, (col(Action.id) == col(Flag.action_id)) & (col(Action.workspace_id) == workspace_id)
        )
        .where(col(Flag.workspace_id) == workspace_id, col(Milestone.workspace_id) == workspace_id)
        .order_by(col(Flag.id))
    )


def check_ins(session: Session, workspace_id: int, cycle_id: int) -> Sequence[Row[Any]]:
    """Give a cycle's check-ins: standing, moments, milestone, team, who was asked, who answered."""
    asked, answered = aliased(Person), aliased(Person)
    return session.execute(
        select(
            col(CheckIn.id),
            col(CheckIn.standing),
            col(CheckIn.answered_at),
            col(CheckIn.first_answered_at),
            col(CheckIn.milestone_id),
            col(Milestone.number),
            col(Milestone.statement),
            col(Team.name).label("team"),
            col(asked.name).label("asked"),
            col(answered.name).label("answered_by"),
            col(Revision.id).label("revision_id"),
            col(Revision.successes),
        )
        .join(Milestone, col(Milestone.id) == col(CheckIn.milestone_id))
        .outerjoin(Team, (col(Team.id) == col(CheckIn.team_id)) & (col(Team.workspace_id) == workspace_id))
        .outerjoin(
            asked,
            (col(asked.id) == col(CheckIn.asked_person_id)) & (col(asked.workspace_id) == workspace_id),
        )
        .outerjoin(
            answered,
            (col(answered.id) == col(CheckIn.answered_by_id)) & (col(answered.workspace_id) == workspace_id),
        )
        .outerjoin(
            Revision,
            (col(Revision.id) == col(CheckIn.revision_id)) & (col(Revision.workspace_id) == workspace_id),
        )
        .where(
            col(CheckIn.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(CheckIn.cycle_id) == cycle_id,
        )
        .order_by(col(Milestone.number), col(CheckIn.id))
    ).all()


def reports(session: Session, workspace_id: int, cycle_id: int) -> Sequence[Row[Any]]:
    """Give what the counting revisions of a cycle say of each action, with the action and its milestone."""
    return session.execute(
        select(
            col(ActionReport.action_id),
            col(ActionReport.status),
            col(ActionReport.cause),
            col(ActionReport.cause_words),
            col(ActionReport.adjustment),
            col(ActionReport.new_due_on),
            col(ActionReport.support_needed),
            col(ActionReport.outputs_words),
            col(Action.number),
            col(Action.text),
            col(Action.milestone_id),
            col(CheckIn.id).label("check_in_id"),
            col(Team.name).label("team"),
        )
        .join(CheckIn, col(CheckIn.revision_id) == col(ActionReport.revision_id))
        .join(Action, col(Action.id) == col(ActionReport.action_id))
        .outerjoin(Team, (col(Team.id) == col(CheckIn.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(ActionReport.workspace_id) == workspace_id,
            col(CheckIn.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(CheckIn.cycle_id) == cycle_id,
        )
        .order_by(col(Action.number), col(Action.id))
    ).all()


def completed_before(session: Session, workspace_id: int, cycle: Cycle) -> set[int]:
    """Give the actions of a cycle's organization that an earlier cycle reported completed."""
    rows = session.scalars(
        select(col(ActionReport.action_id))
        .distinct()
        .join(CheckIn, col(CheckIn.revision_id) == col(ActionReport.revision_id))
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .where(
            col(ActionReport.workspace_id) == workspace_id,
            col(CheckIn.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == cycle.organization_id,
            col(Cycle.closes_at) < cycle.closes_at,
            col(ActionReport.status) == Status.COMPLETED,
        )
    )
    return set(rows)


def open_requests(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> Sequence[Row[Any]]:
    """Give the help that was asked for and that nobody has offered, an action once: words, day, action, team.

    Where a team asks again before somebody answers, its newest words count, and the day on which it began.
    """
    open_ones = _unanswered(workspace_id, organization_ids)
    return session.execute(
        select(
            col(Support.id),
            col(Support.organization_id),
            col(Support.action_id),
            open_ones.c.asked_on,
            col(Support.asked_words),
            col(Action.number),
            col(Action.text),
            col(Team.name).label("team"),
            col(Organization.name).label("organization"),
        )
        .join(open_ones, open_ones.c.newest == col(Support.id))
        .join(Action, col(Action.id) == col(Support.action_id))
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .join(Organization, col(Organization.id) == col(Support.organization_id))
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Action.completed_on).is_(None),
            col(Action.withdrawn_on).is_(None),
        )
        .order_by(open_ones.c.asked_on, col(Support.id))
    ).all()


def _unanswered(workspace_id: int, organization_ids: Iterable[int]) -> Subquery:
    """Each action's newest request that nobody has answered, and the day of its first: newest, asked_on."""
    return (
        select(func.max(col(Support.id)).label("newest"), func.min(col(Support.asked_on)).label("asked_on"))
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Support.organization_id).in_(list(organization_ids)),
            col(Support.asked_on).is_not(None),
            col(Support.offered_on).is_(None),
            col(Support.given_on).is_(None),
        )
        .group_by(col(Support.action_id))
        .subquery()
    )

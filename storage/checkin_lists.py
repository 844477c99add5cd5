"""Check-ins by person and by milestone: what waits for somebody, and what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlmodel import Session, col

from storage.tables import Action, ActionReport, CheckIn, Cycle, Person, Revision, TeamMember


def mine(session: Session, workspace_id: int, person_id: int, most: int) -> Sequence[int]:
    """Give the newest check-in of each milestone that a person may answer, the unanswered ones first."""
    newest = (
        select(func.max(col(CheckIn.id)))
        .where(col(CheckIn.workspace_id) == workspace_id)
        .group_by(col(CheckIn.milestone_id))
    )
    teams = select(col(TeamMember.team_id)).where(
        col(TeamMember.workspace_id) == workspace_id, col(TeamMember.person_id) == person_id
    )
    return session.scalars(
        select(col(CheckIn.id))
        .where(
            col(CheckIn.workspace_id) == workspace_id,
            col(CheckIn.id).in_(newest),
            or_(col(CheckIn.asked_person_id) == person_id, col(CheckIn.team_id).in_(teams)),
        )
        .order_by(col(CheckIn.answered_at).is_not(None), col(CheckIn.id))
        .limit(most)
    ).all()


def told_before(session: Session, workspace_id: int, milestone_id: int, most: int) -> Sequence[Row[Any]]:
    """Give the newest revisions of a milestone: id, kind, submitted_at, is_late, successes, period, name."""
    return session.execute(
        select(
            col(Revision.id),
            col(Revision.kind),
            col(Revision.submitted_at),
            col(Revision.is_late),
            col(Revision.successes),
            col(Cycle.period),
            col(Person.name),
        )
        .join(CheckIn, col(CheckIn.id) == col(Revision.check_in_id))
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .join(Person, col(Person.id) == col(Revision.person_id))
        .where(
            col(Revision.workspace_id) == workspace_id,
            col(CheckIn.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(CheckIn.milestone_id) == milestone_id,
        )
        .order_by(col(Revision.id).desc())
        .limit(most)
    ).all()


def reports(session: Session, workspace_id: int, revision_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Give what these revisions say of each action: revision_id, text, status, cause and the words."""
    return session.execute(
        select(
            col(ActionReport.revision_id),
            col(Action.text),
            col(ActionReport.status),
            col(ActionReport.cause),
            col(ActionReport.adjustment),
            col(ActionReport.support_needed),
            col(ActionReport.outputs_words),
        )
        .join(Action, col(Action.id) == col(ActionReport.action_id))
        .where(
            col(ActionReport.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(ActionReport.revision_id).in_(revision_ids),
        )
        .order_by(col(ActionReport.revision_id).desc(), col(ActionReport.action_id))
    ).all()

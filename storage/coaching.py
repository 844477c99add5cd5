"""Which coaching questions were put to whom, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, or_, select
from sqlmodel import Session, col

from storage.tables import Milestone, QuestionAsked


def asked_of_team(
    session: Session, workspace_id: int, milestone_id: int, team_id: int | None, since: date
) -> Sequence[Row[Any]]:
    """Give what was asked since then about any milestone of a team: question_id, asked_on.

    A milestone without a team has a history of its own.
    """
    same = col(QuestionAsked.milestone_id) == milestone_id
    if team_id is not None:
        same = or_(same, col(Milestone.team_id) == team_id)
    return session.execute(
        select(col(QuestionAsked.question_id), col(QuestionAsked.asked_on))
        .join(Milestone, col(Milestone.id) == col(QuestionAsked.milestone_id))
        .where(
            col(QuestionAsked.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(QuestionAsked.asked_on) >= since,
            same,
        )
    ).all()


def of_item(
    session: Session, workspace_id: int, cycle_id: int, milestone_id: int, action_id: int | None
) -> Sequence[Row[Any]]:
    """Give the questions put beside a lagging item in one cycle, in order: question_id, reasons."""
    same_action = (
        col(QuestionAsked.action_id).is_(None)
        if action_id is None
        else col(QuestionAsked.action_id) == action_id
    )
    return session.execute(
        select(col(QuestionAsked.question_id), col(QuestionAsked.reasons))
        .where(
            col(QuestionAsked.workspace_id) == workspace_id,
            col(QuestionAsked.cycle_id) == cycle_id,
            col(QuestionAsked.milestone_id) == milestone_id,
            same_action,
        )
        .order_by(col(QuestionAsked.id))
    ).all()


def add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Note that questions were asked."""
    if rows:
        session.execute(insert(QuestionAsked), list(rows))

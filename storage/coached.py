"""What came of coaching questions: put to teams, kept on desks, made part of feedback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.tables import Feedback, Person, SavedQuestion, TeamQuestion
from storage.upserts import insert_into

MOST = 5
"""Rows of one kind that a desk shows."""


def put(session: Session, values: dict[str, Any]) -> int | None:
    """Store a question put to a team; None when the same request was stored already."""
    return _once(session, TeamQuestion, values)


def question(session: Session, workspace_id: int, key: int) -> Row[Any] | None:
    """Give a question put to a team: its columns, and the names of who asked and who answered (or None)."""
    asker, answerer = aliased(Person), aliased(Person)
    return session.execute(
        select(
            col(TeamQuestion.id),
            col(TeamQuestion.organization_id),
            col(TeamQuestion.milestone_id),
            col(TeamQuestion.action_id),
            col(TeamQuestion.question_id),
            col(TeamQuestion.note),
            col(TeamQuestion.asked_by_id),
            col(TeamQuestion.answer),
            col(TeamQuestion.answered_at),
            col(asker.name).label("asker"),
            col(answerer.name).label("answerer"),
        )
        .join(
            asker,
            (col(asker.id) == col(TeamQuestion.asked_by_id)) & (col(asker.workspace_id) == workspace_id),
        )
        .outerjoin(
            answerer,
            (col(answerer.id) == col(TeamQuestion.answered_by_id))
            & (col(answerer.workspace_id) == workspace_id),
        )
        .where(col(TeamQuestion.workspace_id) == workspace_id, col(TeamQuestion.id) == key)
    ).first()


def answer(session: Session, workspace_id: int, key: int, said: str, by_id: int, now: datetime) -> None:
    """Note a team's answer; a later one takes the place of an earlier one."""
    session.execute(
        update(TeamQuestion)
        .where(col(TeamQuestion.workspace_id) == workspace_id, col(TeamQuestion.id) == key)
        .values(answer=said, answered_at=now, answered_by_id=by_id)
    )


def open_of(session: Session, workspace_id: int, person_id: int) -> Sequence[Row[Any]]:
    """Give the questions that a person put to teams and that wait for an answer, the oldest first."""
    return session.execute(
        select(
            col(TeamQuestion.question_id),
            col(TeamQuestion.milestone_id),
            col(TeamQuestion.action_id),
            col(TeamQuestion.asked_at),
        )
        .where(
            col(TeamQuestion.workspace_id) == workspace_id,
            col(TeamQuestion.asked_by_id) == person_id,
            col(TeamQuestion.answered_at).is_(None),
        )
        .order_by(col(TeamQuestion.asked_at), col(TeamQuestion.id))
        .limit(MOST)
    ).all()


def save(session: Session, values: dict[str, Any]) -> bool:
    """Keep a question for a person; False when it is kept already."""
    statement = insert_into(session, SavedQuestion).values(**values)
    statement = statement.on_conflict_do_nothing(index_elements=["person_id", "question_id"])
    return session.execute(statement.returning(col(SavedQuestion.id))).scalar() is not None


def saved_of(session: Session, workspace_id: int, person_id: int) -> Sequence[Row[Any]]:
    """Give the questions that a person keeps, the newest first."""
    return session.execute(
        select(
            col(SavedQuestion.id),
            col(SavedQuestion.question_id),
            col(SavedQuestion.milestone_id),
            col(SavedQuestion.action_id),
            col(SavedQuestion.audience),
        )
        .where(col(SavedQuestion.workspace_id) == workspace_id, col(SavedQuestion.person_id) == person_id)
        .order_by(col(SavedQuestion.saved_at).desc(), col(SavedQuestion.id).desc())
        .limit(MOST)
    ).all()


def drop(session: Session, workspace_id: int, person_id: int, key: int) -> None:
    """Keep a question no longer."""
    session.execute(
        delete(SavedQuestion).where(
            col(SavedQuestion.workspace_id) == workspace_id,
            col(SavedQuestion.person_id) == person_id,
            col(SavedQuestion.id) == key,
        )
    )


def write(session: Session, values: dict[str, Any]) -> int | None:
    """Store feedback; None when the same request was stored already."""
    return _once(session, Feedback, values)


def feedback(session: Session, workspace_id: int, key: int) -> Row[Any] | None:
    """Give feedback with the name of who wrote it."""
    return session.execute(
        select(
            col(Feedback.milestone_id),
            col(Feedback.action_id),
            col(Feedback.strength),
            col(Feedback.next_aspect),
            col(Feedback.question),
            col(Feedback.look_for),
            col(Person.name),
        )
        .join(Person, (col(Person.id) == col(Feedback.by_id)) & (col(Person.workspace_id) == workspace_id))
        .where(col(Feedback.workspace_id) == workspace_id, col(Feedback.id) == key)
    ).first()


def kept_of(session: Session, workspace_id: int, person_id: int) -> Sequence[Row[Any]]:
    """Give the feedback that a person wrote, kept to themselves, and has not put away, the newest first."""
    return session.execute(
        select(
            col(Feedback.id),
            col(Feedback.milestone_id),
            col(Feedback.action_id),
            col(Feedback.next_aspect),
            col(Feedback.look_for),
        )
        .where(
            col(Feedback.workspace_id) == workspace_id,
            col(Feedback.by_id) == person_id,
            col(Feedback.posted_at).is_(None),
            col(Feedback.put_away_at).is_(None),
        )
        .order_by(col(Feedback.written_at).desc(), col(Feedback.id).desc())
        .limit(MOST)
    ).all()


def to_post(session: Session, workspace_id: int, person_id: int, key: int) -> Row[Any] | None:
    """Give what feedback is about that a person kept and may still post: milestone_id, action_id."""
    return session.execute(
        select(col(Feedback.milestone_id), col(Feedback.action_id)).where(
            col(Feedback.workspace_id) == workspace_id,
            col(Feedback.by_id) == person_id,
            col(Feedback.id) == key,
            col(Feedback.posted_at).is_(None),
            col(Feedback.put_away_at).is_(None),
        )
    ).first()


def post(session: Session, workspace_id: int, person_id: int, key: int, now: datetime) -> bool:
    """Note that kept feedback is posted; False where it was posted already."""
    posted = session.execute(
        update(Feedback)
        .where(
            col(Feedback.workspace_id) == workspace_id,
            col(Feedback.by_id) == person_id,
            col(Feedback.id) == key,
            col(Feedback.posted_at).is_(None),
        )
        .values(posted_at=now)
        .returning(col(Feedback.id))
    )
    return posted.first() is not None


def put_away(session: Session, workspace_id: int, person_id: int, key: int, now: datetime) -> None:
    """Show feedback on a desk no longer; it stays stored."""
    session.execute(
        update(Feedback)
        .where(
            col(Feedback.workspace_id) == workspace_id,
            col(Feedback.by_id) == person_id,
            col(Feedback.id) == key,
        )
        .values(put_away_at=now)
    )


def _once(session: Session, table: type[TeamQuestion] | type[Feedback], values: dict[str, Any]) -> int | None:
    statement = (
        insert_into(session, table).values(**values).on_conflict_do_nothing(index_elements=["request_key"])
    )
    return session.execute(statement.returning(col(table.id))).scalar()

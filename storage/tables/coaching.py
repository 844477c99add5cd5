"""What came of coaching questions: put to a team, kept for later, or made part of feedback."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations, plans  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import UtcDateTime, word
from storage.vocabulary import Audience


class TeamQuestion(Scoped, table=True):
    """A coaching question that somebody put to a milestone team; it is followed until it is answered."""

    organization_id: int = reference("organization.id")
    milestone_id: int = reference("milestone.id")
    action_id: int | None = optional_reference("action.id")
    question_id: str = Field(max_length=40)
    note: str | None = None
    asked_at: datetime = Field(sa_type=UtcDateTime)
    asked_by_id: int = reference("person.id")
    answer: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by_id: int | None = optional_reference("person.id")
    request_key: str = Field(max_length=255, unique=True)


class SavedQuestion(Scoped, table=True):
    """A coaching question that a person keeps on their desk, with what it was found for."""

    __table_args__ = (UniqueConstraint("person_id", "question_id"),)

    person_id: int = reference("person.id", index=False)
    question_id: str = Field(max_length=40)
    milestone_id: int | None = optional_reference("milestone.id")
    action_id: int | None = optional_reference("action.id")
    audience: Audience = Field(sa_type=word(Audience))
    saved_at: datetime = Field(sa_type=UtcDateTime)


class Feedback(Scoped, table=True):
    """Feedback to a milestone team: a strength, one next aspect, a question, what will be looked for."""

    organization_id: int = reference("organization.id")
    milestone_id: int = reference("milestone.id")
    action_id: int | None = optional_reference("action.id")
    by_id: int = reference("person.id")
    strength: str
    next_aspect: str
    question: str
    look_for: str
    written_at: datetime = Field(sa_type=UtcDateTime)
    posted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    put_away_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    request_key: str = Field(max_length=255, unique=True)

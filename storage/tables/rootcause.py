"""Root-cause sessions (inventory section D): what a team found together, kept for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import deliveries, organizations, plans  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import UtcDateTime, word
from storage.vocabulary import Cause
from storage.vocabulary_rootcause import Method, SessionState, WithinPower


class RootCauseSession(Scoped, table=True):
    """One look for the causes of a problem, or of a strength (L869), by a team in a thread.

    `delivery_id` is the message that shows the session and whose thread it lives in. `request_key` makes
    a second click on the same button the same session.
    """

    __table_args__ = (
        UniqueConstraint("organization_id", "request_key"),
        Index("ix_root_cause_session_state", "organization_id", "state"),
    )

    organization_id: int = reference("organization.id", index=False)
    method: Method = Field(sa_type=word(Method))
    problem: str
    is_strength: bool = False
    action_id: int | None = optional_reference("action.id", index=True)
    milestone_id: int | None = optional_reference("milestone.id", index=True)
    started_by_id: int = reference("person.id", index=False)
    started_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    channel: str | None = Field(default=None, max_length=32)
    delivery_id: int | None = optional_reference("delivery.id")
    state: SessionState = Field(default=SessionState.OPEN, sa_type=word(SessionState))
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by_id: int | None = optional_reference("person.id")
    request_key: str = Field(max_length=255)


class RootCauseBone(Scoped, table=True):
    """A bone of a fishbone, or a heading of another method; `code` is a domain's or a practice's."""

    __table_args__ = (UniqueConstraint("session_id", "position"),)

    session_id: int = reference("root_cause_session.id", index=False)
    position: int
    name: str
    code: str | None = Field(default=None, max_length=8)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PossibleCause(Scoped, table=True):
    """What somebody thinks lies behind it: an answer to a why (`parent_id`), or a twig on a bone."""

    __table_args__ = (UniqueConstraint("session_id", "request_key"),)

    session_id: int = reference("root_cause_session.id", index=False)
    parent_id: int | None = optional_reference("possible_cause.id", index=True)
    bone_id: int | None = optional_reference("root_cause_bone.id")
    words: str
    evidence: str | None = None
    within_power: WithinPower | None = Field(default=None, sa_type=word(WithinPower), nullable=True)
    cause: Cause | None = Field(default=None, sa_type=word(Cause), nullable=True)
    practice: str | None = Field(default=None, max_length=8)
    is_chosen: bool = False
    added_by_id: int = reference("person.id", index=False)
    added_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    request_key: str = Field(max_length=255)


class CauseVote(Scoped, table=True):
    """A dot that a person gave to a cause."""

    __table_args__ = (UniqueConstraint("cause_id", "person_id"),)

    cause_id: int = reference("possible_cause.id", index=False)
    person_id: int = reference("person.id", index=False)


class CauseTest(Scoped, table=True):
    """What a team answered to a stopping test (D-T1 to D-T14) of a cause."""

    __table_args__ = (UniqueConstraint("cause_id", "test"),)

    cause_id: int = reference("possible_cause.id", index=False)
    test: str = Field(max_length=8)
    passed: bool
    words: str | None = None
    person_id: int = reference("person.id", index=False)
    at: datetime = Field(sa_type=UtcDateTime)

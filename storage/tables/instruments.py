"""Workings of instruments: who takes part, what was answered with a name and without one, what was decided.

An answer without a name is no row of its own. `WorkingCount` has one row for each item from the day the
working begins; an answer adds one to a count and is gone. So there is no order, no time and no key that
could lead from an answer to a person, or from one of a person's answers to another.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import deliveries, organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary_instruments import DecisionKind, WorkingMode, WorkingState


class Working(Scoped, table=True):
    """One time that an organization works through an instrument, for a period ("2026-27", "2026-27 fall").

    `least` is the number of answers below which nothing of a nameless working is shown. `paused_on` is set
    while it rests. `delivery_id` is the message that shows it and whose thread the talk lives in.
    """

    __table_args__ = (
        UniqueConstraint("organization_id", "request_key"),
        Index("ix_working_instrument", "organization_id", "instrument"),
    )

    organization_id: int = reference("organization.id", index=False)
    instrument: str = Field(max_length=64)
    period: str = Field(max_length=24)
    mode: WorkingMode = Field(sa_type=word(WorkingMode))
    is_nameless: bool = False
    least: int = 5
    facilitator_id: int = reference("person.id", index=False)
    started_by_id: int = reference("person.id", index=False)
    started_at: datetime = Field(sa_type=UtcDateTime)
    due_on: date | None = None
    remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    state: WorkingState = Field(default=WorkingState.OPEN, sa_type=word(WorkingState))
    paused_on: date | None = None
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    channel: str | None = Field(default=None, max_length=32)
    delivery_id: int | None = optional_reference("delivery.id")
    request_key: str = Field(max_length=255)


class WorkingSeat(Scoped, table=True):
    """Somebody who takes part. `handed` are the sections given to them, `done` those that they have sent.

    It says who has answered and never when: the moment would lead to an answer.
    """

    __table_args__ = (
        UniqueConstraint("working_id", "person_id"),
        Index("ix_working_seat_person", "person_id", "working_id"),
    )

    working_id: int = reference("working.id", index=False)
    person_id: int = reference("person.id", index=False)
    handed: list[str] = Field(default_factory=list, sa_type=Facts)
    done: list[str] = Field(default_factory=list, sa_type=Facts)


class WorkingAnswer(Scoped, table=True):
    """A revision of an answer that has a name: none is ever changed, the newest counts.

    `seat_id` is empty for what all answer together: the shared answer, or in a review the consensus. `row`
    is a row of a table. `base_id` is the revision that its writer had before them; two with the same base
    are two views, and both are kept. A `value` of null takes the answer, or the row, away.
    """

    __table_args__ = (Index("ix_working_answer_item", "working_id", "seat_id", "item"),)

    working_id: int = reference("working.id", index=False)
    seat_id: int | None = optional_reference("working_seat.id")
    item: str = Field(max_length=48)
    row: str = Field(default="", max_length=40)
    base_id: int | None = optional_reference("working_answer.id")
    value: dict[str, Any] | None = Field(default=None, sa_type=Facts, nullable=True)
    person_id: int = reference("person.id", index=False)
    at: datetime = Field(sa_type=UtcDateTime)


class WorkingCount(Scoped, table=True):
    """What was answered to an item without a name: how often each choice, and words in alphabetical order."""

    __table_args__ = (UniqueConstraint("working_id", "item"),)

    working_id: int = reference("working.id", index=False)
    item: str = Field(max_length=48)
    counts: dict[str, int] = Field(default_factory=dict, sa_type=Facts)
    words: list[str] = Field(default_factory=list, sa_type=Facts)


class WorkingDecision(Scoped, table=True):
    """What a working decided, and where it lives now: `became` is "action:7", "root-cause:3"."""

    __table_args__ = (UniqueConstraint("working_id", "request_key"),)

    working_id: int = reference("working.id", index=False)
    kind: DecisionKind = Field(sa_type=word(DecisionKind))
    item: str | None = Field(default=None, max_length=48)
    words: str
    person_id: int | None = optional_reference("person.id")
    due_on: date | None = None
    became: str | None = Field(default=None, max_length=48)
    decided_by_id: int = reference("person.id", index=False)
    decided_at: datetime = Field(sa_type=UtcDateTime)
    request_key: str = Field(max_length=255)

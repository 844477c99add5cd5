"""Cycles, their steps, check-ins, append-only revisions and what they say of each action."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations, plans  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Key, UtcDateTime, word
from storage.vocabulary import AnswerKind, Cause, Standing, Status, Step, StepOutcome


class Cycle(Scoped, table=True):
    """One turn of an organization's routine; `period` is "2026-09", "2026-W37" and the like."""

    __table_args__ = (UniqueConstraint("organization_id", "period"),)

    organization_id: int = reference("organization.id")
    period: str = Field(max_length=16)
    opens_at: datetime = Field(sa_type=UtcDateTime)
    closes_at: datetime = Field(sa_type=UtcDateTime)
    closes_on: date
    tells_at: datetime = Field(sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CycleStep(Scoped, table=True):
    """What is due in a cycle, and what became of it; a step that came too late says why it was skipped."""

    __table_args__ = (
        UniqueConstraint("cycle_id", "step"),
        Index("ix_cycle_step_due", "done_at", "due_at"),
    )

    cycle_id: int = reference("cycle.id")
    step: Step = Field(sa_type=word(Step))
    due_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: StepOutcome | None = Field(default=None, sa_type=word(StepOutcome), nullable=True)
    reason: str | None = None


class CheckIn(Scoped, table=True):
    """The question put to one milestone team in one cycle, and where the answer stands."""

    __table_args__ = (UniqueConstraint("cycle_id", "milestone_id"),)

    cycle_id: int = reference("cycle.id")
    organization_id: int = reference("organization.id")
    milestone_id: int = reference("milestone.id")
    team_id: int | None = optional_reference("team.id")
    asked_person_id: int | None = optional_reference("person.id", index=True)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    first_answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by_id: int | None = optional_reference("person.id")
    revision_id: int | None = Field(default=None, sa_type=Key)
    standing: Standing = Field(default=Standing.OPEN, sa_type=word(Standing))


class Revision(Scoped, table=True):
    """One submission of a check-in, kept for good; the newest one counts, none is overwritten."""

    __table_args__ = (
        UniqueConstraint("check_in_id", "number"),
        UniqueConstraint("check_in_id", "request_key"),
    )

    check_in_id: int = reference("check_in.id")
    number: int
    person_id: int = reference("person.id", index=False)
    kind: AnswerKind = Field(sa_type=word(AnswerKind))
    submitted_at: datetime = Field(sa_type=UtcDateTime)
    form_opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    is_late: bool = False
    successes: str | None = None
    resources_used: str | None = None
    budget_used_cents: int | None = Field(default=None, sa_type=Key)
    request_key: str = Field(max_length=255)


class ActionReport(Scoped, table=True):
    """What one revision says of one action (F116 to F122); the organization is copied for roll-ups."""

    __table_args__ = (
        UniqueConstraint("revision_id", "action_id"),
        Index("ix_action_report_history", "action_id", "cycle_id"),
    )

    revision_id: int = reference("revision.id", index=False)
    cycle_id: int = reference("cycle.id", index=False)
    organization_id: int = reference("organization.id", index=False)
    action_id: int = reference("action.id", index=False)
    status: Status = Field(sa_type=word(Status))
    cause: Cause | None = Field(default=None, sa_type=word(Cause), nullable=True)
    cause_words: str | None = None
    adjustment: str | None = None
    new_due_on: date | None = None
    support_needed: str | None = None
    outputs_words: str | None = None

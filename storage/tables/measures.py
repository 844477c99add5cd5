"""What was measured, what meetings decided about it, and what people wrote into the story."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations, plans  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Exact, Facts, UtcDateTime, word
from storage.vocabulary import StepOutcome
from storage.vocabulary_measures import DecisionKind, EnteredBy, TermKind


class MeasureValue(Scoped, table=True):
    """A value of a goal's or a strategy's measure (Y-03); never changed, the newest of a day counts.

    `group_name` is empty where the value is everybody's. Without a value, the row takes the one of its day
    back. `doubts` are the questions that were asked about it and answered with "it is right".
    """

    __table_args__ = (Index("ix_measure_value_of", "organization_id", "measured_on"),)

    organization_id: int = reference("organization.id", index=False)
    goal_measure_id: int | None = optional_reference("goal_measure.id")
    strategy_measure_id: int | None = optional_reference("strategy_measure.id")
    group_name: str = Field(default="", max_length=120)
    measured_on: date
    value: Decimal | None = Field(default=None, sa_type=Exact)
    source: str | None = None
    note: str | None = None
    doubts: list[str] = Field(default_factory=list, sa_type=Facts)
    entered_at: datetime = Field(sa_type=UtcDateTime)
    entered_by_id: int | None = optional_reference("person.id")
    entered_how: EnteredBy = Field(sa_type=word(EnteredBy))
    request_key: str = Field(max_length=255, unique=True)


class TermReport(Scoped, table=True):
    """The report of a quarter, a semester or a year: when it is due, and what became of it."""

    __table_args__ = (
        UniqueConstraint("organization_id", "kind", "starts_on"),
        Index("ix_term_report_due", "done_at", "due_at"),
    )

    organization_id: int = reference("organization.id", index=False)
    kind: TermKind = Field(sa_type=word(TermKind))
    label: str
    starts_on: date
    ends_on: date
    due_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: StepOutcome | None = Field(default=None, sa_type=word(StepOutcome), nullable=True)
    reason: str | None = None


class Decision(Scoped, table=True):
    """What a meeting decided, or said: about a milestone, a measure, or the whole (Q-05 to Q-07, Y-05)."""

    report_id: int = reference("term_report.id")
    organization_id: int = reference("organization.id")
    kind: DecisionKind = Field(sa_type=word(DecisionKind))
    milestone_id: int | None = optional_reference("milestone.id")
    goal_measure_id: int | None = optional_reference("goal_measure.id")
    strategy_measure_id: int | None = optional_reference("strategy_measure.id")
    words: str
    owner_id: int | None = optional_reference("person.id")
    due_on: date | None = None
    decided_on: date
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    recorded_by_id: int = reference("person.id", index=False)
    request_key: str = Field(max_length=255, unique=True)


class Passage(Scoped, table=True):
    """What a person wrote into a section of a year's story; the newest counts, a draft never replaces it.

    Empty words give the section back to the draft.
    """

    __table_args__ = (Index("ix_passage_of", "organization_id", "year_on", "section"),)

    organization_id: int = reference("organization.id", index=False)
    year_on: date
    section: str = Field(max_length=32)
    words: str
    written_at: datetime = Field(sa_type=UtcDateTime)
    written_by_id: int | None = optional_reference("person.id")

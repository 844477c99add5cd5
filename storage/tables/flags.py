"""Flags, the coaching questions put beside them, subscriptions, alerts and absences of the bot itself."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary import AlertNews, Audience, Cadence, RuleName, Severity


class Flag(Scoped, table=True):
    """Something that lags, with its evidence as facts; it is cleared, never deleted."""

    __table_args__ = (Index("ix_flag_standing", "organization_id", "cleared_on"),)

    organization_id: int = reference("organization.id", index=False)
    milestone_id: int = reference("milestone.id")
    action_id: int | None = optional_reference("action.id", index=True)
    rule: RuleName = Field(sa_type=word(RuleName))
    severity: Severity = Field(sa_type=word(Severity))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    raised_on: date
    raised_at: datetime = Field(sa_type=UtcDateTime)
    raised_cycle_id: int | None = optional_reference("cycle.id", index=True)
    worsened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cleared_on: date | None = None
    cleared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cleared_cycle_id: int | None = optional_reference("cycle.id", index=True)


class QuestionAsked(Scoped, table=True):
    """A coaching question that was put to a team's leaders, so that it does not come again too soon."""

    __table_args__ = (UniqueConstraint("cycle_id", "milestone_id", "action_id", "question_id"),)

    organization_id: int = reference("organization.id")
    milestone_id: int = reference("milestone.id")
    action_id: int | None = optional_reference("action.id")
    cycle_id: int | None = optional_reference("cycle.id")
    question_id: str = Field(max_length=32)
    audience: Audience = Field(sa_type=word(Audience))
    reasons: list[Any] = Field(default_factory=list, sa_type=Facts)
    asked_on: date


class Subscription(Scoped, table=True):
    """What a person wants to hear of: an organization and all below it, a practice, from a severity on."""

    person_id: int = reference("person.id")
    organization_id: int = reference("organization.id")
    practice: str | None = Field(default=None, max_length=8)
    severity: Severity = Field(default=Severity.CONCERN, sa_type=word(Severity))
    cadence: Cadence = Field(default=Cadence.NOW, sa_type=word(Cadence))
    created_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Alert(Scoped, table=True):
    """News of a flag for one subscriber; told once, at once or in a roll-up."""

    __table_args__ = (UniqueConstraint("person_id", "flag_id", "news", "severity"),)

    person_id: int = reference("person.id")
    subscription_id: int = reference("subscription.id")
    flag_id: int = reference("flag.id")
    news: AlertNews = Field(sa_type=word(AlertNews))
    severity: Severity = Field(sa_type=word(Severity))
    created_at: datetime = Field(sa_type=UtcDateTime)
    delivery_id: int | None = optional_reference("delivery.id", index=True)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Downtime(Scoped, table=True):
    """A stretch in which no process was there to ask or to listen; silence then is not the team's."""

    began_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime = Field(sa_type=UtcDateTime)

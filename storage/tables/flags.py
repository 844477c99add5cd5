"""Flags, the coaching questions put beside them, subscriptions, alerts and absences of the bot itself."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import checkins, course, deliveries, organizations, plans  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary import AlertNews, Audience, Cadence, RuleName, Severity, Times, Topic


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
    """What a person wants to hear of, when, and where: an organization and all below it, from a severity on.

    `practice` is the code of a practice ("3a") or of a whole domain ("3"). Between `quiet_from` and
    `quiet_until`, in the organization's own time, nothing is told at once; `channel` is the Slack channel
    that is told, empty for the person's direct messages.
    """

    person_id: int = reference("person.id")
    organization_id: int = reference("organization.id")
    practice: str | None = Field(default=None, max_length=8)
    topic: Topic = Field(default=Topic.ANY, sa_type=word(Topic))
    severity: Severity = Field(default=Severity.CONCERN, sa_type=word(Severity))
    times: Times = Field(default=Times.ANY, sa_type=word(Times))
    cadence: Cadence = Field(default=Cadence.NOW, sa_type=word(Cadence))
    quiet_from: time | None = None
    quiet_until: time | None = None
    channel: str | None = Field(default=None, max_length=32)
    created_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Alert(Scoped, table=True):
    """One piece of news of a flag, or of a request for help, for one place: a person or a channel.

    `place` is the channel's id, or "person:7" for direct messages; a place hears of each piece once.
    `delivery_id` is the message that tells it, `root_id` the message whose thread it belongs to: whatever
    happens to one action or milestone while anything stands against it is one message and its thread.
    """

    __table_args__ = (
        UniqueConstraint("place", "flag_id", "news", "severity"),
        UniqueConstraint("place", "support_id", "news"),
    )

    person_id: int = reference("person.id")
    subscription_id: int = reference("subscription.id")
    place: str = Field(max_length=32)
    organization_id: int = reference("organization.id", index=False)
    milestone_id: int = reference("milestone.id")
    action_id: int | None = optional_reference("action.id", index=True)
    flag_id: int | None = optional_reference("flag.id", index=True)
    support_id: int | None = optional_reference("support.id", index=True)
    news: AlertNews = Field(sa_type=word(AlertNews))
    severity: Severity = Field(sa_type=word(Severity))
    created_at: datetime = Field(sa_type=UtcDateTime)
    delivery_id: int | None = optional_reference("delivery.id", index=True)
    root_id: int | None = optional_reference("delivery.id", index=True)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    acknowledged_by_id: int | None = optional_reference("person.id")
    snoozed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)

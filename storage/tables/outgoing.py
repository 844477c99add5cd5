"""What leaves for elsewhere than Slack: webhooks, e-mail, and calendars that others subscribe to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary import DeliveryState, OutgoingKind, Severity


class Webhook(Scoped, table=True):
    """An address of another system that hears of an organization and all below it, from a severity on.

    `secret` signs what is sent there; it is shown once, and never logged. One that answers "gone", or that
    could not be reached for days, is ended, with the reason.
    """

    organization_id: int = reference("organization.id")
    url: str = Field(max_length=2000)
    secret: str = Field(max_length=128)
    severity: Severity = Field(default=Severity.WATCH, sa_type=word(Severity))
    created_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_reason: str | None = None


class MailReader(Scoped, table=True):
    """Somebody who gets an organization's digest by e-mail, because Slack is blocked where they work."""

    __table_args__ = (UniqueConstraint("organization_id", "person_id"),)

    organization_id: int = reference("organization.id", index=False)
    person_id: int = reference("person.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Outgoing(Scoped, table=True):
    """One thing to send to a webhook or by e-mail, written with the change that caused it.

    `key` is unique for its meaning and travels with it at every attempt, so that the receiver knows what
    it has already. A webhook's content is fixed when it is written; a digest's is read when it is sent.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_outgoing_due", "workspace_id", "state", "due_at"),
    )

    key: str = Field(max_length=160)
    kind: OutgoingKind = Field(sa_type=word(OutgoingKind))
    webhook_id: int | None = optional_reference("webhook.id", index=True)
    person_id: int | None = optional_reference("person.id")
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=word(DeliveryState))
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None


class CalendarShare(Scoped, table=True):
    """An organization's routine as a calendar that others subscribe to, under an address nobody can guess.

    Only the token's SHA-256 is kept: whoever reads the database learns no address. `content` is what was
    made last, at `made_at`.
    """

    organization_id: int = reference("organization.id", unique=True)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    content: str | None = None
    made_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

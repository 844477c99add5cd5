"""Messages on their way to Slack, and the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary import DeliveryState


class Delivery(Scoped, table=True):
    """One message that Slack is to show, written with the change that caused it (design section 8).

    The row is the wish; what the message says is read from the database when it is sent. `wanted`
    counts the versions wished for, `sent` the one that Slack shows: when a late answer corrects a
    digest, `wanted` grows and the drain updates the message that `ts` names. `doubtful` is true from
    the moment a send begins until its outcome is known; a doubtful message is looked for in the
    conversation, by its key, before it is sent again. A reply names the delivery that it answers, or
    with `thread_ts` the message of a person.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_delivery_due", "workspace_id", "state", "due_at", "id"),
        Index("ix_delivery_about", "workspace_id", "about"),
    )

    key: str = Field(max_length=160)
    kind: str = Field(max_length=32)
    about: str = Field(default="", max_length=48)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    person_id: int | None = optional_reference("person.id")
    channel: str | None = Field(default=None, max_length=32)
    parent_id: int | None = optional_reference("delivery.id", index=True)
    thread_ts: str | None = Field(default=None, max_length=32)
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=word(DeliveryState))
    due_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    wanted: int = 1
    sent: int = 0
    attempts: int = 0
    doubtful: bool = False
    attempted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ts: str | None = Field(default=None, max_length=32)
    first_sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None


class AuditEvent(Scoped, table=True):
    """Who changed what, when; ids and codes only, never a person's words."""

    at: datetime = Field(sa_type=UtcDateTime, index=True)
    person_id: int | None = optional_reference("person.id")
    what: str = Field(max_length=64)
    about: str = Field(default="", max_length=48)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)

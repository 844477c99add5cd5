"""Plans that people sent as files, from their arrival until somebody has them taken in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Scoped, optional_reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary_plan import FileState


class PlanFile(Scoped, table=True):
    """A file with a plan that somebody sent in a message.

    `document` is the plan as it was read, packed; `shown` names the changes that its sender saw, so that
    what is taken in is what was shown. `facts` is what is said of it: faults, or the changes in words.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_file_id", "message_ts"),
        Index("ix_plan_file_waiting", "workspace_id", "state", "id"),
    )

    slack_file_id: str = Field(max_length=32)
    slack_user_id: str = Field(max_length=32)
    channel: str = Field(max_length=32)
    message_ts: str = Field(max_length=32)
    name: str = Field(max_length=255)
    url: str
    state: FileState = Field(default=FileState.WAITING, sa_type=word(FileState))
    attempts: int = 0
    received_at: datetime = Field(sa_type=UtcDateTime)
    school_code: str | None = Field(default=None, max_length=64)
    document: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    shown: str | None = Field(default=None, max_length=64)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    imported_by_id: int | None = optional_reference("person.id")
    imported_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""Plans as files: those that people sent, until somebody has them taken in, and those that they asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Facts, Key, UtcDateTime, word
from storage.vocabulary_plan import CopyState, FileState


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


class PlanCopy(Scoped, table=True):
    """A plan that somebody asked for as a file; it is made and handed over by itself, once.

    `suffix` says which kind of file; `request_key` names the click, which Slack may tell of twice. With
    `report` ("quarter", "story", ...) the file is that report of the term of `report_id`, and no plan.
    """

    __table_args__ = (Index("ix_plan_copy_waiting", "workspace_id", "state", "id"),)

    organization_id: int = reference("organization.id", index=False)
    person_id: int = reference("person.id", index=False)
    slack_user_id: str = Field(max_length=32)
    suffix: str = Field(max_length=8)
    state: CopyState = Field(default=CopyState.WAITING, sa_type=word(CopyState))
    attempts: int = 0
    asked_at: datetime = Field(sa_type=UtcDateTime)
    request_key: str = Field(max_length=255, unique=True)
    report_id: int | None = Field(default=None, sa_type=Key)
    report: str | None = Field(default=None, max_length=16)

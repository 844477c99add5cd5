"""What a person has put into a long form so far, while they turn its pages."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, reference
from storage.types import Facts, UtcDateTime


class FormDraft(Scoped, table=True):
    """The pages of one open form that were filled in, by block; gone when it is sent or two days old."""

    __table_args__ = (UniqueConstraint("workspace_id", "view_key"),)

    view_key: str = Field(max_length=64)
    person_id: int = reference("person.id")
    typed: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    saved_at: datetime = Field(sa_type=UtcDateTime, index=True)

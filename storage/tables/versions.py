"""Every version of a plan, kept whole and for good."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations, plans  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import UtcDateTime, word
from storage.vocabulary_plan import PlanCause


class PlanVersion(Scoped, table=True):
    """A plan as it was from one change to the next; numbered from 1 within its plan.

    `document` is its canonical JSON, packed with zlib; `digest` the SHA-256 of that JSON, by which equal
    versions are known. `about` names the row that caused it ("adjustment:12"), `restored_from` the version
    that a restored one repeats.
    """

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: int = reference("plan.id", index=False)
    number: int
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by_id: int | None = optional_reference("person.id")
    cause: PlanCause = Field(sa_type=word(PlanCause))
    about: str = Field(default="", max_length=48)
    restored_from: int | None = None
    digest: str = Field(max_length=64)
    document: bytes = Field(sa_type=LargeBinary)

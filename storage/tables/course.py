"""What is done about an action that lags: changes of course, help, and who knows a practice."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables import checkins, organizations, plans  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary import AsIntended, Cause, Course, Helped


class ChangeOfCourse(Scoped):
    """What every change of course has (E19), whatever it is about; it is kept for good.

    `before` and `after` hold what the change touched, by the names of the plan's columns (F123);
    `decided_by` the keys of those who decided together (F125). When the team and the level above were told
    (F126, F127) stands on the deliveries about it.
    """

    organization_id: int = reference("organization.id")
    cycle_id: int | None = optional_reference("cycle.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    recorded_on: date
    recorded_by_id: int = reference("person.id", index=False)
    course: Course = Field(default=Course.CHANGE, sa_type=word(Course))
    what: str | None = None
    why: str | None = None
    cause: Cause | None = Field(default=None, sa_type=word(Cause), nullable=True)
    cause_words: str | None = None
    decided_by: list[int] = Field(default_factory=list, sa_type=Facts)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    new_due_on: date | None = None
    request_key: str = Field(max_length=255, unique=True)


class Adjustment(ChangeOfCourse, table=True):
    """A change of course for an action, told about "adjustment:{id}"; `reaches` is why levels above were."""

    action_id: int = reference("action.id")
    reaches: list[str] = Field(default_factory=list, sa_type=Facts)


class MilestoneAdjustment(ChangeOfCourse, table=True):
    """A change of course for a milestone itself, told about "milestone-adjustment:{id}".

    The level above is always told: a milestone is what it follows.
    """

    milestone_id: int = reference("milestone.id")


class Support(Scoped, table=True):
    """Help with an action, all its way (E15, E16, E20): asked for, offered, given, used, rated.

    Any of the first three may be missing: help comes unasked too, and not every offer is kept. The last
    three are the team's own words, `as_intended` F130, `used_words` F131, `helped` F132.
    """

    organization_id: int = reference("organization.id")
    action_id: int = reference("action.id")
    check_in_id: int | None = optional_reference("check_in.id", index=True)
    asked_on: date | None = None
    asked_words: str | None = None
    asked_by_id: int | None = optional_reference("person.id")
    offered_on: date | None = None
    offered_words: str | None = None
    offered_by_id: int | None = optional_reference("person.id")
    given_on: date | None = None
    given_words: str | None = None
    given_by_id: int | None = optional_reference("person.id")
    as_intended: AsIntended | None = Field(default=None, sa_type=word(AsIntended), nullable=True)
    as_intended_words: str | None = None
    used_words: str | None = None
    helped: Helped | None = Field(default=None, sa_type=word(Helped), nullable=True)
    rated_on: date | None = None
    rated_by_id: int | None = optional_reference("person.id")


class PracticeExpert(Scoped, table=True):
    """A person who says that they know a practice and can be asked about it (J-14)."""

    __table_args__ = (UniqueConstraint("person_id", "practice"),)

    person_id: int = reference("person.id", index=False)
    practice: str = Field(max_length=8, index=True)
    declared_on: date

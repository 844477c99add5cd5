"""School calendars, terms and the schedule of an organization's routine."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary import Rhythm


class SchoolCalendar(Scoped, table=True):
    """Which days are school days; an organization without one uses its parent's.

    `feed_due_at` is when the district's published calendar is read next, `feed_read_at` when it was last
    read whole, `feed_fault` what was wrong the last time, in a sentence.
    """

    organization_id: int = reference("organization.id", unique=True)
    country: str | None = Field(default="US", max_length=2)
    subdivision: str | None = Field(default=None, max_length=8)
    feed_url: str | None = None
    feed_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    feed_etag: str | None = None
    feed_read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    feed_fault: str | None = None


class CalendarSpan(Scoped, table=True):
    """A break (or extra school days), both ends included; `source` is "set" or "feed"."""

    calendar_id: int = reference("school_calendar.id")
    first_on: date
    last_on: date
    is_school_day: bool = False
    label: str = ""
    source: str = Field(default="set", max_length=8)


class Term(Scoped, table=True):
    """A quarter, semester or school year of an organization; both ends included."""

    __table_args__ = (UniqueConstraint("organization_id", "kind", "starts_on"),)

    organization_id: int = reference("organization.id")
    kind: str = Field(max_length=16)
    label: str
    starts_on: date
    ends_on: date


class Schedule(Scoped, table=True):
    """When an organization's teams are asked, reminded and told; every number may be set (K-2)."""

    organization_id: int = reference("organization.id", unique=True)
    rhythm: Rhythm = Field(default=Rhythm.MONTHLY, sa_type=word(Rhythm))
    open_days_before: int = 4
    open_time: time = time(9, 0)
    remind_after_days: int = 2
    remind_time: time = time(8, 30)
    close_time: time = time(16, 0)
    tell_time: time = time(8, 0)
    months_off: list[Any] = Field(default_factory=lambda: [7], sa_type=Facts)
    paused: bool = False

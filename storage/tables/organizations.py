"""Workspaces, the tree of organizations, people, roles, teams and absences."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Row, Scoped, optional_reference, reference
from storage.types import Facts, UtcDateTime, word
from storage.vocabulary import OrganizationKind, RoleKind


class Workspace(Row, table=True):
    """One Slack workspace that Milepost serves."""

    slack_team_id: str = Field(unique=True, max_length=32)
    name: str
    bot_user_id: str | None = None
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_reason: str | None = None
    last_beat_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Organization(Scoped, table=True):
    """An SEA, LEA, school or other body of the network (O-1 to O-7), in a tree.

    `timezone_source` says who gave the time zone: "default", "slack" (its people's) or "set". What
    somebody wrote as the leadership channel is its name; the channel itself is the id that Slack has for
    it, empty until it was found and Milepost may write there.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "code"),
        Index("ix_organization_name", "workspace_id", "name"),
    )

    parent_id: int | None = optional_reference("organization.id", index=True)
    kind: OrganizationKind = Field(sa_type=word(OrganizationKind))
    code: str = Field(max_length=64)
    name: str
    timezone: str = "America/New_York"
    timezone_source: str = Field(default="default", max_length=8)
    leadership_channel: str | None = None
    leadership_channel_name: str | None = None
    thresholds: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)


class Person(Scoped, table=True):
    """Somebody who works on a plan, coaches, or helps from the district or the state.

    `look_up_at` is when they are looked up in Slack next; empty means as soon as possible.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "email"),
        UniqueConstraint("workspace_id", "slack_user_id"),
    )

    email: str
    name: str
    title: str | None = None
    slack_user_id: str | None = Field(default=None, max_length=32)
    dm_channel: str | None = Field(default=None, max_length=32)
    timezone: str | None = Field(default=None, max_length=64)
    look_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    status_read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Role(Scoped, table=True):
    """What a person is to an organization; a person may hold several (A.2)."""

    __table_args__ = (UniqueConstraint("person_id", "organization_id", "kind"),)

    person_id: int = reference("person.id")
    organization_id: int = reference("organization.id")
    kind: RoleKind = Field(sa_type=word(RoleKind))


class Team(Scoped, table=True):
    """A milestone team (R-03); it may have a Slack channel of its own.

    `channel_name` is what somebody wrote; `channel` is the id, empty until it was found.
    """

    __table_args__ = (UniqueConstraint("organization_id", "code"),)

    organization_id: int = reference("organization.id")
    code: str = Field(max_length=64)
    name: str
    channel: str | None = None
    channel_name: str | None = None


class TeamMember(Scoped, table=True):
    """A person's place in a team; `position` 0 is the lead, who is asked first."""

    __table_args__ = (UniqueConstraint("team_id", "person_id"),)

    team_id: int = reference("team.id")
    person_id: int = reference("person.id")
    position: int = 0


class Absence(Scoped, table=True):
    """Days on which a person is away, both ends included, and is not asked."""

    person_id: int = reference("person.id")
    first_on: date
    last_on: date
    set_by_id: int | None = optional_reference("person.id")


class NamedChannel(Scoped, table=True):
    """A channel that a plan or an administrator named: what Slack says of it, and when it is looked up next.

    `fault` is Slack's code for why Milepost cannot write there ("channel_not_found", "not_in_channel", ...).
    """

    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    name: str = Field(max_length=128)
    slack_id: str | None = Field(default=None, max_length=32)
    fault: str | None = Field(default=None, max_length=64)
    look_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Downtime(Scoped, table=True):
    """A stretch in which no process was there to ask or to listen; silence then is not the team's."""

    began_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime = Field(sa_type=UtcDateTime)

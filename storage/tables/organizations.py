"""Workspaces, the tree of organizations, people, roles, teams and absences."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
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
    """An SEA, LEA, school or other body of the network (O-1 to O-7), in a tree."""

    __table_args__ = (UniqueConstraint("workspace_id", "code"),)

    parent_id: int | None = optional_reference("organization.id", index=True)
    kind: OrganizationKind = Field(sa_type=word(OrganizationKind))
    code: str = Field(max_length=64)
    name: str
    timezone: str = "America/New_York"
    leadership_channel: str | None = None
    thresholds: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)


class Person(Scoped, table=True):
    """Somebody who works on a plan, coaches, or helps from the district or the state."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "email"),
        UniqueConstraint("workspace_id", "slack_user_id"),
    )

    email: str
    name: str
    title: str | None = None
    slack_user_id: str | None = Field(default=None, max_length=32)
    dm_channel: str | None = Field(default=None, max_length=32)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Role(Scoped, table=True):
    """What a person is to an organization; a person may hold several (A.2)."""

    __table_args__ = (UniqueConstraint("person_id", "organization_id", "kind"),)

    person_id: int = reference("person.id")
    organization_id: int = reference("organization.id")
    kind: RoleKind = Field(sa_type=word(RoleKind))


class Team(Scoped, table=True):
    """A milestone team (R-03); it may have a Slack channel of its own."""

    __table_args__ = (UniqueConstraint("organization_id", "code"),)

    organization_id: int = reference("organization.id")
    code: str = Field(max_length=64)
    name: str
    channel: str | None = None


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

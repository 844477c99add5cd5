"""The fictional district of the demo, read from `prompts/demo/district.yaml`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from storage.vocabulary import RoleKind


class Part(BaseModel):
    """What all parts of the district share: they never change and hold no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Body(Part):
    """An organization: its code, its name, and the state's or district's own settings."""

    code: str
    name: str
    timezone: str = "America/New_York"
    mail: str = "example.org"


class Days(Part):
    """A break, both ends included, or a term of the school year."""

    first: date
    last: date
    label: str
    kind: str = "break"


class Calendar(Part):
    """Which days are school days."""

    country: str
    subdivision: str | None = None
    spans: tuple[Days, ...] = ()
    terms: tuple[Days, ...] = ()


class Member(Part):
    """A person: `id` is the first part of their address."""

    id: str
    name: str
    title: str
    roles: tuple[RoleKind, ...] = ()
    at: str = "district"

    @property
    def slack_id(self) -> str:
        """The Slack id that the local workspace gives this person."""
        return "U0" + self.id.replace(".", "").upper()[:12]


class Crew(Part):
    """A milestone team; its first member is the lead."""

    code: str
    name: str
    members: tuple[str, ...]


class Step(Part):
    """An action of a milestone."""

    n: str
    text: str
    start: date = Field(alias="from")
    due: date
    by: str
    outputs: tuple[str, ...] = ()
    budget: Decimal | None = None
    after: tuple[str, ...] = ()


class Marker(Part):
    """A milestone with its actions."""

    number: str
    statement: str
    team: str
    due: date
    practices: tuple[str, ...]
    actions: tuple[Step, ...]


class Idea(Part):
    """A strategy: if, then, and."""

    number: str
    if_text: str = Field(alias="if")
    then_text: str = Field(alias="then")
    and_text: str = Field(alias="and")
    practices: tuple[str, ...]
    milestones: tuple[Marker, ...]


class Gauge(Part):
    """The measure of a school's goal, with a target for each of three years."""

    indicator: str
    source: str
    baseline: str
    targets: tuple[int, ...]


class School(Part):
    """A school with its people, teams and plan."""

    code: str
    name: str
    channel: str
    people: tuple[Member, ...]
    teams: tuple[Crew, ...]
    priority: str
    goal: str
    measure: Gauge
    strategies: tuple[Idea, ...]

    @property
    def channel_id(self) -> str:
        """The Slack id that the local workspace gives the leadership channel."""
        return "C0" + self.code


class District(Part):
    """Everybody and everything of the demo."""

    state: Body
    district: Body
    calendar: Calendar
    people: tuple[Member, ...]
    schools: tuple[School, ...]

    def mail(self, person: str) -> str:
        """Give the address of the person with this id."""
        return f"{person}@{self.district.mail}"

    @cached_property
    def everybody(self) -> tuple[Member, ...]:
        """All people, those of the district first."""
        return (*self.people, *(member for school in self.schools for member in school.people))


def load_district() -> District:
    """Give the demo's district."""
    text = resources.files("prompts").joinpath("demo/district.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return District.model_validate(found)

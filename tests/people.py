"""The cast: a small fictional district that flow, listener and journey tests share.

Lincoln County Schools has two schools. Cedar Grove asks its reading team by direct message and its
family team in that team's channel; Harbor Middle has one math team. September 2026 is the first
month of the plan: its check-ins open on Thursday the 24th and close on Wednesday the 30th.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage.tables import (
    CalendarSpan,
    Organization,
    Person,
    Role,
    Schedule,
    SchoolCalendar,
    Team,
    TeamMember,
    Workspace,
)
from storage.vocabulary import OrganizationKind, RoleKind
from tests.plan import store_plan
from tests.plan_seeds import PLANS, PlanSeed

TEAM_ID = "T0MILEPOST"
DISTRICT_NAME = "Lincoln County Schools"
TIMEZONE = "America/New_York"

PEOPLE: dict[str, tuple[str, str, str]] = {
    "dana": ("U0DANA", "Dana Whitfield", "Reading specialist"),
    "marcus": ("U0MARC", "Marcus Lee", "Second grade teacher"),
    "ines": ("U0INES", "Ines Fofana", "Librarian"),
    "omar": ("U0OMAR", "Omar Haddad", "Family coordinator"),
    "tess": ("U0TESS", "Tess Nguyen", "Counselor"),
    "paula": ("U0PAUL", "Paula Reyes", "Principal"),
    "joy": ("U0JOYA", "Joy Abara", "Math lead"),
    "ben": ("U0BENC", "Ben Castillo", "Sixth grade teacher"),
    "ray": ("U0RAYK", "Ray Kim", "Principal"),
    "lena": ("U0LENA", "Lena Ortiz", "District liaison"),
    "carla": ("U0CARL", "Carla Brandt", "Improvement coach"),
    "ada": ("U0ADAM", "Ada Moreau", "District data office"),
}
"""Everybody by key: Slack id, name, title."""

CHANNELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "C0CEDAR": ("cedar-leadership", ("paula", "dana", "omar", "carla")),
    "C0HARBOR": ("harbor-leadership", ("ray", "joy", "carla")),
    "C0FAMILY": ("cedar-families", ("omar", "tess", "paula")),
}
"""Every channel by Slack id: name, and who is in it."""

ROLES: tuple[tuple[str, str, RoleKind], ...] = (
    ("paula", "cedar", RoleKind.PRINCIPAL),
    ("dana", "cedar", RoleKind.LEADERSHIP),
    ("ray", "harbor", RoleKind.PRINCIPAL),
    ("lena", "lincoln", RoleKind.LIAISON),
    ("ada", "lincoln", RoleKind.ADMINISTRATOR),
    ("carla", "cedar", RoleKind.COACH),
    ("carla", "harbor", RoleKind.COACH),
)

TEAMS: dict[str, tuple[str, str, str | None, tuple[str, ...]]] = {
    "reading": ("cedar", "Reading team", None, ("dana", "marcus", "ines")),
    "families": ("cedar", "Family team", "C0FAMILY", ("omar", "tess")),
    "math": ("harbor", "Math team", None, ("joy", "ben")),
}
"""Every team by code: school, name, channel, members with the lead first."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The keys of what was stored; people, organizations, teams, milestones, actions by their names here."""

    workspace_id: int
    organizations: dict[str, int]
    people: dict[str, int]
    teams: dict[str, int]
    milestones: dict[str, int] = field(default_factory=dict)
    actions: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def slack(key: str) -> str:
        """The Slack id of the person that `key` names."""
        return PEOPLE[key][0]


def local(text: str, timezone: str = TIMEZONE) -> datetime:
    """The moment in UTC at which the district's clocks show `text` ("2026-09-24 09:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def cast(session: Session, team_id: str = TEAM_ID) -> Cast:
    """Store the district with its people, calendar, schedule and plans; give the keys."""
    workspace = Workspace(slack_team_id=team_id, name=DISTRICT_NAME, bot_user_id="U0MILE")
    session.add(workspace)
    session.flush()
    organizations = _organizations(session, workspace.id)
    people = _people(session, workspace.id, organizations)
    stored = Cast(workspace.id, organizations, people, _teams(session, workspace.id, organizations, people))
    _routine(session, stored)
    for school, seed in PLANS.items():
        _store(session, stored, school, seed)
    session.flush()
    return stored


def _organizations(session: Session, workspace_id: int) -> dict[str, int]:
    district = Organization(
        workspace_id=workspace_id, kind=OrganizationKind.LEA, code="lincoln", name=DISTRICT_NAME
    )
    session.add(district)
    session.flush()
    keys = {"lincoln": district.id}
    for code, name, channel in (
        ("cedar", "Cedar Grove Elementary", "C0CEDAR"),
        ("harbor", "Harbor Middle School", "C0HARBOR"),
    ):
        school = Organization(
            workspace_id=workspace_id,
            parent_id=district.id,
            kind=OrganizationKind.SCHOOL,
            code=code,
            name=name,
            timezone=TIMEZONE,
            leadership_channel=channel,
        )
        session.add(school)
        session.flush()
        keys[code] = school.id
    return keys


def _people(session: Session, workspace_id: int, organizations: dict[str, int]) -> dict[str, int]:
    keys = {}
    for key, (slack_user_id, name, title) in PEOPLE.items():
        person = Person(
            workspace_id=workspace_id,
            email=f"{key}@lincoln.example",
            name=name,
            title=title,
            slack_user_id=slack_user_id,
        )
        session.add(person)
        session.flush()
        keys[key] = person.id
    for key, code, kind in ROLES:
        session.add(
            Role(
                workspace_id=workspace_id,
                person_id=keys[key],
                organization_id=organizations[code],
                kind=kind,
            )
        )
    return keys


def _teams(
    session: Session, workspace_id: int, organizations: dict[str, int], people: dict[str, int]
) -> dict[str, int]:
    keys = {}
    for code, (school, name, channel, members) in TEAMS.items():
        team = Team(
            workspace_id=workspace_id,
            organization_id=organizations[school],
            code=code,
            name=name,
            channel=channel,
        )
        session.add(team)
        session.flush()
        keys[code] = team.id
        for position, member in enumerate(members):
            session.add(
                TeamMember(
                    workspace_id=workspace_id, team_id=team.id, person_id=people[member], position=position
                )
            )
    return keys


def _routine(session: Session, cast: Cast) -> None:
    """One calendar and one schedule at the district, which both schools use."""
    district = cast.organizations["lincoln"]
    calendar = SchoolCalendar(workspace_id=cast.workspace_id, organization_id=district, subdivision="NY")
    session.add(calendar)
    session.add(Schedule(workspace_id=cast.workspace_id, organization_id=district))
    session.flush()
    for first, last, label in (
        (date(2026, 11, 25), date(2026, 11, 27), "Thanksgiving"),
        (date(2026, 12, 23), date(2027, 1, 1), "Winter break"),
        (date(2027, 3, 29), date(2027, 4, 2), "Spring break"),
        (date(2027, 6, 24), date(2027, 8, 20), "Summer"),
    ):
        session.add(
            CalendarSpan(
                workspace_id=cast.workspace_id,
                calendar_id=calendar.id,
                first_on=first,
                last_on=last,
                label=label,
            )
        )


def _store(session: Session, cast: Cast, school: str, seed: PlanSeed) -> None:
    milestones, actions = store_plan(
        session,
        cast.workspace_id,
        cast.organizations[school],
        seed,
        people=cast.people,
        teams=cast.teams,
        prefix=school,
    )
    cast.milestones.update(milestones)
    cast.actions.update(actions)

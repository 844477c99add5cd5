"""Sets the stage of the demo: the district in the local workspace and in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from bot.cli.demo.district import District, Member
from bot.cli.demo.plans import plan_document
from bot.flows import plan_import
from bot.flows.kit import Kit
from bot.sandbox import ChannelSeed, PersonSeed, WorkspaceSeed
from storage.tables import (
    CalendarSpan,
    Organization,
    Person,
    Role,
    Schedule,
    SchoolCalendar,
    Term,
)
from storage.vocabulary import OrganizationKind

STATE_PEOPLE = "state"


def workspace_seed(district: District) -> WorkspaceSeed:
    """Give the district as Slack knows it: its people, and a leadership channel for each school."""
    school_of = {member.id: school.name for school in district.schools for member in school.people}
    everywhere = [member.slack_id for member in district.people if member.at != STATE_PEOPLE]
    return WorkspaceSeed(
        team_name=district.district.name,
        domain="cedar-valley",
        people=[
            PersonSeed(
                id=member.slack_id,
                name=member.name,
                email=district.mail(member.id),
                title=", ".join(filter(None, (member.title, school_of.get(member.id)))),
                timezone=district.district.timezone,
            )
            for member in district.everybody
        ],
        channels=[
            ChannelSeed(
                id=school.channel_id,
                name=school.channel,
                members=[*(member.slack_id for member in school.people if member.roles), *everywhere],
                topic=f"Leadership team of {school.name}",
            )
            for school in district.schools
        ],
    )


def set_stage(session: Session, kit: Kit, workspace_id: int, district: District, now: datetime) -> None:
    """Store the district: state, calendar, schedule, people, and the plan of every school."""
    state = _organization(
        session, workspace_id, OrganizationKind.SEA, district.state.code, district.state.name
    )
    lea = _organization(
        session, workspace_id, OrganizationKind.LEA, district.district.code, district.district.name
    )
    lea.parent_id, lea.timezone = state.id, district.district.timezone
    _calendar(session, workspace_id, lea.id, district)
    session.add(Schedule(workspace_id=workspace_id, organization_id=lea.id))
    for school in district.schools:
        document = plan_document(district, school)
        plan_import.apply(session, workspace_id, document, now, kit.catalogue.practices.keys())
    channels = {school.code: school.channel_id for school in district.schools}
    for organization in session.exec(
        select(Organization).where(col(Organization.workspace_id) == workspace_id)
    ):
        organization.leadership_channel = channels.get(organization.code)
    _people(session, workspace_id, district, district.people, {"district": lea.id, STATE_PEOPLE: state.id})
    known = {district.mail(member.id): member.slack_id for member in district.everybody}
    for person in session.exec(select(Person).where(col(Person.workspace_id) == workspace_id)):
        person.slack_user_id = known[person.email]


def _organization(
    session: Session, workspace_id: int, kind: OrganizationKind, code: str, name: str
) -> Organization:
    organization = Organization(workspace_id=workspace_id, kind=kind, code=code, name=name)
    session.add(organization)
    session.flush()
    return organization


def _calendar(session: Session, workspace_id: int, organization_id: int, district: District) -> None:
    calendar = SchoolCalendar(
        workspace_id=workspace_id,
        organization_id=organization_id,
        country=district.calendar.country,
        subdivision=district.calendar.subdivision,
    )
    session.add(calendar)
    session.flush()
    for span in district.calendar.spans:
        session.add(
            CalendarSpan(
                workspace_id=workspace_id,
                calendar_id=calendar.id,
                first_on=span.first,
                last_on=span.last,
                label=span.label,
            )
        )
    for term in district.calendar.terms:
        session.add(
            Term(
                workspace_id=workspace_id,
                organization_id=organization_id,
                kind=term.kind,
                label=term.label,
                starts_on=term.first,
                ends_on=term.last,
            )
        )


def _people(
    session: Session,
    workspace_id: int,
    district: District,
    members: Iterable[Member],
    places: dict[str, int],
) -> None:
    for member in members:
        person = Person(
            workspace_id=workspace_id,
            email=district.mail(member.id),
            name=member.name,
            title=member.title,
        )
        session.add(person)
        session.flush()
        for kind in member.roles:
            session.add(
                Role(
                    workspace_id=workspace_id,
                    person_id=person.id,
                    organization_id=places[member.at],
                    kind=kind,
                )
            )

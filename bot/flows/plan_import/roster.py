"""Stores whom a plan names: people by e-mail address, teams by code, and what each is to the school."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete
from sqlmodel import Session, col

from bot.documents.plan_document import PlanDocument, Team
from bot.flows.plan_import.settle import change
from storage import tables
from storage.ahead import new
from storage.plan_rows import PlanRows, people_by_email
from storage.vocabulary import RoleKind


def write_people(
    session: Session,
    workspace_id: int,
    document: PlanDocument,
    known: dict[str, tables.Person] | None = None,
) -> dict[str, int]:
    """Add the people that are new, and bring names and positions up to date; give keys by e-mail.

    `known` are people by address who were read already; those that are new are put there.
    """
    emails = [person.email for person in document.people]
    known = people_by_email(session, workspace_id, emails) if known is None else known
    for person in document.people:
        row = known.get(person.email)
        if row is None:
            row = new(
                session,
                tables.Person,
                workspace_id=workspace_id,
                email=person.email,
                name=person.name,
                title=person.title,
            )
            session.add(row)
            known[person.email] = row
        else:
            change(row, {"name": person.name, "title": person.title})
    session.flush()
    return {email: known[email].id for email in emails}


def write_roles(
    session: Session,
    rows: PlanRows,
    before: PlanDocument | None,
    after: PlanDocument,
    people: Mapping[str, int],
) -> None:
    """Give the roles that the plan lists, and take back those that it listed before and does not now.

    Roles that no plan ever listed were given by somebody else and stay.
    """
    plan, organization = rows.plan, rows.organization
    have = {(role.person_id, role.kind): role.id for role in rows.roles}
    wanted = {(people[email], kind) for email, kind in listed_roles(after)}
    listed = listed_roles(before) if before is not None else set()
    emails = sorted({email for email, _ in listed})
    known = people_by_email(session, plan.workspace_id, emails) if emails else {}
    listed_before = {(known[email].id, kind) for email, kind in listed if email in known}
    for person_id, kind in sorted(wanted - have.keys()):
        session.add(
            new(
                session,
                tables.Role,
                workspace_id=plan.workspace_id,
                person_id=person_id,
                organization_id=organization.id,
                kind=kind,
            )
        )
    gone = [have[role] for role in listed_before - wanted if role in have]
    if gone:
        ours = col(tables.Role.workspace_id) == plan.workspace_id
        session.execute(delete(tables.Role).where(ours, col(tables.Role.id).in_(gone)))


def listed_roles(document: PlanDocument) -> set[tuple[str, RoleKind]]:
    """Give (e-mail, role) for every role that a plan states, the principal's at its head included."""
    roles = {(person.email, role) for person in document.people for role in person.roles}
    principal = document.header.principal
    return roles | ({(principal, RoleKind.PRINCIPAL)} if principal else set())


def write_teams(
    session: Session,
    rows: PlanRows,
    before: PlanDocument | None,
    after: PlanDocument,
    people: Mapping[str, int],
) -> dict[str, int]:
    """Add teams that are new and bring the others up to date; give keys by code.

    A team that left the plan stays for what it reported, without members, so that nobody is asked.
    """
    plan, organization = rows.plan, rows.organization
    known = {team.code: team for team in rows.teams}
    for team in after.teams:
        row = known.get(team.code)
        if row is None:
            row = new(
                session,
                tables.Team,
                workspace_id=plan.workspace_id,
                organization_id=organization.id,
                code=team.code,
                name=team.name,
                channel_name=team.channel,
            )
            session.add(row)
            known[team.code] = row
        else:
            if row.channel_name != team.channel:
                change(row, {"channel_name": team.channel, "channel": None})
            change(row, {"name": team.name})
    session.flush()
    listed = {team.code for team in after.teams}
    left = {team.code for team in before.teams} - listed if before is not None else set()
    places = {(known[team.code].id, people[email]): at for team in after.teams for email, at in _places(team)}
    touched = {known[code].id for code in listed | left if code in known}
    _write_members(session, rows, places, touched)
    return {code: row.id for code, row in known.items()}


def _places(team: Team) -> list[tuple[str, int]]:
    """Give the lead at 0 and the members after; without a lead nobody stands at 0."""
    members = [(email, at) for at, email in enumerate(team.members, start=1)]
    return [(team.lead, 0), *members] if team.lead else members


def _write_members(
    session: Session, rows: PlanRows, places: Mapping[tuple[int, int], int], teams: set[int]
) -> None:
    have = {(row.team_id, row.person_id): row for row in rows.members if row.team_id in teams}
    for (team_id, person_id), position in places.items():
        row = have.get((team_id, person_id))
        if row is not None:
            change(row, {"position": position})
        else:
            session.add(
                new(
                    session,
                    tables.TeamMember,
                    workspace_id=rows.plan.workspace_id,
                    team_id=team_id,
                    person_id=person_id,
                    position=position,
                )
            )
    gone = [row.id for pair, row in have.items() if pair not in places]
    if gone:
        ours = col(tables.TeamMember.workspace_id) == rows.plan.workspace_id
        session.execute(delete(tables.TeamMember).where(ours, col(tables.TeamMember.id).in_(gone)))

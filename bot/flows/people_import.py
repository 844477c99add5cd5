"""Takes a list of people in: found by e-mail address, brought up to date, given the roles that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.documents.checks import nearest
from bot.documents.workbook.people_list import Listed
from bot.flows.plan_import.settle import change
from storage.plan_rows import people_by_email
from storage.tables import AuditEvent, Organization, Person, Role


@dataclass(frozen=True, slots=True)
class PeopleChanges:
    """How many people are new, changed or as before, and how many roles are new."""

    added: int
    changed: int
    same: int
    roles: int


class UnknownOrganizations(Exception):
    """Rows of a list that name no organization of the workspace: (row, code, nearest code or None)."""

    def __init__(self, rows: tuple[tuple[int, str, str | None], ...]) -> None:
        self.rows = rows
        super().__init__(f"{len(rows)} rows name an unknown organization")


def import_people(
    session: Session, workspace_id: int, listed: Sequence[Listed], now: datetime
) -> PeopleChanges:
    """Store a list of people; the caller's transaction makes it all or nothing.

    Roles are added, never taken back: a list need not be complete. Raises `UnknownOrganizations`.
    """
    organizations = _organizations(session, workspace_id, listed)
    wanted = {one.person.email: one.person for one in listed}
    known = people_by_email(session, workspace_id, sorted(wanted))
    before = {email: (row.name, row.title) for email, row in known.items()}
    for email, person in wanted.items():
        if email in known:
            title = person.title if person.title is not None else known[email].title
            change(known[email], {"name": person.name, "title": title})
        else:
            known[email] = Person(
                workspace_id=workspace_id, email=email, name=person.name, title=person.title
            )
            session.add(known[email])
    session.flush()
    roles = _add_roles(session, workspace_id, listed, known, organizations)
    changed = sum((row.name, row.title) != before[email] for email, row in known.items() if email in before)
    added = len(wanted) - len(before)
    changes = PeopleChanges(added, changed, len(before) - changed, roles)
    if added or changed or roles:
        facts = {"added": added, "changed": changed, "roles": roles}
        session.add(AuditEvent(workspace_id=workspace_id, at=now, what="people_imported", facts=facts))
    session.flush()
    return changes


def _organizations(session: Session, workspace_id: int, listed: Sequence[Listed]) -> dict[str, int]:
    rows = session.exec(
        select(Organization.code, Organization.id).where(col(Organization.workspace_id) == workspace_id)
    )
    known = {code: key for code, key in rows}
    unknown = [(one.row, one.organization) for one in listed if one.organization not in known]
    if unknown:
        raise UnknownOrganizations(tuple((row, code, nearest(code, known)) for row, code in unknown))
    return known


def _add_roles(
    session: Session,
    workspace_id: int,
    listed: Sequence[Listed],
    people: dict[str, Person],
    organizations: dict[str, int],
) -> int:
    held = session.exec(
        select(Role.person_id, Role.organization_id, Role.kind).where(
            col(Role.workspace_id) == workspace_id,
            col(Role.person_id).in_([person.id for person in people.values()]),
        )
    )
    wanted = {
        (people[one.person.email].id, organizations[one.organization], kind)
        for one in listed
        for kind in one.person.roles
    }
    new = sorted(wanted - {tuple(row) for row in held})
    for person_id, organization_id, kind in new:
        session.add(
            Role(workspace_id=workspace_id, person_id=person_id, organization_id=organization_id, kind=kind)
        )
    return len(new)

"""Whose plan it is: the school by its code, below its district."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.documents.plan_document import Header, PlanDocument
from bot.flows.plan_import.stored import BASIS, OWN_COLUMNS, ROSTER_PEOPLE, ROSTER_TEAMS
from storage.plan_rows import (
    PlanRows,
    living_plan,
    organization_by_code,
    organization_by_id,
    organizations_named,
    read_rows,
)
from storage.tables import Organization, Plan
from storage.vocabulary import OrganizationKind


def find_rows(session: Session, workspace_id: int, code: str, *, lock: bool = False) -> PlanRows | None:
    """Give the rows of the plan of the organization with this code, or None where there is none yet."""
    organization = organization_by_code(session, workspace_id, code, lock=lock)
    plan = living_plan(session, workspace_id, organization.id) if organization is not None else None
    if organization is None or plan is None:
        return None
    return read_rows(session, workspace_id, organization, plan)


class Finder:
    """Looks organizations up; an import of many plans has one that has looked all of them up already."""

    def __init__(self, session: Session, workspace_id: int) -> None:
        """Look in one workspace."""
        self._session = session
        self._workspace_id = workspace_id

    def by_code(self, code: str) -> Organization | None:
        """Give the organization with this code."""
        return organization_by_code(self._session, self._workspace_id, code)

    def by_id(self, key: int) -> Organization | None:
        """Give the organization with this key."""
        return organization_by_id(self._session, self._workspace_id, key)

    def named(self, name: str) -> Sequence[Organization]:
        """Give the organizations with this name."""
        return organizations_named(self._session, self._workspace_id, name)

    def has_plan(self, organization: Organization) -> bool:
        """Say whether an organization has a plan."""
        return living_plan(self._session, self._workspace_id, organization.id) is not None

    def added(self, organization: Organization) -> None:
        """Hear of an organization that is new."""


def start_rows(session: Session, workspace_id: int, document: PlanDocument) -> PlanRows:
    """Add the plan, and the school and its district where they are new; give the rows, empty so far."""
    school, plan = start(session, workspace_id, document.header, Finder(session, workspace_id))
    return read_rows(session, workspace_id, school, plan)


def start(session: Session, workspace_id: int, header: Header, find: Finder) -> tuple[Organization, Plan]:
    """Add the plan, and the school and its district where they are new; give the school and the plan."""
    district = _district(session, workspace_id, header, find)
    school = find.by_code(header.school_code)
    if school is None:
        school = Organization(
            workspace_id=workspace_id,
            kind=OrganizationKind.SCHOOL,
            code=header.school_code,
            name=header.school_name,
        )
        if district is not None:
            school.parent_id, school.timezone = district.id, district.timezone
        session.add(school)
        session.flush()
        find.added(school)
    plan = Plan(workspace_id=workspace_id, organization_id=school.id, title=header.title)
    session.add(plan)
    session.flush()
    return school, plan


def write_header(rows: PlanRows, document: PlanDocument) -> None:
    """Bring the head of the plan, and the school's name, in line with the document."""
    header, plan, school = document.header, rows.plan, rows.organization
    facts = header.model_dump(mode="json", exclude=set(OWN_COLUMNS), exclude_none=True)
    facts[ROSTER_PEOPLE] = {person.email: [role.value for role in person.roles] for person in document.people}
    facts[ROSTER_TEAMS] = [team.code for team in document.teams]
    wanted = {
        "title": header.title,
        "starts_on": header.starts_on,
        "ends_on": header.ends_on,
        "vision": document.vision,
        "mission": document.mission,
        "header": facts,
        "basis": document.model_dump(mode="json", include=set(BASIS), exclude_defaults=True) or None,
    }
    for field, value in wanted.items():
        if getattr(plan, field) != value:
            setattr(plan, field, value)
    if school.name != header.school_name:
        school.name = header.school_name


def twin_of(
    session: Session, workspace_id: int, header: Header, find: Finder | None = None
) -> Organization | None:
    """Give the school of the same name and district that has a plan under another code, or None.

    A school that has its plan under this code and this name is itself, whoever else is called so; where
    the code is that of a school with another name, the plan is probably the other one's.
    """
    find = find or Finder(session, workspace_id)
    known = find.by_code(header.school_code)
    if known is not None and known.name == header.school_name and find.has_plan(known):
        return None
    for one in find.named(header.school_name):
        if one.code == header.school_code or not find.has_plan(one):
            continue
        parent = None if one.parent_id is None else find.by_id(one.parent_id)
        district = (parent.code, parent.name) if parent is not None else (None, None)
        if header.district_code == district[0] or header.district == district[1]:
            return one
    return None


def local_date(organization: Organization, now: datetime) -> date:
    """Give the date that an organization's own calendar shows at `now`."""
    return now.astimezone(ZoneInfo(organization.timezone)).date()


def _district(session: Session, workspace_id: int, header: Header, find: Finder) -> Organization | None:
    """Give the school's district, by code or else by name; one that is new is added."""
    name = header.district or header.district_code
    if not name:
        return None
    if header.district_code:
        found = find.by_code(header.district_code)
    else:
        found = next((one for one in find.named(name) if one.kind is OrganizationKind.LEA), None)
    if found is not None:
        return found
    code = header.district_code or re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64]
    if find.by_code(code) is not None:
        return None
    district = Organization(workspace_id=workspace_id, kind=OrganizationKind.LEA, code=code, name=name)
    session.add(district)
    session.flush()
    find.added(district)
    return district

"""Taking a list of people in."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel
from sqlmodel import SQLModel, select
from typer.testing import CliRunner

from bot.cli.people import people as command
from bot.documents.checks import FaultCode
from bot.documents.plan_document import Signature
from bot.documents.workbook.people_list import PeopleList, read_people
from bot.flows.people_import import PeopleChanges, UnknownOrganizations, import_people
from storage.database import Database
from storage.tables import (
    Action,
    ActionCollaborator,
    AuditEvent,
    Organization,
    Person,
    Role,
    TeamMember,
    Workspace,
)
from storage.vocabulary import OrganizationKind, RoleKind
from tests.documents.plans import FORM

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
STAFF = """\
Name,E-mail,Position,Leadership team,Roles,Organization
Maya Ellis,Maya.Ellis@larkspur.example.org,Principal,yes,Principal,0417
Lena Ortiz,lena@jv.example.org,,,"District liaison, Coach",JV
Lena Ortiz,lena@jv.example.org,,,Coach,0417
"""


def parsed(text: str) -> PeopleList:
    """What the reader makes of a list."""
    return read_people("staff.csv", text.encode(), FORM)


@pytest.fixture
def workspace_id(database: Database) -> int:
    """A workspace with a district and a school."""
    with database.begin() as session:
        workspace = Workspace(slack_team_id="T0LARK", name="Juniper Valley")
        session.add(workspace)
        session.flush()
        for code, kind in (("JV", OrganizationKind.LEA), ("0417", OrganizationKind.SCHOOL)):
            session.add(Organization(workspace_id=workspace.id, code=code, name=code, kind=kind))
        return workspace.id


def put(database: Database, workspace_id: int, text: str) -> PeopleChanges:
    """Import a list in one transaction."""
    with database.begin() as session:
        return import_people(session, workspace_id, parsed(text).people, NOW)


def test_people_and_roles_are_stored_once(database: Database, workspace_id: int) -> None:
    assert put(database, workspace_id, STAFF) == PeopleChanges(added=2, changed=0, same=0, roles=5)
    assert put(database, workspace_id, STAFF) == PeopleChanges(added=0, changed=0, same=2, roles=0)
    with database.begin() as session:
        held = session.exec(
            select(Person.email, Organization.code, Role.kind).where(
                Role.person_id == Person.id, Role.organization_id == Organization.id
            )
        ).all()
        assert len(session.exec(select(AuditEvent)).all()) == 1
    assert set(held) == {
        ("maya.ellis@larkspur.example.org", "0417", RoleKind.PRINCIPAL),
        ("maya.ellis@larkspur.example.org", "0417", RoleKind.LEADERSHIP),
        ("lena@jv.example.org", "JV", RoleKind.LIAISON),
        ("lena@jv.example.org", "JV", RoleKind.COACH),
        ("lena@jv.example.org", "0417", RoleKind.COACH),
    }


def test_a_changed_name_is_an_update_and_an_empty_position_keeps_the_old_one(
    database: Database, workspace_id: int
) -> None:
    put(database, workspace_id, STAFF)
    again = "Name;E-mail;School code\nMaya Ellis-Ward;maya.ellis@larkspur.example.org;0417\n"
    assert put(database, workspace_id, again) == PeopleChanges(added=0, changed=1, same=0, roles=0)
    with database.begin() as session:
        (maya,) = session.exec(select(Person).where(Person.name == "Maya Ellis-Ward"))
    assert maya.title == "Principal"


def test_an_unknown_organization_stores_nothing(database: Database, workspace_id: int) -> None:
    with pytest.raises(UnknownOrganizations) as unknown:
        put(database, workspace_id, STAFF.replace(",0417", ",0471"))
    assert unknown.value.rows == ((2, "0471", "0417"), (4, "0471", "0417"))
    with database.begin() as session:
        assert session.exec(select(Person)).all() == []


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("Sam,sam.doyle,Teacher,,,0417", "B", FaultCode.BAD_EMAIL),
        (",sam@x.example.org,Teacher,,,0417", "A", FaultCode.NEEDED),
        ("Sam,sam@x.example.org,Teacher,,,", "F", FaultCode.NEEDED),
        ("Sam,sam@x.example.org,Teacher,,Chief,0417", "E", FaultCode.NOT_A_CHOICE),
        ("Maya,maya.ellis@larkspur.example.org,,,,0417", "B", FaultCode.DUPLICATE_EMAIL),
    ],
)
def test_a_mistake_is_named_at_its_cell(line: str, column: str, code: FaultCode) -> None:
    (fault,) = parsed(f"{STAFF}{line}\n").faults
    assert (fault.sheet, fault.row, fault.column, fault.code) == ("staff.csv", 5, column, code)


def test_a_file_without_the_headings_is_refused() -> None:
    assert {fault.code for fault in parsed("hello\nworld\n").faults} == {FaultCode.MISSING_HEADING}
    assert parsed("").faults


def test_the_command_says_what_it_did_and_what_is_wrong(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "milepost.sqlite")
    file = tmp_path / "staff.csv"
    file.write_text(STAFF)
    url = f"sqlite:///{tmp_path / 'milepost.sqlite'}"
    words = ["import", str(file), "--database", url, "--workspace", "T0LARK", "--json"]
    refused = CliRunner().invoke(command, words)
    assert refused.exit_code == 1
    answer = json.loads(refused.output)
    assert [fault["code"] for fault in answer["faults"]] == ["unknown_organization"] * 3
    file.write_text("Name,E-mail,Organization\n")
    assert CliRunner().invoke(command, words).exit_code == 0


HOMES: dict[str, RoleKind | tuple[type[SQLModel] | type[BaseModel], str]] = {
    "R-01": RoleKind.PRINCIPAL,
    "R-02": RoleKind.LEADERSHIP,
    "R-03": (TeamMember, "team_id"),
    "R-04": (TeamMember, "position"),
    "R-05": (ActionCollaborator, "action_id"),
    "R-06": (Action, "responsible_id"),
    "R-07": (ActionCollaborator, "person_id"),
    "R-08": RoleKind.SUPERINTENDENT,
    "R-09": RoleKind.LIAISON,
    "R-10": RoleKind.LEADERSHIP,
    "R-11": RoleKind.EXPERT,
    "R-12": RoleKind.STATE_STAFF,
    "R-13": RoleKind.COACH,
    "R-14": RoleKind.MONITOR,
    "R-15": RoleKind.STAKEHOLDER,
    "R-16": (Signature, "plan_role"),
    "R-17": RoleKind.PROVIDER,
    "R-18": RoleKind.COMMUNICATIONS,
    "R-19": RoleKind.IMPLEMENTATION_TEAM,
    "R-20": RoleKind.FACILITATOR,
    "R-21": RoleKind.AGGREGATOR,
    "R-22": RoleKind.DEPARTMENT_HEAD,
}
"""Where each of the inventory's 22 roles lives: a role at an organization, or a place in the work itself.

R-10 is the leadership of a district; R-20 has its note taker too, and R-21's respondents are known by
their answers.
"""


def test_each_of_the_22_roles_has_a_home() -> None:
    assert list(HOMES) == [f"R-{number:02}" for number in range(1, 23)]
    places = [home for home in HOMES.values() if not isinstance(home, RoleKind)]
    assert all(field in table.model_fields for table, field in places)
    held = {home for home in HOMES.values() if isinstance(home, RoleKind)}
    others = {RoleKind.NOTE_TAKER, RoleKind.DISTRICT_STAFF, RoleKind.ADMINISTRATOR}
    assert held | others == set(RoleKind)


def test_a_person_holds_every_role_at_organizations_of_all_seven_kinds(
    database: Database, workspace_id: int
) -> None:
    with database.begin() as session:
        for kind in OrganizationKind:
            session.add(Organization(workspace_id=workspace_id, code=kind.value, name=kind.value, kind=kind))
    assert len(OrganizationKind) == 7
    words = FORM.words.choices.roles
    roles = ", ".join(word for role, word in words.items() if role is not RoleKind.LEADERSHIP)
    rows = "".join(f'Ana Ruiz,ana@x.example.org,,yes,"{roles}",{kind.value}\n' for kind in OrganizationKind)
    text = "Name,E-mail,Position,Leadership team,Roles,Organization\n" + rows
    assert put(database, workspace_id, text).roles == 7 * len(RoleKind)
    with database.begin() as session:
        held = session.exec(
            select(Organization.kind, Role.kind).where(Role.organization_id == Organization.id)
        ).all()
    assert set(held) == {(kind, role) for kind in OrganizationKind for role in RoleKind}

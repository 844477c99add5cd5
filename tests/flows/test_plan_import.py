"""Taking a plan in: all or nothing, once, and as an update ever after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from bot.documents.checks import FaultCode
from bot.documents.plan_diff import Change, ChangeKind, FieldChange
from bot.documents.plan_document import PlanDocument, Team
from bot.flows.plan_import import ChangedMeanwhile, NotAPlan, PlanChanges, apply, load, preview
from bot.flows.plan_import.organization import twin_of
from bot.flows.plan_import.stored import BASIS
from storage.database import Database
from storage.tables import (
    Action,
    AuditEvent,
    DueDateMove,
    Milestone,
    Organization,
    Output,
    Person,
    Plan,
    Role,
    TeamMember,
    Workspace,
)
from storage.vocabulary import OrganizationKind, RoleKind, Status
from tests.documents.larkspur import INES, MAYA, RUTH, SAM, THEO, larkspur
from tests.documents.plans import FORM, read, workbook
from tests.documents.whole_plan import whole_plan

NOW = datetime(2026, 10, 5, 2, 30, tzinfo=UTC)
TODAY = date(2026, 10, 4)
"""The school's own date at NOW: it is still Sunday evening in New York."""

T = TypeVar("T", bound=SQLModel)


@pytest.fixture
def workspace_id(database: Database) -> int:
    """A workspace that knows nobody yet."""
    with database.begin() as session:
        workspace = Workspace(slack_team_id="T0LARK", name="Juniper Valley")
        session.add(workspace)
        session.flush()
        return workspace.id


def put(database: Database, workspace_id: int, document: PlanDocument) -> PlanChanges:
    """Import a plan the way the command line does: in one transaction."""
    with database.begin() as session:
        return apply(session, workspace_id, document, NOW, FORM.practices)


def rows(database: Database, table: type[T], **where: Any) -> list[T]:
    """Rows of a table by exact values."""
    with database.begin() as session:
        query = select(table)
        for field, value in where.items():
            query = query.where(getattr(table, field) == value)
        return list(session.exec(query))


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.begin() as session:
        return {
            name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in SQLModel.metadata.tables.items()
        }


def without(values: Sequence[T], number: str) -> tuple[T, ...]:
    """A list of the plan without one of its parts."""
    return tuple(value for value in values if getattr(value, "number") != number)  # noqa: B009


def replaced(document: PlanDocument, number: str, **fields: object) -> PlanDocument:
    """The plan with some fields of one action changed."""
    actions = tuple(a.model_copy(update=fields) if a.number == number else a for a in document.actions)
    return document.model_copy(update={"actions": actions})


def test_a_first_import_stores_the_whole_plan(database: Database, workspace_id: int) -> None:
    changes = put(database, workspace_id, larkspur())
    assert changes.is_first
    assert changes.count(ChangeKind.ADDED) == len(changes.changes) == 1 + 2 + 2 + 2 + 3 + 7 + 2 + 5
    with database.begin() as session:
        assert load(session, workspace_id, "0417") == larkspur()
    (school,) = rows(database, Organization, code="0417")
    (district,) = rows(database, Organization, code="JV")
    assert school.parent_id == district.id
    assert district.kind is OrganizationKind.LEA
    (action,) = rows(database, Action, number="1.1.1.2")
    assert (action.budget_cents, action.first_due_on, action.status) == (
        125050,
        date(2026, 11, 20),
        Status.NOT_STARTED,
    )
    (event,) = rows(database, AuditEvent)
    assert event.at == NOW
    assert event.facts["added"] == len(changes.changes)


def test_every_field_of_a_plan_is_stored_and_reads_back(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    changes = put(database, workspace_id, whole_plan())
    assert {change.part for change in changes.changes} >= {"plan", "strategies", "milestones"}
    with database.begin() as session:
        assert load(session, workspace_id, "0417") == whole_plan()
    assert put(database, workspace_id, whole_plan()).is_empty


@pytest.mark.parametrize("field", sorted(BASIS))
def test_each_part_of_the_basis_is_an_update_of_its_own(
    database: Database, workspace_id: int, field: str
) -> None:
    put(database, workspace_id, larkspur())
    update = larkspur().model_copy(update={field: getattr(whole_plan(), field)})
    assert not put(database, workspace_id, update).is_empty
    with database.begin() as session:
        assert load(session, workspace_id, "0417") == update


def test_the_same_plan_again_changes_nothing(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    before = counts(database)
    again = read(workbook()).document
    assert again is not None
    assert put(database, workspace_id, again).is_empty
    assert counts(database) == before


def test_a_preview_changes_nothing_and_foretells_the_import(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    before = counts(database)
    changed = replaced(larkspur(), "1.1.1.2", responsible=INES)
    with database.reading() as session:
        foretold = preview(session, workspace_id, changed)
    assert counts(database) == before
    assert put(database, workspace_id, changed) == foretold


def test_exactly_what_changed_is_changed(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    changed = replaced(larkspur(), "1.1.1.2", text="Teach it in two units", budget=None)
    changes = put(database, workspace_id, changed)
    fields = (
        FieldChange("text", "Teach it in the first unit", "Teach it in two units"),
        FieldChange("budget", "1250.50", None),
    )
    assert changes.changes == (
        Change(ChangeKind.CHANGED, "actions", "1.1.1.2", "Teach it in two units", fields),
    )
    assert len(rows(database, Plan)) == 1
    with database.begin() as session:
        assert load(session, workspace_id, "0417") == changed


def test_a_moved_due_date_keeps_the_first_one_and_is_remembered(
    database: Database, workspace_id: int
) -> None:
    put(database, workspace_id, larkspur())
    for due in (date(2026, 12, 11), date(2027, 1, 8)):
        put(database, workspace_id, replaced(larkspur(), "1.1.1.2", due_on=due))
    (action,) = rows(database, Action, number="1.1.1.2")
    assert (action.due_on, action.first_due_on) == (date(2027, 1, 8), date(2026, 11, 20))
    moves = rows(database, DueDateMove, action_id=action.id)
    assert [(move.moved_on, move.old_due_on, move.new_due_on) for move in moves] == [
        (TODAY, date(2026, 11, 20), date(2026, 12, 11)),
        (TODAY, date(2026, 12, 11), date(2027, 1, 8)),
    ]


def test_what_is_left_out_is_withdrawn_and_comes_back_with_its_history(
    database: Database, workspace_id: int
) -> None:
    put(database, workspace_id, larkspur())
    (before,) = rows(database, Action, number="2.1.1.2")
    with database.begin() as session:
        session.execute(text("UPDATE action SET status = 'behind' WHERE number = '2.1.1.2'"))
    shorter = larkspur().model_copy(update={"actions": without(larkspur().actions, "2.1.1.2")})
    taken_out = put(database, workspace_id, shorter)
    assert [(c.kind, c.key) for c in taken_out.changes] == [(ChangeKind.REMOVED, "2.1.1.2")]
    (gone,) = rows(database, Action, number="2.1.1.2")
    assert gone.withdrawn_on == TODAY
    assert put(database, workspace_id, shorter).is_empty
    back = put(database, workspace_id, larkspur())
    assert [(c.kind, c.key) for c in back.changes] == [(ChangeKind.REVIVED, "2.1.1.2")]
    (revived,) = rows(database, Action, number="2.1.1.2")
    assert (revived.id, revived.withdrawn_on, revived.status) == (before.id, None, Status.BEHIND)


def test_a_whole_branch_can_go_and_come_back(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    full = larkspur()
    pruned = full.model_copy(
        update={
            "priorities": full.priorities[:1],
            "strategies": full.strategies[:1],
            "milestones": full.milestones[:2],
            "actions": full.actions[:5],
        }
    )
    put(database, workspace_id, pruned)
    with database.begin() as session:
        assert load(session, workspace_id, "0417") == pruned
    (milestone,) = rows(database, Milestone, number="2.1.1")
    assert milestone.withdrawn_on == TODAY
    assert put(database, workspace_id, full).count(ChangeKind.REVIVED) == 1 + 1 + 1 + 2
    with database.begin() as session:
        assert load(session, workspace_id, "0417") == full


def test_outputs_keep_what_was_produced(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    with database.begin() as session:
        session.execute(text("UPDATE output SET produced_on = '2026-09-20' WHERE text = 'Notes'"))
    (action,) = rows(database, Action, number="2.1.1.2")
    put(database, workspace_id, replaced(larkspur(), "2.1.1.2", outputs=("Guest list", "Photos", "Notes")))
    living = sorted(rows(database, Output, action_id=action.id, withdrawn_on=None), key=lambda o: o.position)
    assert [(output.text, output.produced_on) for output in living] == [
        ("Guest list", None),
        ("Photos", None),
        ("Notes", date(2026, 9, 20)),
    ]
    put(database, workspace_id, replaced(larkspur(), "2.1.1.2", outputs=("Guest list", "Slides")))
    kept = {o.text: o.withdrawn_on for o in rows(database, Output, action_id=action.id)}
    assert kept == {"Guest list": None, "Slides": None, "Notes": TODAY}


def test_teams_and_people_follow_the_plan(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    full = larkspur()
    teams = (Team(code="ATT", name="Here team", lead=SAM, members=(RUTH,)), full.teams[1])
    people = tuple(p.model_copy(update={"roles": ()}) if p.email == THEO else p for p in full.people)
    changes = put(database, workspace_id, full.model_copy(update={"teams": teams, "people": people}))
    assert {(c.part, c.key) for c in changes.changes} == {("teams", "ATT"), ("people", THEO)}
    ids = {person.email: person.id for person in rows(database, Person)}
    places = {(m.person_id, m.position) for m in rows(database, TeamMember)}
    assert {(ids[SAM], 0), (ids[RUTH], 1)} <= places
    assert rows(database, Role, person_id=ids[THEO]) == []
    assert {role.kind for role in rows(database, Role, person_id=ids[MAYA])} == {
        RoleKind.PRINCIPAL,
        RoleKind.LEADERSHIP,
    }


def test_a_role_that_no_plan_gave_stays(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    (school,) = rows(database, Organization, code="0417")
    (sam,) = rows(database, Person, email=SAM)
    with database.begin() as session:
        session.add(
            Role(
                workspace_id=workspace_id,
                person_id=sam.id,
                organization_id=school.id,
                kind=RoleKind.ADMINISTRATOR,
            )
        )
    assert put(database, workspace_id, larkspur()).is_empty
    assert len(rows(database, Role, person_id=sam.id)) == 1


def test_two_schools_share_people_and_district_but_no_plan(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    header = larkspur().header.model_copy(update={"school_code": "0418", "school_name": "Thistle High"})
    other = put(database, workspace_id, larkspur().model_copy(update={"header": header}))
    assert other.is_first
    assert (len(rows(database, Plan)), len(rows(database, Person))) == (2, 5)
    assert len(rows(database, Organization)) == 3
    assert put(database, workspace_id, larkspur()).is_empty


def test_another_workspace_sees_nothing_of_it(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    with database.begin() as session:
        other = Workspace(slack_team_id="T0OTHER", name="Elsewhere")
        session.add(other)
        session.flush()
        other_id = other.id
    with database.reading() as session:
        assert load(session, other_id, "0417") is None
    assert put(database, other_id, larkspur()).is_first


def _forbid_last_action(session: Session) -> None:
    """A real constraint of the database that only the last rows of an import break."""
    (dialect,) = {session.get_bind().dialect.name}
    if dialect == "postgresql":
        session.execute(text("ALTER TABLE output ADD CONSTRAINT no_photos CHECK (text <> 'Photos')"))
    else:
        session.execute(
            text(
                "CREATE TRIGGER no_photos BEFORE INSERT ON output WHEN NEW.text = 'Photos' "
                "BEGIN SELECT RAISE(ABORT, 'no photos'); END"
            )
        )


def test_a_failure_in_the_middle_leaves_nothing(database: Database, workspace_id: int) -> None:
    with database.begin() as session:
        _forbid_last_action(session)
    before = counts(database)
    with pytest.raises(IntegrityError):
        put(database, workspace_id, larkspur())
    assert counts(database) == before


def test_a_plan_with_faults_is_refused(database: Database, workspace_id: int) -> None:
    before = counts(database)
    with pytest.raises(NotAPlan) as refused:
        put(database, workspace_id, replaced(larkspur(), "1.1.1.1", responsible="nobody@example.org"))
    assert [finding.code for finding in refused.value.findings] == [FaultCode.UNKNOWN_PERSON]
    assert counts(database) == before


def test_an_update_that_was_not_the_one_shown_is_not_made(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    mine = replaced(larkspur(), "1.1.1.1", text="Choose a routine")
    with database.reading() as session:
        shown = preview(session, workspace_id, mine)
    put(database, workspace_id, replaced(larkspur(), "1.1.1.2", text="Teach it"))
    with pytest.raises(ChangedMeanwhile), database.begin() as session:
        apply(session, workspace_id, mine, NOW, FORM.practices, expected=shown)
    (action,) = rows(database, Action, number="1.1.1.1")
    assert action.text == "Choose the routine"


def test_a_living_row_is_found_by_its_number(database: Database, workspace_id: int) -> None:
    put(database, workspace_id, larkspur())
    ids = {action.number: action.id for action in rows(database, Action)}
    put(database, workspace_id, replaced(larkspur(), "1.1.1.10", text="Ask students", collaborators=(MAYA,)))
    assert {action.number: action.id for action in rows(database, Action)} == ids
    with database.begin() as session:
        found = session.exec(select(Action.text).where(col(Action.number) == "1.1.1.10")).one()
    assert found == "Ask students"


@pytest.mark.parametrize(
    ("code", "name", "is_other"),
    [
        ("0417", "Larkspur Middle School", False),
        ("0999", "Larkspur Middle School", True),
        ("0500", "Larkspur", False),
    ],
)
def test_another_schools_plan_under_this_code_is_recognized(
    database: Database, workspace_id: int, code: str, name: str, is_other: bool
) -> None:
    put(database, workspace_id, larkspur())
    header = larkspur().header
    cedar = header.model_copy(update={"school_code": "0999", "school_name": "Cedar Grove"})
    put(database, workspace_id, larkspur().model_copy(update={"header": cedar}))
    sent = header.model_copy(update={"school_code": code, "school_name": name})
    with database.reading() as session:
        twin = twin_of(session, workspace_id, sent)
    assert (twin is not None) == is_other
    assert twin is None or twin.code == "0417"

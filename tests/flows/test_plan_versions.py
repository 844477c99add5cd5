"""Every change of a plan is a version: kept whole, read, compared, and made the plan again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.documents.plan_document import PlanDocument
from bot.flows import plan_versions
from bot.flows.kit import Refusal
from bot.flows.plan_import import ChangedMeanwhile, apply, load
from storage.database import Database
from storage.tables import Action, Organization, Person, Workspace
from storage.vocabulary_plan import PlanCause
from tests.documents.larkspur import MAYA, larkspur
from tests.documents.plans import FORM

NOW = datetime(2026, 10, 5, 14, 30, tzinfo=UTC)


def replaced(number: str, **fields: object) -> PlanDocument:
    """Larkspur's plan with one action changed."""
    actions = tuple(a.model_copy(update=fields) if a.number == number else a for a in larkspur().actions)
    return larkspur().model_copy(update={"actions": actions})


SECOND = replaced("1.1.1.1", text="Choose a routine", due_on=date(2026, 10, 16))
THIRD = SECOND.model_copy(update={"actions": SECOND.actions[:-1]})


class School:
    """Larkspur in a workspace of its own, with three versions of its plan."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.begin() as session:
            workspace = Workspace(slack_team_id="T0LARK", name="Juniper Valley")
            session.add(workspace)
            session.flush()
            self.workspace_id = workspace.id
            for at, document in enumerate((larkspur(), SECOND, THIRD)):
                moment = NOW + timedelta(days=at)
                apply(session, self.workspace_id, document, moment, FORM.practices)
            self.key = session.exec(select(Organization.id).where(col(Organization.code) == "0417")).one()
            self.maya = session.exec(select(Person.id).where(col(Person.email) == MAYA)).one()

    def versions(self, session: Session) -> list[tuple[int, str]]:
        """Numbers and causes, newest first."""
        rows = plan_versions.listed(session, self.workspace_id, self.key)
        return [(row.number, row.cause.value) for row in rows]


@pytest.fixture
def school(database: Database) -> School:
    return School(database)


def test_every_import_that_changes_something_is_a_version(school: School) -> None:
    with school.database.begin() as session:
        apply(session, school.workspace_id, THIRD, NOW + timedelta(days=9), FORM.practices)
        assert school.versions(session) == [(3, "imported"), (2, "imported"), (1, "imported")]
        found = plan_versions.read_all(session, school.workspace_id, school.key, [1, 2, 3])
    assert found == {1: larkspur(), 2: SECOND, 3: THIRD}


def test_a_change_of_rows_is_a_version_when_it_is_noted(school: School) -> None:
    with school.database.begin() as session:
        plan_versions.before_change(session, school.workspace_id, school.key, NOW)
        note = (session, school.workspace_id, school.key, PlanCause.ADJUSTED, school.maya, NOW)
        assert plan_versions.note(*note) is None
        session.execute(
            update(Action)
            .where(col(Action.workspace_id) == school.workspace_id, col(Action.number) == "1.1.1.2")
            .values(due_on=date(2027, 1, 8))
            .execution_options(synchronize_session=False)
        )
        assert plan_versions.note(*note, about="adjustment:7") == 4
        newest = plan_versions.listed(session, school.workspace_id, school.key)[0]
        after = plan_versions.read(session, school.workspace_id, school.key, 4)
    assert (newest.made_by, newest.about, newest.cause) == ("Maya Ellis", "adjustment:7", PlanCause.ADJUSTED)
    assert next(a.due_on for a in after.actions if a.number == "1.1.1.2") == date(2027, 1, 8)


def test_a_version_that_is_restored_is_the_plan_and_a_new_version(school: School) -> None:
    with school.database.begin() as session:
        document, shown = plan_versions.preview_restore(session, school.workspace_id, school.key, 1)
        assert document == larkspur()
        assert {(change.kind.value, change.key) for change in shown.changes} == {
            ("changed", "1.1.1.1"),
            ("revived", larkspur().actions[-1].number),
        }
        made = plan_versions.restore(
            session, school.workspace_id, school.key, 1, NOW, FORM.practices, expected=shown
        )
        assert made == shown
        assert load(session, school.workspace_id, "0417") == larkspur()
        newest = plan_versions.listed(session, school.workspace_id, school.key)[0]
        assert (newest.number, newest.cause, newest.restored_from) == (4, PlanCause.RESTORED, 1)
        assert plan_versions.read(session, school.workspace_id, school.key, 3) == THIRD


def test_a_restore_that_is_not_the_one_shown_is_not_made(school: School) -> None:
    with school.database.begin() as session:
        _, shown = plan_versions.preview_restore(session, school.workspace_id, school.key, 1)
        apply(session, school.workspace_id, SECOND, NOW, FORM.practices)
    with pytest.raises(ChangedMeanwhile), school.database.begin() as session:
        plan_versions.restore(
            session, school.workspace_id, school.key, 1, NOW, FORM.practices, expected=shown
        )
    with school.database.reading() as session:
        assert load(session, school.workspace_id, "0417") == SECOND


def test_what_nobody_imported_is_kept_as_found_before_the_next_import(school: School) -> None:
    with school.database.begin() as session:
        maya = session.exec(select(Person).where(col(Person.id) == school.maya)).one()
        maya.name = "Maya Ellis-Reed"
    with school.database.begin() as session:
        apply(session, school.workspace_id, SECOND, NOW, FORM.practices)
        assert school.versions(session)[:2] == [(5, "imported"), (4, "found")]
        found = plan_versions.read(session, school.workspace_id, school.key, 4)
    assert "Maya Ellis-Reed" in [person.name for person in found.people]


def test_a_version_that_does_not_exist_gets_a_sentence(school: School) -> None:
    with school.database.reading() as session, pytest.raises(Refusal) as refused:
        plan_versions.read(session, school.workspace_id, school.key, 9)
    assert (refused.value.label, refused.value.facts) == ("plan.no_version", {"number": 9, "newest": 3})

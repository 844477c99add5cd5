"""Many plans at once leave the same rows as one after the other, in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlmodel import Session, SQLModel

from bot.documents.plan_document import PlanDocument
from bot.flows.plan_import import NotAPlan, apply
from bot.flows.plan_import.bulk import Result, apply_many
from bot.flows.plan_import.organization import twin_of
from storage.database import Database
from storage.tables import Workspace
from tests.documents.larkspur import MAYA, larkspur
from tests.documents.plans import FORM

NOW = datetime(2026, 10, 5, 14, 30, tzinfo=UTC)


def school(code: str, name: str, **header: object) -> PlanDocument:
    """Larkspur's plan for another school."""
    facts = {"school_code": code, "school_name": name, **header}
    return larkspur().model_copy(update={"header": larkspur().header.model_copy(update=facts)})


def renamed(document: PlanDocument, email: str, name: str) -> PlanDocument:
    """The plan with another name for one of its people."""
    people = [p.model_copy(update={"name": name}) if p.email == email else p for p in document.people]
    return document.model_copy(update={"people": tuple(people)})


def a_state() -> list[PlanDocument]:
    """New schools, a known one, one twice, one with a fault, a twin, districts by code, by name, by none."""
    faulty = school("0502", "Faulty")
    faulty = faulty.model_copy(update={"milestones": faulty.milestones[1:]})
    return [
        larkspur(),
        school("0418", "Thistle High"),
        renamed(school("0419", "Aster Primary", district_code="AV", district="Aster"), MAYA, "Maya Reed"),
        school("0420", "Bluebell", district_code=None, district="Juniper Valley Schools"),
        school("0421", "Clover", district_code=None, district="Far District"),
        school("0422", "Daisy", district_code=None, district=None),
        faulty,
        school("9999", "Thistle High"),
        larkspur().model_copy(update={"actions": larkspur().actions[:-1]}),
        larkspur().model_copy(update={"actions": larkspur().actions[:-1]}),
        school("0423", "Elder", district_code=None, district="Far District"),
        renamed(school("0424", "Fern"), MAYA, "Maya Ellis"),
    ]


def one_by_one(session: Session, workspace_id: int, documents: Sequence[PlanDocument]) -> list[str]:
    """What `milepost plan import` does with each of a number of files."""
    found = []
    for document in documents:
        try:
            if twin_of(session, workspace_id, document.header) is not None:
                found.append("twin")
                continue
            changes = apply(session, workspace_id, document, NOW, FORM.practices)
        except NotAPlan:
            found.append("refused")
        else:
            found.append("first" if changes.is_first else "same" if changes.is_empty else "changed")
    return found


def rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, with places in place of keys."""
    with database.begin() as session:
        found = {
            name: [dict(row) for row in session.execute(select(table).order_by(table.c[0])).mappings()]
            for name, table in SQLModel.metadata.tables.items()
        }
    places = {
        name: {row["id"]: at for at, row in enumerate(values)}
        for name, values in found.items()
        if values and "id" in values[0]
    }
    for name, values in found.items():
        for column in SQLModel.metadata.tables[name].columns:
            for row in values:
                for key in column.foreign_keys:
                    row[column.name] = places[key.column.table.name].get(row[column.name])
        for row in values:
            row.pop("id", None)
            if name == "audit_event":
                row["about"] = places["plan"][int(row["about"].partition(":")[2])]
    return found


def a_workspace(database: Database, documents: Sequence[PlanDocument] = ()) -> int:
    """A workspace that has these plans."""
    with database.begin() as session:
        workspace = Workspace(slack_team_id="T0LARK", name="Juniper Valley")
        session.add(workspace)
        session.flush()
        for document in documents:
            apply(session, workspace.id, document, NOW, FORM.practices)
        return workspace.id


@pytest.fixture
def other(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A second database, to compare with."""
    file = tmp_path / "other.sqlite"
    file.write_bytes(sqlite_template.read_bytes())
    opened = Database(f"sqlite:///{file}")
    yield opened
    opened.close()


@pytest.mark.parametrize("known", [0, 2])
def test_many_at_once_are_as_many_one_by_one(database: Database, other: Database, known: int) -> None:
    state = a_state()
    wanted, made = a_workspace(other, state[:known]), a_workspace(database, state[:known])
    with other.begin() as session:
        one_by_one_found = one_by_one(session, wanted, state)
    with database.begin() as session:
        found = apply_many(session, made, state, NOW, FORM.practices)
    assert [outcome.result.value for outcome in found] == one_by_one_found
    assert set(one_by_one_found) == {result.value for result in Result}
    assert rows(database) == rows(other)


def test_new_schools_cost_few_statements(sqlite_database: Database) -> None:
    sent: list[str] = []
    workspace_id = a_workspace(sqlite_database)
    state = [school(f"1{at:03}", f"School {at}") for at in range(40)]

    def look(_c: Any, _k: Any, statement: str, _p: Any, _x: Any, _m: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", look)
    with sqlite_database.begin() as session:
        apply_many(session, workspace_id, state, NOW, FORM.practices)
    event.remove(Engine, "before_cursor_execute", look)
    assert len(sent) < 60


def test_known_schools_are_compared_with_few_statements_that_go_by_key(sqlite_database: Database) -> None:
    state = [school(f"1{at:03}", f"School {at}") for at in range(40)]
    workspace_id = a_workspace(sqlite_database)
    with sqlite_database.begin() as session:
        apply_many(session, workspace_id, state, NOW, FORM.practices)
    state[-1] = state[-1].model_copy(update={"vision": "Every child reads"})
    sent: list[tuple[str, Any]] = []

    def look(_c: Any, _k: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        sent.append((statement, values[0] if many else values))

    event.listen(Engine, "before_cursor_execute", look)
    with sqlite_database.begin() as session:
        found = apply_many(session, workspace_id, state, NOW, FORM.practices)
    event.remove(Engine, "before_cursor_execute", look)
    results = [one.result for one in found]
    assert results.pop() is Result.CHANGED
    assert set(results) == {Result.SAME}
    assert len(sent) < 90
    with sqlite_database.engine.connect() as connection:
        for statement, values in sent:
            if statement.startswith(("SELECT", "UPDATE", "DELETE")):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
                assert not [step for *_, step in plan if "(workspace_id=?)" in step], statement

"""A person who is forgotten: nothing in the database tells of them any more, and the work is still there."""

from __future__ import annotations

import json
import zlib
from typing import Any

from sqlmodel import Session, SQLModel, col, select
from typer.testing import CliRunner

from bot.cli.erase import erase
from bot.flows import course, plan_versions
from bot.flows.erasing import erase_person
from bot.flows.plan_import import apply, load
from bot.forms.course import AdjustForm
from storage.database import Database
from storage.erasing import OWN
from storage.tables import Adjustment, Feedback, Person, PlanVersion, Revision, Role, TeamQuestion
from storage.vocabulary import Cause, Course
from tests.flows.month import Month
from tests.flows.test_digest import told, who
from tests.people import cast

LATER = "2026-10-05 11:00"


def everything(session: Session) -> str:
    """Every text, document and packed plan of the database, as one text."""
    found = []
    for table in SQLModel.metadata.sorted_tables:
        for row in session.execute(table.select()).mappings():
            for value in row.values():
                packed = zlib.decompress(value) if isinstance(value, bytes) else b""
                found.append(packed.decode() or json.dumps(value, default=str, ensure_ascii=False))
    return "\n".join(found)


def traces(month: Month) -> None:
    """Dana is in the plan, its versions, a decision, feedback, a question's answer, and messages."""
    told(month)
    workspace_id, people = month.cast.workspace_id, month.cast.people
    milestone = month.cast.milestones["cedar 1.1.1"]
    place: dict[str, Any] = {
        "workspace_id": workspace_id,
        "organization_id": month.cast.organizations["cedar"],
        "milestone_id": milestone,
    }
    with month.database.begin() as session:
        words: dict[str, Any] = {"why": "Dana Whitfield knows it", "cause_words": "Ask DANA@lincoln.example"}
        dana, paula = month.cast.slack("dana"), month.cast.slack("paula")
        form = AdjustForm(Course.OWNER, cause=Cause.TIME, owner=dana, decided=(dana, paula), **words)
        key = month.cast.actions["cedar 1.1.1.3"]
        course.adjust(session, month.kit, who(month, "paula"), key, form, "adjust:1", month.at(LATER))
        feedback: dict[str, Any] = dict.fromkeys(("strength", "next_aspect", "question", "look_for"), "Mine")
        at: dict[str, Any] = {"written_at": month.at(LATER), "by_id": people["dana"], "request_key": "f:1"}
        session.add(Feedback(**place, **feedback, **at))
        session.add(
            TeamQuestion(
                **place, question_id="q", note="For Dana Whitfield",
                asked_at=month.at(LATER), asked_by_id=people["paula"], answer="Mine",
                answered_by_id=people["dana"], request_key="q:1",
            )
        )  # fmt: skip
    month.send(LATER)


def test_nothing_tells_of_somebody_who_was_forgotten_and_the_work_is_there(month: Month) -> None:
    traces(month)
    dana = month.cast.people["dana"]
    with month.database.begin() as session:
        before = everything(session)
        actions = len(session.exec(select(Revision).where(col(Revision.person_id) == dana)).all())
        done = erase_person(
            session, month.kit, month.cast.workspace_id, "Dana@Lincoln.example", month.at(LATER)
        )
    assert all(one in before.lower() for one in ("dana whitfield", "dana@lincoln", "u0dana"))
    assert done.deleted
    assert done.plans >= 2
    with month.database.begin() as session:
        after = everything(session)
        for trace in ("whitfield", "dana@", "u0dana", "d0dana", "Mine"):
            at = after.lower().find(trace.lower())
            assert at < 0, after[max(0, at - 80) : at + 80]
        row = session.get_one(Person, dana)
        assert (row.name, row.left_at) == ("Former colleague", month.at(LATER))
        assert len(session.exec(select(Revision).where(col(Revision.person_id) == dana)).all()) == actions > 0
        assert session.exec(select(Role).where(col(Role.person_id) == dana)).all() == []
        (one,) = session.exec(select(Adjustment)).all()
        assert one.after["responsible"] == "Former colleague"
        assert dana in one.decided_by
        cedar = month.cast.organizations["cedar"]
        newest = plan_versions.listed(session, month.cast.workspace_id, cedar)[0].number
        kept = plan_versions.read(session, month.cast.workspace_id, cedar, newest)
        assert any(one.name == "Former colleague" for one in kept.people)
        plan = load(session, month.cast.workspace_id, "cedar")
        assert plan is not None
        codes = month.kit.catalogue.practices
        apply(session, month.cast.workspace_id, plan, month.at(LATER), codes)  # it can be taken in again
        assert session.exec(select(PlanVersion)).all()


def test_everything_that_points_at_a_person_alone_is_deleted_by_a_column_that_exists() -> None:
    tables = SQLModel.metadata.tables
    for name, column in OWN.items():
        (key,) = tables[name].c[column].foreign_keys
        assert key.column.table.name == "person"


def test_the_command_says_what_it_will_do_and_refuses_a_stranger(sqlite_database: Database) -> None:
    with sqlite_database.begin() as session:
        cast(session)
    where = ["--database", str(sqlite_database.engine.url)]
    asked = CliRunner().invoke(erase, ["person", "omar@lincoln.example", *where], input="n\n")
    assert (asked.exit_code, "Omar Haddad" in asked.output) == (1, True)
    done = CliRunner().invoke(erase, ["person", "omar@lincoln.example", "--yes", "--json", *where])
    assert json.loads(done.output)["deleted"] > 0
    again = CliRunner().invoke(erase, ["person", "omar@lincoln.example", "--yes", *where])
    assert (again.exit_code, "Nobody here has the address" in again.output) == (1, True)

"""`milepost plan`, as an administrator types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlmodel import col, func, select
from typer.testing import CliRunner, Result

from bot.cli.plan import plan
from storage.database import Database
from storage.tables import Action, Plan
from storage.workspaces import served, welcome
from tests.documents.plans import GLANCE, MILESTONES, with_cell, workbook


@pytest.fixture
def here(tmp_path: Path, sqlite_template: Path) -> Path:
    """A directory with an empty database, Larkspur's workbook, a changed one and a broken one."""
    shutil.copyfile(sqlite_template, tmp_path / "milepost.sqlite")
    (tmp_path / "plan.xlsx").write_bytes(workbook())
    (tmp_path / "changed.xlsx").write_bytes(with_cell(MILESTONES, "E7", "12/11/2026"))
    (tmp_path / "broken.xlsx").write_bytes(with_cell(MILESTONES, "E7", "soon"))
    return tmp_path


def run(*words: str | Path, answer: str = "") -> Result:
    """What the command says and gives back."""
    return CliRunner().invoke(plan, [str(word) for word in words], input=answer)


def imported(here: Path, file: str, *more: str, answer: str = "") -> Result:
    """`milepost plan import FILE` into a database of this test's own."""
    url = f"sqlite:///{here / 'milepost.sqlite'}"
    return run("import", here / file, "--database", url, "--workspace", "T0LARK", *more, answer=answer)


def stored(here: Path) -> tuple[int, int]:
    """How many plans and actions are in that database."""
    database = Database(f"sqlite:///{here / 'milepost.sqlite'}")
    with database.reading() as session:
        found = (
            session.exec(select(func.count(col(Plan.id)))).one(),
            session.exec(select(func.count(col(Action.id)))).one(),
        )
    database.close()
    return found


def test_a_template_is_written_and_never_over_another_file(here: Path) -> None:
    assert run("template", here / "new.xlsx").exit_code == 0
    again = run("template", here / "plan.xlsx")
    assert again.exit_code == 1
    assert "--force" in again.output
    assert (here / "plan.xlsx").read_bytes() != (here / "new.xlsx").read_bytes()
    assert run("template", here / "no" / "where.xlsx").exit_code == 1


def test_check_says_where_and_exits_with_one(here: Path) -> None:
    assert run("check", here / "plan.xlsx").exit_code == 0
    result = run("check", here / "broken.xlsx")
    assert result.exit_code == 1
    assert f"{MILESTONES}, cell E7: " in result.output


def test_check_has_a_stable_json(here: Path) -> None:
    result = run("check", here / "broken.xlsx", "--json")
    answer = json.loads(result.output)
    assert result.exit_code == 1
    assert {"version": 1, "ok": False}.items() <= answer.items()
    (fault,) = answer["faults"]
    message = fault.pop("message")
    assert fault == {"sheet": MILESTONES, "row": 7, "column": "E", "code": "not_a_date"}
    assert "10/30/2026" in message
    assert {"sheet", "row", "column", "code", "message", "source"} == set(answer["advice"][0])


def test_a_file_that_is_not_there_gets_a_sentence(here: Path) -> None:
    result = run("check", here / "nowhere.xlsx")
    assert (result.exit_code, "cannot be read" in result.output) == (1, True)


def test_a_database_that_is_new_gets_its_tables(here: Path) -> None:
    (here / "milepost.sqlite").unlink()
    assert imported(here, "plan.xlsx", "--yes").exit_code == 0
    assert stored(here) == (1, 7)


def test_nothing_is_made_until_somebody_says_yes(here: Path) -> None:
    assert imported(here, "plan.xlsx", answer="n\n").exit_code == 0
    assert stored(here) == (0, 0)
    assert imported(here, "plan.xlsx", answer="").exit_code == 0
    assert stored(here) == (0, 0)
    assert imported(here, "plan.xlsx", answer="y\n").exit_code == 0
    assert stored(here) == (1, 7)


def test_an_update_is_shown_in_words_before_it_is_made(here: Path) -> None:
    imported(here, "plan.xlsx", "--yes")
    shown = imported(here, "changed.xlsx", answer="n\n").output
    assert "Action 1.1.1.2, Due: 11/20/2026 → 12/11/2026" in shown
    assert "0 added, 1 changed, 0 taken out" in shown
    assert json.loads(imported(here, "changed.xlsx", "--json").output)["applied"] is False
    made = json.loads(imported(here, "changed.xlsx", "--json", "--yes").output)
    assert (made["applied"], made["changed"]) == (True, 1)
    assert "Nothing changes" in imported(here, "changed.xlsx").output
    assert stored(here) == (1, 7)


def test_a_broken_workbook_changes_nothing(here: Path) -> None:
    imported(here, "plan.xlsx", "--yes")
    result = imported(here, "broken.xlsx", "--yes", "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["applied"] is False
    assert stored(here) == (1, 7)


def test_a_plan_may_come_before_slack(here: Path) -> None:
    url = f"sqlite:///{here / 'milepost.sqlite'}"
    assert run("import", here / "plan.xlsx", "--database", url, "--yes").exit_code == 0
    store = Database(url)
    with store.begin() as session:
        met = welcome(session, "T0LARK", "Larkspur", "U0BOT")
        assert [(one.id, one.team_id) for one in served(session)] == [(met, "T0LARK")]
        assert session.exec(select(Plan.workspace_id)).all() == [met]
    store.close()


def test_the_workspace_has_to_be_clear(here: Path) -> None:
    url = f"sqlite:///{here / 'milepost.sqlite'}"
    imported(here, "plan.xlsx", "--yes")
    assert "Nothing changes" in run("import", here / "plan.xlsx", "--database", url, "--yes").output
    run("import", here / "plan.xlsx", "--database", url, "--workspace", "T0OTHER", "--yes")
    several = run("import", here / "plan.xlsx", "--database", url, "--yes")
    assert (several.exit_code, "T0LARK, T0OTHER" in several.output) == (1, True)


def test_a_slip_in_the_school_code_makes_no_second_plan(here: Path) -> None:
    assert imported(here, "plan.xlsx", "--yes").exit_code == 0
    before = stored(here)
    (here / "slip.xlsx").write_bytes(with_cell(GLANCE, "B6", "0418"))
    result = imported(here, "slip.xlsx", "--yes")
    assert result.exit_code == 1
    assert "has a plan under the code 0417, and this workbook says 0418" in result.output
    assert stored(here) == before

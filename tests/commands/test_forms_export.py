"""`milepost forms`: what teams worked through as a list, and as documents in every format."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from bot.catalogue import Catalogue
from bot.cli import app
from bot.flows import working, working_course, working_decide, working_start
from bot.flows.kit import Kit, Who
from bot.forms.instruments import DecisionForm, Held, Sent, StartForm
from bot.words import Words
from storage.database import Database
from storage.vocabulary_instruments import DecisionKind, WorkingMode
from tests.people import PEOPLE, cast, local

NOW = local("2026-10-05 10:00")
PEOPLE_HERE = ("ada", "lena", "dana", "omar", "paula")


@pytest.fixture
def number(sqlite_database: Database) -> int:
    """A self-reflection without names that five answered and reviewed, with a decision; its number."""
    kit = Kit(Words.load(), Catalogue.load())
    form = kit.catalogue.instruments["lea-reflection"]
    with sqlite_database.begin() as session:
        here = cast(session)
        start = StartForm(
            f"lea-reflection:{here.organizations['lincoln']}", WorkingMode.ALONE, True, None,
            tuple(PEOPLE[one][0] for one in PEOPLE_HERE), None,
        )  # fmt: skip
        ada = Who(here.workspace_id, PEOPLE["ada"][0])
        key = working_start.start(session, kit, ada, start, None, "one", NOW)
    with sqlite_database.begin() as session:
        for at, person in enumerate(PEOPLE_HERE):
            for section in form.sections:
                values: dict[str, Any] = {
                    item.id: {"level": 1 + (at + len(item.id + item.label)) % 3}
                    if item.kind == "rating"
                    else {"words": f"Words {at}"}
                    for item in section.items
                    if (at, item.id) not in ((0, "1a2"),)  # four answered 1a2: too few to show
                }
                if section.id == "1a":
                    values["1a1"] = {"level": 3, "evidence": f"Seen {at}"}
                who = Who(here.workspace_id, PEOPLE[person][0])
                working.send_section(session, kit, who, key, Sent(Held(key, section.id), values), NOW)
        working_course.review(session, kit, ada, key, NOW)
        agreed = Sent(Held(key, "1a"), {"1a1": {"level": 3, "evidence": "Board minutes"}})
        working.send_section(session, kit, ada, key, agreed, NOW)
        decided = DecisionForm(
            DecisionKind.ACTION, "Put urgency on every agenda", ada.slack_user_id, date(2026, 11, 2)
        )
        working_decide.decide(session, kit, ada, key, decided, "one", NOW)
        working_course.close(session, kit, ada, key, NOW)
    return key


def run(database: Database, *words: str) -> tuple[int, str]:
    """Run a command of the group; its exit code and everything that it said."""
    result = CliRunner().invoke(app, ["forms", *words, "--database", str(database.url)])
    return result.exit_code, result.output


def test_a_form_is_listed_and_written_in_every_format(
    sqlite_database: Database, number: int, tmp_path: Path
) -> None:
    code, said = run(sqlite_database, "list", "--organization", "lincoln", "--json")
    assert code == 0
    assert [one["id"] for one in json.loads(said)["forms"]] == [number]
    for ending in ("docx", "html", "xlsx", "json", "md"):
        code, said = run(sqlite_database, "export", str(number), str(tmp_path / f"a.{ending}"))
        assert code == 0, said
    texts = {
        "html": (tmp_path / "a.html").read_text("utf-8"),
        "md": (tmp_path / "a.md").read_text("utf-8"),
        "json": (tmp_path / "a.json").read_text("utf-8"),
    }
    word = Document(io.BytesIO((tmp_path / "a.docx").read_bytes()))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    texts["docx"] = "\n".join([*(one.text for one in word.paragraphs), *(" ".join(row) for row in rows)])
    book = load_workbook(tmp_path / "a.xlsx")
    texts["xlsx"] = "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )
    for ending, text in texts.items():
        assert "Put urgency on every agenda" in text, ending
        assert "3 Moderate – Board minutes" in text, ending
        assert "3: 5" in text, ending
        assert "too few to show" in text, ending
        for person in ("Dana Whitfield", "Omar Haddad", "Paula Reyes"):  # who answered stands in no export
            assert person not in text, ending
    codes = {row[0] for row in rows}
    assert len({item.id for item in Catalogue.load().instruments["lea-reflection"].items} & codes) == 37

    assert run(sqlite_database, "export", "99", str(tmp_path / "a.md"))[0] == 1
    code, said = run(sqlite_database, "export", str(number), str(tmp_path / "a.gif"))
    assert code == 1
    assert ".docx" in said
    assert run(sqlite_database, "list", "--organization", "nowhere")[0] == 1

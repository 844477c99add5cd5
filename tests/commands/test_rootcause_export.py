"""`milepost rootcause`: a session as a list, as a drawing, as a document, and for programs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from typer.testing import CliRunner

from bot.cli import app
from storage.database import Database
from storage.tables import PossibleCause, RootCauseBone, RootCauseSession
from storage.vocabulary_rootcause import Method, WithinPower
from tests.people import cast, local

NOW = local("2026-10-01 09:00")
BONES = 4


@pytest.fixture
def numbers(sqlite_database: Database) -> list[int]:
    """A chain of whys that branches, and a fishbone of 16 causes; their numbers."""
    with sqlite_database.begin() as session:
        here = cast(session)
        fixed: dict[str, Any] = {"workspace_id": here.workspace_id}
        said: dict[str, Any] = {**fixed, "added_by_id": here.people["carla"], "added_at": NOW}
        made = []
        for method in (Method.FIVE_WHYS, Method.FISHBONE):
            row = RootCauseSession(
                **fixed, organization_id=here.organizations["cedar"], method=method, problem="Trouble",
                started_by_id=here.people["carla"], started_at=NOW, changed_at=NOW, request_key=method,
            )  # fmt: skip
            session.add(row)
            session.flush()
            made.append(row.id)
        parent = None
        for words in ("First because", "Second because"):
            cause = PossibleCause(
                **said, session_id=made[0], parent_id=parent, words=words, evidence="A log", request_key=words
            )
            session.add(cause)
            session.flush()
            parent = cause.id
        for at in range(BONES):
            bone = RootCauseBone(**fixed, session_id=made[1], position=at, name=f"Bone {at}")
            session.add(bone)
            session.flush()
            for number in range(4):
                session.add(
                    PossibleCause(
                        **said, session_id=made[1], bone_id=bone.id, words=f"Cause {at} {number} as seen",
                        within_power=WithinPower.OURS, request_key=f"{at} {number}",
                    )
                )  # fmt: skip
    return made


def run(database: Database, *words: str) -> tuple[int, str]:
    """Run a command of the group; its exit code and everything that it said."""
    result = CliRunner().invoke(app, ["rootcause", *words, "--database", str(database.url)])
    return result.exit_code, result.output


def test_sessions_are_listed(sqlite_database: Database, numbers: list[int]) -> None:
    code, said = run(sqlite_database, "list", "--school", "cedar", "--json")
    assert code == 0
    assert [one["id"] for one in json.loads(said)["sessions"]] == numbers[::-1]
    assert run(sqlite_database, "list", "--school", "nowhere")[0] == 1


def test_a_session_is_written_in_every_kind(
    sqlite_database: Database, numbers: list[int], tmp_path: Path
) -> None:
    whys, fish = map(str, numbers)
    for number, kinds in ((whys, ("svg", "json", "docx")), (fish, ("svg", "png", "docx"))):
        for kind in kinds:
            assert run(sqlite_database, "export", number, str(tmp_path / f"{number}.{kind}"))[0] == 0
    assert "Second because" in (tmp_path / f"{whys}.svg").read_text("utf-8")
    assert "Bone 3" in (tmp_path / f"{fish}.svg").read_text("utf-8")
    assert (tmp_path / f"{fish}.png").read_bytes().startswith(b"\x89PNG")
    kept = json.loads((tmp_path / f"{whys}.json").read_text("utf-8"))
    first, second = kept["causes"]
    assert (first["answers"], second["answers"]) == (None, first["id"])
    content = (tmp_path / f"{fish}.docx").read_bytes()
    document = Document(io.BytesIO(content))
    assert len(document.tables[0].rows) == 1 + BONES * 4
    pictures = [one for one in zipfile.ZipFile(io.BytesIO(content)).namelist() if one.endswith(".png")]
    assert len(pictures) == 2  # two bones on each page: words stay as large as they are
    assert "16 possible causes" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def test_what_cannot_be_written_is_said(
    sqlite_database: Database, numbers: list[int], tmp_path: Path
) -> None:
    assert run(sqlite_database, "export", "99", str(tmp_path / "a.svg"))[0] == 1
    code, said = run(sqlite_database, "export", "1", str(tmp_path / "a.gif"))
    assert code == 1
    assert ".docx" in said

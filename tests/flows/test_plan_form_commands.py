"""`milepost plan` with Word forms: the fields, the forms, an empty one, and a state's own filled in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from bot.cli.plan import plan
from bot.documents.formats import read_plan_bytes, write_plan
from bot.documents.plan_kinds import PlanWords
from bot.documents.word.fields import listed
from tests.documents.larkspur import larkspur

WORDS = PlanWords.load()


def run(*words: str | Path) -> Result:
    """What the command says."""
    return CliRunner().invoke(plan, [str(word) for word in words])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A state's directory of words with a form of its own, and one that names a field nobody has."""
    forms = tmp_path / "words" / "documents" / "forms"
    forms.mkdir(parents=True)
    for name, line in (("state", "Plan of {{ header.school_name }}"), ("broken", "{{ header.scool_name }}")):
        document = Document()
        document.add_paragraph(line)
        document.save(str(forms / f"{name}.docx"))
    return tmp_path / "words"


def test_every_field_that_a_form_may_show_is_listed() -> None:
    said = run("fields")
    assert said.exit_code == 0
    assert [line.strip() for line in said.output.splitlines() if line.startswith("  ")] == list(listed())


def test_forms_are_listed_and_one_that_cannot_be_used_says_why(own: Path) -> None:
    assert run("forms").exit_code == 0
    said = run("forms", "--overlay", own)
    assert said.exit_code == 1
    assert "state" in said.output
    assert "scool_name" in said.output
    (own / "documents" / "forms" / "broken.docx").unlink()
    assert run("forms", "--overlay", own).exit_code == 0


def test_an_empty_word_form_is_written_and_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "empty.docx"
    assert run("template", file).exit_code == 0
    assert Document(str(file)).tables
    result = read_plan_bytes("empty.docx", file.read_bytes(), WORDS)
    assert result.document is None, "an empty form is no plan yet"
    assert result.faults
    assert "--force" in run("template", file).output


def test_a_plan_is_written_into_a_form_of_the_states_own(
    own: Path, tmp_path: Path, sqlite_template: Path
) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "milepost.sqlite")
    (tmp_path / "plan.json").write_bytes(write_plan(".json", larkspur(), WORDS))
    where = ("--database", f"sqlite:///{tmp_path / 'milepost.sqlite'}", "--workspace", "T0LARK")
    assert run("import", tmp_path / "plan.json", "--yes", *where).exit_code == 0
    file = tmp_path / "out.docx"
    done = run("export", "0417", file, "--form", "state", "--overlay", own, *where)
    assert done.exit_code == 0, done.output
    assert [one.text for one in Document(str(file)).paragraphs] == ["Plan of Larkspur Middle School"]
    for name, said in (("broken", "scool_name"), ("nowhere", "nowhere")):
        refused = run("export", "0417", tmp_path / f"{name}.docx", "--form", name, "--overlay", own, *where)
        assert (refused.exit_code, said in refused.output) == (1, True), refused.output
        assert not (tmp_path / f"{name}.docx").exists()

"""`milepost plan` with JSON and YAML, versions, and many plans in one file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from bot.cli.plan import plan
from bot.documents.formats import write_plan
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files import plain
from bot.documents.plan_kinds import PlanWords
from bot.flows.plan_advice import ADVICE
from storage.database import Database
from storage.tables import Delivery, Person, Workspace
from tests.documents.larkspur import MAYA, larkspur

WORDS = PlanWords.load()


@pytest.fixture
def here(tmp_path: Path, sqlite_template: Path) -> Path:
    """A directory with an empty database and Larkspur's plan in each kind of file."""
    shutil.copyfile(sqlite_template, tmp_path / "milepost.sqlite")
    for suffix in (".xlsx", ".json", ".yaml"):
        (tmp_path / f"plan{suffix}").write_bytes(write_plan(suffix, larkspur(), WORDS))
    return tmp_path


def run(here: Path, *words: str | Path, answer: str = "") -> Result:
    """What the command says, with the files of this test and its database."""
    stored = words[0] not in ("check", "schema")
    where = ["--database", f"sqlite:///{here / 'milepost.sqlite'}", "--workspace", "T0LARK"] if stored else []
    return CliRunner().invoke(plan, [str(word) for word in words] + where, input=answer)


def changed(text: str) -> PlanDocument:
    """Larkspur's plan with another first action."""
    first = larkspur().actions[0].model_copy(update={"text": text})
    return larkspur().model_copy(update={"actions": (first, *larkspur().actions[1:])})


def with_three_versions(here: Path) -> None:
    """Import Larkspur's plan, and two changes of it."""
    for document in (larkspur(), changed("Choose a routine"), changed("Choose two routines")):
        (here / "next.json").write_bytes(write_plan(".json", document, WORDS))
        assert run(here, "import", here / "next.json", "--yes").exit_code == 0


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".xlsx"])
def test_what_is_exported_comes_in_again_unchanged(here: Path, suffix: str) -> None:
    assert run(here, "import", here / "plan.yaml", "--yes").exit_code == 0
    file = here / f"again{suffix}"
    assert run(here, "export", "0417", file).exit_code == 0
    assert "Nothing changes" in run(here, "import", file).output
    assert file.read_bytes() == (here / f"plan{suffix}").read_bytes() or suffix == ".xlsx"
    assert "--force" in run(here, "export", "0417", file).output


def test_versions_are_listed_exported_and_compared(here: Path) -> None:
    with_three_versions(here)
    listed = json.loads(run(here, "versions", "0417", "--json").output)["versions"]
    assert [(one["number"], one["cause"]) for one in listed] == [(n, "imported") for n in (3, 2, 1)]
    assert re.match(r"3\. 20\d\d-\d\d-\d\d \d\d:\d\d [A-Z]{3,4}: ", run(here, "versions", "0417").output)
    assert run(here, "export", "0417", here / "first.json", "--version", "1").exit_code == 0
    assert (here / "first.json").read_bytes() == (here / "plan.json").read_bytes()
    said = run(here, "diff", "0417", "--from", "1", "--to", "3").output
    assert "From 0417, version 1 to 0417, version 3: 0 added, 1 changed" in said
    assert "Choose the routine → Choose two routines" in said
    newest = json.loads(run(here, "diff", "0417", "--json").output)
    assert newest["from"] == {"organization": "0417", "plan_version": 2}
    assert newest["changes"][0]["fields"][0]["before"] == "Choose a routine"
    file = run(here, "diff", here / "first.json", "0417").output
    assert "Choose the routine → Choose two routines" in file
    assert "say the same" in run(here, "diff", here / "plan.xlsx", here / "plan.yaml").output


def test_a_restore_is_shown_before_it_is_made(here: Path) -> None:
    with_three_versions(here)
    shown = run(here, "restore", "0417", "1", answer="n\n").output
    assert "Choose two routines → Choose the routine" in shown
    assert "Nothing was changed" in shown
    assert run(here, "restore", "0417", "1", "--yes").exit_code == 0
    assert "say the same" in run(here, "diff", here / "plan.json", "0417").output
    newest = run(here, "versions", "0417").output.splitlines()[0]
    assert newest.startswith("4. ")
    assert "restored from version 1" in newest
    assert "Nothing changes" in run(here, "restore", "0417", "1", "--yes").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("versions", "0418"), "Did you mean 0417"),
        (("export", "0417", "x.json", "--version", "9"), "no version 9"),
        (("export", "0417", "x.pages"), ".yaml"),
        (("restore", "0417", "7"), "the newest is 1"),
        (("diff", "0417"), "only one version"),
        (("diff", "nowhere.json", "0417"), "cannot be read"),
    ],
)
def test_what_is_not_there_gets_a_sentence(here: Path, words: tuple[str, ...], said: str) -> None:
    run(here, "import", here / "plan.json", "--yes")
    result = run(here, *words)
    assert (result.exit_code, said in result.output) == (1, True), result.output


def a_state(here: Path, *, lines: bool) -> Path:
    """Three schools in one file: one to take in, one with faults, one with a field that does not exist."""
    plans: list[dict[str, Any]] = []
    for at in range(3):
        one = json.loads(write_plan(".json", larkspur(), WORDS))
        one["header"] |= {"school_code": f"1{at}", "school_name": f"School {at}"}
        plans.append(one)
    plans[1]["actions"][0]["responsible"] = "nobody@example.org"
    plans[2]["actions"][1]["buget"] = 3
    file = here / ("state.jsonl" if lines else "state.json")
    file.write_text("\n".join(json.dumps(one) for one in plans) if lines else json.dumps(plans, indent=1))
    return file


@pytest.mark.parametrize("lines", [True, False])
def test_each_of_many_plans_comes_in_whole_or_not_at_all(here: Path, lines: bool) -> None:
    file = a_state(here, lines=lines)
    assert json.loads(run(here, "import", file, "--json").output)["applied"] is False
    result = run(here, "import", file, "--json", "--yes")
    answer = json.loads(result.output)
    assert (result.exit_code, answer["ok"], answer["plans"], answer["first"]) == (1, False, 3, 1)
    nobody, field = answer["refused"]
    assert (nobody["plan"], nobody["organization"]) == (2, "11")
    assert nobody["faults"][0]["code"] == "unknown_person"
    assert (field["faults"][0]["path"], "budget" in field["faults"][0]["message"]) == (
        "actions[1].buget",
        True,
    )
    text = file.read_text().splitlines()
    assert "buget" in text[field["faults"][0]["row"] - 1]
    assert run(here, "versions", "10").exit_code == 0
    assert run(here, "versions", "11").exit_code == 1
    again = json.loads(run(here, "import", file, "--json", "--yes").output)
    assert (again["first"], again["same"]) == (0, 1)


def test_of_many_plans_a_principal_whom_slack_knows_hears_what_would_make_theirs_better(here: Path) -> None:
    assert run(here, "import", here / "plan.json", "--yes").exit_code == 0
    database = Database(f"sqlite:///{here / 'milepost.sqlite'}")
    with database.begin() as session:
        (workspace,) = session.exec(select(Workspace)).all()
        maya = session.exec(
            select(Person).where(Person.workspace_id == workspace.id, Person.email == MAYA)
        ).one()
        maya.slack_user_id = "U0MAYA"
    state = [json.loads(write_plan(".json", larkspur(), WORDS)) for _ in range(2)]
    state[1]["header"] |= {"school_code": "12", "school_name": "Elm", "principal": None}
    for person in state[1]["people"]:
        person["roles"] = ["leadership"]
    for one in state:
        for action in one["actions"]:
            action.pop("responsible", None)
    (here / "state.json").write_text(json.dumps(state))
    assert run(here, "import", here / "state.json", "--yes", "--json").exit_code == 0
    run(here, "import", here / "state.json", "--yes", "--json")
    with database.reading() as session:
        ours = Delivery.workspace_id == workspace.id
        (told,) = session.exec(select(Delivery).where(ours, Delivery.kind == ADVICE)).all()
    database.close()
    assert (told.person_id, told.facts["name"]) == (maya.id, "Larkspur Middle School")
    assert any("has no person responsible" in line["text"] for line in told.facts["lines"])


def test_a_file_that_breaks_off_keeps_what_came_before(here: Path) -> None:
    file = a_state(here, lines=True)
    file.write_text(file.read_text()[:-9])
    said = run(here, "check", file, "--json")
    answer = json.loads(said.output)
    assert (answer["ok"], answer["plans"], answer["faults"][0]["code"]) == (False, 2, "not_json")
    assert answer["faults"][0]["row"] == 3


def test_the_schema_says_what_each_field_is(here: Path) -> None:
    schema = json.loads(run(here, "schema").output)
    action = schema["$defs"]["Action"]["properties"]
    assert action["responsible"]["title"] == "Person responsible"
    assert set(plain(larkspur())) <= set(schema["properties"])

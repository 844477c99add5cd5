"""`milepost catalogue` and `milepost coach`, as people and programs use them."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.catalogue import catalogue
from bot.cli.coach import coach
from bot.overlay import PACKAGED

APP = typer.Typer()
APP.command()(catalogue)
APP.command()(coach)


def run(*words: str) -> Result:
    """What the command line answers."""
    return CliRunner().invoke(APP, words, env={"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"})


def test_catalogue_json_has_everything_with_its_source() -> None:
    result = run("catalogue", "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["version"] == 1
    assert [domain["code"] for domain in data["domains"]] == ["1", "2", "3", "4"]
    assert len(data["practices"]) == 12
    assert len(data["methods"]) == 6
    assert len(data["stopping_tests"]) == 14
    question = next(question for question in data["questions"] if question["id"] == "B.4-01")
    assert {"id", "phase", "section", "audience", "tags", "text", "source"} <= question.keys()
    assert question["source"] == {"document": "004", "section": "Tool B, 4", "item": "B.4-01", "line": "L942"}
    assert question["tags"] == ["unclear_ownership", "no_report"]


def test_catalogue_for_people_counts() -> None:
    result = run("catalogue")
    assert result.exit_code == 0
    assert "17  Implement the plan" in result.stdout
    assert "3b  Provide rigorous evidence-based instruction" in result.stdout


def test_coach_json_says_what_and_why() -> None:
    situation = ("--phase", "monitor", "--rule", "behind", "--cause", "staffing", "--audience", "leadership")
    result = run("coach", *situation, "--running", "2", "--words", "we could not hire <!here>", "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["version"] == 1
    assert len(data["questions"]) == 3
    assert data["questions"][0]["id"] == "B.4-02"
    assert data["questions"][0]["why"].startswith(
        "Because this action has been behind for two months, names staffing"
    )
    assert [q["score"] for q in data["questions"]] == sorted(
        (q["score"] for q in data["questions"]), reverse=True
    )


def test_coach_for_people() -> None:
    result = run("coach", "--phase", "implement", "--limit", "1")
    assert result.exit_code == 0
    assert "this part of the work: implement the plan" in result.stdout


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--phase", "monitr", "'monitor'"),
        ("--rule", "x", "'overdue'"),
        ("--cause", "x", "'buy-in'"),
        ("--audience", "x", "'leadership'"),
    ],
)
def test_a_wrong_value_is_answered_with_those_allowed(option: str, value: str, allowed: str) -> None:
    result = run("coach", option, value)
    assert result.exit_code == 2
    assert option in result.stderr
    assert allowed in result.stderr


@pytest.mark.parametrize("command", ["coach", "catalogue"])
def test_a_broken_overlay_is_refused(tmp_path: Path, command: str) -> None:
    path = tmp_path / "questions/monitor.yaml"
    path.parent.mkdir()
    text = (PACKAGED / "questions/monitor.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("audience: [team, coach]", "audience: [teem]", 1), encoding="utf-8")
    result = run(command, "--overlay", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout == ""
    line = text[: text.index("audience: [team, coach]")].count("\n") + 1
    assert f"{path}, line {line}: teem is not known here" in result.stderr


@pytest.mark.parametrize("command", ["coach", "catalogue"])
def test_help_has_an_example(command: str) -> None:
    assert f"Example: milepost {command}" in run(command, "--help").stdout

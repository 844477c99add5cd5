"""`milepost report network`: what the plans of a district say together, for people and for programs."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.report import report
from bot.flows.kit import Kit
from storage.database import Database
from tests.flows.month import Month
from tests.people import cast


@pytest.fixture
def here(sqlite_database: Database, kit: Kit, tmp_path: Path) -> Path:
    """A directory with the fictional district's database, one month after its start; nobody has answered."""
    with sqlite_database.begin() as session:
        month = Month(sqlite_database, kit, cast(session))
    for moment in ("2026-09-01 08:00", "2026-09-24 09:00", "2026-09-30 16:00"):
        month.go_to(moment)
    return tmp_path


def network(here: Path, *words: str) -> Result:
    """What the command says."""
    where = ["--database", f"sqlite:///{here / 'milepost.sqlite'}"]
    return CliRunner().invoke(report, ["network", *words, *where])


def test_a_roll_up_has_every_figure_with_its_parts_for_programs(here: Path) -> None:
    said = network(here, "--district", "lincoln", "--least", "2", "--format", "json")
    assert said.exit_code == 0, said.output
    found = json.loads(said.output)
    assert (found["version"], found["period"], found["schools"]) == (1, "2026-09", 2)
    assert found["organization"]["code"] == "lincoln"
    completed = found["everything"]["actions_completed"]
    assert completed["denominator"] > 0
    assert len(completed["ids"]) == completed["numerator"]
    assert json.loads(network(here, "--least", "2", "--format", "json", "--live").output) == found
    assert json.loads(network(here, "--least", "2", "--format", "json", "--recount").stdout) == found


def test_a_roll_up_is_written_for_people_and_hides_what_is_small(here: Path) -> None:
    name = json.loads(network(here, "--format", "json").output)["organization"]["name"]
    open_, hidden = network(here, "--least", "2"), network(here)
    assert (open_.exit_code, hidden.exit_code) == (0, 0)
    assert name in open_.output
    assert open_.output != hidden.output
    assert json.loads(network(here, "--format", "json").output)["everything"] is None
    file = here / "network.md"
    assert network(here, "--least", "2", "--format", "md", "--output", str(file)).exit_code == 0
    assert name in file.read_text()


def test_a_page_has_every_practice_and_needs_nothing_else(here: Path) -> None:
    file = here / "network.html"
    assert network(here, "--least", "2", "--format", "html", "--output", str(file)).exit_code == 0
    said = file.read_text()
    read = json.loads(network(here, "--least", "2", "--format", "json").output)
    for one in (*read["practices"], *read["domains"]):
        assert f"{one['code']} {one['name']}" in html.unescape(said)
    completed = read["everything"]["actions_completed"]
    assert f"{completed['numerator']} of {completed['denominator']}" in said
    assert re.findall(r"""(?:src|href)=["'](?!#)|url\((?!#)|@import""", said) == []
    assert "not shown" in network(here, "--format", "html").output


def test_what_does_not_exist_is_refused_with_a_sentence(here: Path) -> None:
    for words, said in ((("--district", "nowhere"), "nowhere"), (("--reader", "x@example.org"), "x@")):
        refused = network(here, *words)
        assert refused.exit_code == 1, refused.output
        assert said in refused.output

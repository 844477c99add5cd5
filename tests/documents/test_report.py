"""`milepost report digest` and `milepost status`, as programs and people call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.catalogue import Catalogue
from bot.cli.report import report
from bot.cli.status import status as status_command
from bot.flows.kit import Kit
from bot.words import Words
from storage.database import Database
from tests.flows.month import Month
from tests.flows.test_digest import told
from tests.people import cast

RUN = CliRunner()


@pytest.fixture
def september(sqlite_database: Database) -> Month:
    """September, told."""
    with sqlite_database.begin() as session:
        stored = cast(session)
    month = Month(sqlite_database, Kit(Words.load(), Catalogue.load()), stored)
    told(month)
    return month


def digest(month: Month, *arguments: str) -> str:
    """What `milepost report digest` prints."""
    done = RUN.invoke(report, ["digest", "--database", month.database.url, *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_json_has_every_figure_with_the_rows_behind_it(september: Month) -> None:
    read = json.loads(digest(september, "--school", "cedar", "--format", "json"))
    assert (read["version"], read["period"], read["school"]) == (1, "2026-09", "Cedar Grove Elementary")
    behind = read["figures"]["actions_reported_behind"]
    assert behind == {
        "numerator": 1,
        "denominator": 6,
        "value": 17,
        "ids": [september.cast.actions["cedar 1.1.1.2"]],
        "of_ids": sorted(v for k, v in september.cast.actions.items() if k.startswith("cedar")),
    }
    assert read["figures"]["check_ins"]["silent"]["numerator"] == 1
    assert read["figures"]["check_ins"]["bot_was_down"]["numerator"] == 0
    for figure in (*read["figures"]["check_ins"].values(), read["figures"]["actions_on_time"]):
        assert set(figure) == {"numerator", "denominator", "value", "ids", "of_ids"}
        assert figure["numerator"] == len(figure["ids"])
    assert read["help_asked_for"][0]["words"] == "A substitute for one day"


def test_markdown_says_the_digest_whole(september: Month) -> None:
    said = digest(september, "--school", "cedar", "--period", "2026-09")
    assert said.startswith(
        "# Cedar Grove Elementary: September 2026\n\n- **Within their dates:** 6 of 6 (100%)"
    )
    assert "## What needs a look, and why\n\n- **1.1.1.2 Set up a shared data board**" in said


def test_png_is_a_picture_in_a_file(september: Month, tmp_path: Path) -> None:
    file = tmp_path / "digest.png"
    digest(september, "--school", "cedar", "--format", "png", "--output", str(file))
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--school", "cedr"], "no school or district with the code cedr. The codes are: cedar, harbor"),
        (["--school", "cedar", "--period", "2031-01"], "Cedar Grove Elementary has no check-in of 2031-01."),
        (["--school", "cedar", "--format", "png"], "--output digest.png"),
    ],
)
def test_what_cannot_be_reported_is_said_and_exits_1(
    september: Month, arguments: list[str], said: str
) -> None:
    done = RUN.invoke(report, ["digest", "--database", september.database.url, *arguments])
    assert done.exit_code == 1
    assert said in done.stderr


def test_status_says_how_schools_stand_and_what_waits(september: Month) -> None:
    app = typer.Typer()
    app.command()(status_command)
    plain = RUN.invoke(app, ["--database", september.database.url])
    assert plain.exit_code == 0
    assert "Cedar Grove Elementary: September, 6 of 6 (100%) within their dates, 1 of 2 (50%) checked" in (
        plain.stdout
    )
    read = json.loads(RUN.invoke(app, ["--database", september.database.url, "--json"]).stdout)
    assert read["version"] == 1
    assert [one["school"] for one in read["schools"]] == ["Cedar Grove Elementary", "Harbor Middle School"]
    assert read["messages"]["sent"] > 0
    assert read["next_due"].startswith("2026-10-")

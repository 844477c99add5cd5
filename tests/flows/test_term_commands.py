"""`milepost report quarter|semester|year|story|terms` and `milepost measures`, from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from typer.testing import CliRunner, Result

from bot.cli.measures import measures
from bot.cli.report import report
from storage.database import Database
from tests.people import cast
from tests.year import NOW, store_year


@pytest.fixture
def here(sqlite_database: Database, tmp_path: Path) -> Path:
    """A directory with the fictional district's database, and what its first quarter left behind."""
    with sqlite_database.begin() as session:
        store_year(session, cast(session))
    return tmp_path


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    """Commands read the machine's clock; here it shows a day after the quarter's work."""
    with time_machine.travel(NOW, tick=False):
        yield


def run(app: Any, here: Path, *words: str) -> Result:
    """What a command says."""
    return CliRunner().invoke(app, [*words, "--database", f"sqlite:///{here / 'milepost.sqlite'}"])


def test_a_report_is_printed_or_written_and_every_figure_has_its_rows(here: Path) -> None:
    said = run(report, here, "quarter", "--school", "cedar", "--on", "2026-10-01", "--format", "json")
    assert said.exit_code == 0, said.output
    found = json.loads(said.stdout)
    cells = [
        cell for part in found["parts"] if part["type"] == "table" for row in part["rows"] for cell in row
    ]
    figures = [cell for cell in cells if cell.get("figure")]
    assert [cell["figure"] for cell in figures] == list(range(1, len(figures) + 1))
    assert all(
        {str(key) for key in (*cell["ids"], *cell["of_ids"])} <= set(found["names"][cell["table"]])
        for cell in figures
    )
    file = here / "semester.docx"
    written = run(
        report,
        here,
        "semester",
        "--school",
        "cedar",
        "--on",
        "2026-10-01",
        "--format",
        "docx",
        "--out",
        str(file),
    )
    assert written.exit_code == 0, written.output
    assert file.read_bytes().startswith(b"PK")
    refused = run(report, here, "year", "--school", "cedar", "--on", "2026-10-01", "--format", "xlsx")
    assert refused.exit_code == 1
    assert "add --out report.xlsx" in refused.output
    nobody = run(report, here, "story", "--school", "oak")
    assert (nobody.exit_code, "cedar" in nobody.output) == (1, True)


def test_a_doubtful_row_is_not_stored_until_somebody_is_sure(here: Path) -> None:
    file = here / "values.csv"
    file.write_text("School,Measure,Date,Value\ncedar,G1.2,2026-10-20,10.5\ncedar,S1.1.1,2026-10-21,620\n")
    asked = run(measures, here, "import", str(file))
    assert asked.exit_code == 1
    assert "1 new value, 0 there already." in asked.stdout
    assert "Row 3: S1.1.1 on 2026-10-21 would be 620. It is more than 100 percent." in asked.output
    sure = json.loads(run(measures, here, "import", str(file), "--sure", "--json").stdout)
    assert (sure["ok"], sure["added"], sure["same"]) == (True, 1, 1)
    listed = json.loads(run(measures, here, "list", "--school", "cedar", "--json").stdout)
    values = {one["measure"]: one["values"][-1]["value"] for one in listed["measures"]}
    assert (values["G1.2"], values["S1.1.1"]) == ("10.5", "620")
    file.write_text("School,Measure,Date,Value\ncedar,G1.2,2026-10-22,10\ncedar,G7.1,2026-10-22,10\n")
    refused = run(measures, here, "import", str(file))
    assert "Row 3: that plan has no measure called G7.1" in refused.output
    again = json.loads(run(measures, here, "list", "--school", "cedar", "--json").stdout)
    assert again == listed, "a file with a row that names nothing is stored whole or not at all"


def test_terms_are_shown_and_set(here: Path) -> None:
    even = run(report, here, "terms", "cedar")
    assert "Quarter 1: 2026-08-24 to 2026-11-08" in even.output
    file = here / "terms.csv"
    file.write_text("kind,label,first,last\nquarter,Fall,2026-08-24,2026-10-30\n")
    assert (
        "Fall: 2026-08-24 to 2026-10-30" in run(report, here, "terms", "lincoln", "--set", str(file)).output
    )
    shown = run(report, here, "terms", "cedar").output
    assert "Fall" in shown
    assert "Quarter 1" not in shown
    file.write_text("kind,label,first,last\nmonth,Fall,2026-08-24,2026-10-30\n")
    assert run(report, here, "terms", "lincoln", "--set", str(file)).exit_code == 1

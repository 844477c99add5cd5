"""The workbook that a principal opens: headings with help, drop-downs, pages that print."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.documents.checks import FaultCode
from bot.documents.workbook import read_workbook, write_template
from tests.documents.plans import FORM, GLANCE, GOALS, MILESTONES, NEEDS, SIGNATURES, STRATEGIES, TEAMS


@pytest.fixture
def template(tmp_path: Path) -> Workbook:
    """The empty workbook, opened again."""
    path = tmp_path / "plan.xlsx"
    write_template(path, FORM)
    return load_workbook(path)


def offered(book: Workbook, sheet: str, cell: str) -> list[str]:
    """The formulas of the drop-downs of a cell."""
    return [
        str(check.formula1) for check in book[sheet].data_validations.dataValidation if cell in check.sqref
    ]


def test_the_sheets_are_those_of_a_plan(template: Workbook) -> None:
    assert template.sheetnames == [
        "Start here",
        GLANCE,
        NEEDS,
        GOALS,
        STRATEGIES,
        MILESTONES,
        TEAMS,
        SIGNATURES,
        "Lists",
    ]


def test_every_heading_has_help_and_stays_in_sight(template: Workbook) -> None:
    for name in (GOALS, STRATEGIES, MILESTONES, TEAMS):
        sheet = template[name]
        headings = [cell for cell in sheet[4] if cell.value]
        assert len(headings) >= 10
        assert all(cell.comment is not None for cell in headings)
        assert sheet.freeze_panes == "B5"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.page_setup.orientation == "landscape"


def test_drop_downs_offer_practices_kinds_people_and_teams(template: Workbook) -> None:
    (practices,) = offered(template, STRATEGIES, "F5")
    sheet, _, area = practices.partition("!")
    listed = [row[0].value for row in template[sheet.strip("'")][area.replace("$", "")]]
    assert listed == [f"{code} {practice.name}" for code, practice in FORM.practices.items()]
    assert len(listed) == 12
    (people,) = offered(template, MILESTONES, "G200")
    assert "'Teams and people'!$A$5" in people
    (teams,) = offered(template, MILESTONES, "F5")
    assert "'Teams and people'!$H$5" in teams
    assert offered(template, TEAMS, "D5")
    assert offered(template, GOALS, "G5")


def test_cells_are_ready_for_dates_money_and_numbers(template: Workbook) -> None:
    columns = template[MILESTONES].column_dimensions
    assert columns["E"].number_format == "m/d/yyyy"
    assert columns["I"].number_format == '"$"#,##0.00'
    assert columns["A"].number_format == "@"


def test_an_empty_workbook_asks_only_for_the_school(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_template(path, FORM)
    found = [(f.sheet, f"{f.column}{f.row}", f.code) for f in read_workbook(path, FORM).faults]
    assert found == [(GLANCE, "B5", FaultCode.NEEDED), (GLANCE, "B6", FaultCode.NEEDED)]

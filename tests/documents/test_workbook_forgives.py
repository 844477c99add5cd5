"""What people do to a workbook without meaning anything by it changes nothing of the plan."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from bot.documents.checks import AdviceCode, FaultCode
from bot.documents.plan_document import PlanDocument, Target, TargetKind, TargetUnit
from tests.documents.larkspur import INES, MAYA, SAM, THEO, larkspur
from tests.documents.plans import (
    GLANCE,
    GOALS,
    MILESTONES,
    STRATEGIES,
    TEAMS,
    edited,
    read,
    with_cell,
    workbook,
)


def document(content: bytes) -> PlanDocument:
    """The plan of a workbook that has no faults."""
    result = read(content)
    assert result.faults == ()
    assert result.document is not None
    return result.document


def with_part(content: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """A workbook with the XML of one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info, edit(text.decode()) if info.filename == name else text)
    return file.getvalue()


def _reorder_columns(book: Workbook) -> None:
    sheet = book[MILESTONES]
    rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=4)]
    for at, row in enumerate(rows, start=4):
        for column, (value, shown) in enumerate(reversed(row), start=1):
            sheet.cell(at, column).value = value
            sheet.cell(at, column).number_format = shown


def _shuffle_rows(book: Workbook) -> None:
    for name in (MILESTONES, TEAMS):
        sheet = book[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
        for at, row in enumerate(reversed(rows), start=5):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column).value = value


def _blank_rows_and_spaces(book: Workbook) -> None:
    sheet = book[MILESTONES]
    sheet.insert_rows(7, 3)
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = f"  {cell.value} \xa0"


def _headings_as_in_the_old_form(book: Workbook) -> None:
    sheet = book[MILESTONES]
    sheet["B4"], sheet["C4"], sheet["E4"], sheet["G4"] = "ACTIONS:", "Anticipated Outputs", "Timeline", "who"
    book[STRATEGIES]["C4"] = "If we ..."
    book[GLANCE]["A20"] = "PRINCIPAL *"


def _headings_further_down(book: Workbook) -> None:
    for sheet in book.worksheets:
        if sheet.title != GLANCE:
            sheet.insert_rows(2, 4)


def _extra_column_in_front(book: Workbook) -> None:
    book[MILESTONES].insert_cols(1)
    book[MILESTONES]["A4"] = "Our notes"
    book[MILESTONES]["A7"] = "ask Theo"


def _sheet_names_in_capitals(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.title = f"{sheet.title.upper()} "


@pytest.mark.parametrize(
    "edit",
    [
        _reorder_columns,
        _shuffle_rows,
        _blank_rows_and_spaces,
        _headings_as_in_the_old_form,
        _headings_further_down,
        _extra_column_in_front,
        _sheet_names_in_capitals,
    ],
)
def test_the_plan_is_the_same(edit: Callable[[Workbook], None]) -> None:
    assert document(edited(edit)) == larkspur()


@pytest.mark.parametrize(
    "typed",
    [
        "10/30/2026",
        "10/30/26",
        "10-30-2026",
        "2026-10-30",
        "2026-10-30 00:00:00",
        "Oct 30, 2026",
        "Oct. 30 2026",
        "October 30th, 2026",
        "Friday, October 30, 2026",
        "30 Oct 2026",
        "30-Oct-2026",
        46325,
        date(2026, 10, 30),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str | int | date) -> None:
    actions = document(with_cell(MILESTONES, "E6", typed)).actions
    assert actions[0].due_on == date(2026, 10, 30)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("$1,250.50", "1250.50"),
        ("1250.5", "1250.50"),
        (1250.5, "1250.50"),
        ("0", "0"),
        ("USD 75", "75"),
        (0.1 + 0.2, "0.30"),
    ],
)
def test_amounts_are_exact_however_they_are_typed(typed: str | float, amount: str) -> None:
    assert document(with_cell(MILESTONES, "I7", typed)).actions[1].budget == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("At least 30%", (TargetKind.AT_LEAST, "30", TargetUnit.PERCENT)),
        ("4% increase", (TargetKind.INCREASE, "4", TargetUnit.PERCENT)),
        ("5 points more", (TargetKind.INCREASE, "5", TargetUnit.POINTS)),
        ("reduce by 2.5 percentage points", (TargetKind.DECREASE, "2.5", TargetUnit.POINTS)),
        ("≤ 12 %", (TargetKind.AT_MOST, "12", TargetUnit.PERCENT)),
        ("70%", (TargetKind.ABSOLUTE, "70", TargetUnit.PERCENT)),
        ("no more than 1,200", (TargetKind.AT_MOST, "1200", TargetUnit.NUMBER)),
    ],
)
def test_targets_are_read_as_people_write_them(
    typed: str, target: tuple[TargetKind, str, TargetUnit]
) -> None:
    measure = document(with_cell(GOALS, "I6", typed)).goals[0].measures[1]
    kind, value, unit = target
    assert measure.targets[0] == Target(year=1, kind=kind, value=Decimal(value), unit=unit)


def test_percentages_that_excel_keeps_as_fractions_are_read_as_shown() -> None:
    def edit(book: Workbook) -> None:
        sheet = book[GOALS]
        sheet["F5"], sheet["I5"] = 0.415, 0.48
        sheet["F5"].number_format = sheet["I5"].number_format = "0.0%"

    measure = document(edited(edit)).goals[0].measures[0]
    assert (measure.baseline, measure.targets[0].value) == ("41.5%", Decimal(48))


@pytest.mark.parametrize(("typed", "shown"), [(1.1, "General"), ("Strategy 1.1.", "@"), (" 1 . 1", "@")])
def test_strategy_numbers_may_be_numbers_or_have_words(typed: str | float, shown: str) -> None:
    def edit(book: Workbook) -> None:
        book[STRATEGIES]["A5"] = typed
        book[STRATEGIES]["A5"].number_format = shown

    assert document(edited(edit)) == larkspur()


@pytest.mark.parametrize(
    "typed",
    ["3b; 2b", "2B, 3B.", "3b and 2b", "2b Target professional learning opportunities\n3 b", "2b/3b"],
)
def test_practice_codes_are_found_in_what_is_written(typed: str) -> None:
    assert document(with_cell(STRATEGIES, "F5", typed)).strategies[0].practices == ("2b", "3b")


def test_people_may_be_named_by_name_address_or_both() -> None:
    typed = f"{INES.upper()}; sam doyle\nMaya Ellis <{MAYA}>"
    action = document(with_cell(MILESTONES, "H7", typed)).actions[1]
    assert action.collaborators == tuple(sorted((INES, SAM, MAYA)))


def test_a_cell_merged_downward_counts_for_each_row() -> None:
    def edit(book: Workbook) -> None:
        sheet = book[MILESTONES]
        sheet["G7"] = sheet["G8"] = None
        sheet.merge_cells("G6:G8")
        sheet.merge_cells("B5:D5")

    actions = document(edited(edit)).actions
    assert [action.responsible for action in actions[:3]] == [THEO, THEO, THEO]


def _with_formula(cached: str) -> bytes:
    content = with_cell(MILESTONES, "E6", "=DATE(2026,9,30)")
    sheet = load_workbook(io.BytesIO(content)).sheetnames.index(MILESTONES) + 1

    def edit(xml: str) -> str:
        return re.sub(r"(<f>DATE\(2026,9,30\)</f>)<v\s*/?>(?:</v>)?", rf"\1{cached}", xml)

    return with_part(content, f"xl/worksheets/sheet{sheet}.xml", edit)


def test_formulas_count_by_the_result_that_was_saved() -> None:
    assert document(_with_formula("<v>46295</v>")) == larkspur()


def test_a_formula_without_a_saved_result_is_a_fault() -> None:
    (fault,) = read(_with_formula("")).faults
    assert (fault.sheet, fault.row, fault.column, fault.code) == (
        MILESTONES,
        6,
        "E",
        FaultCode.FORMULA_WITHOUT_VALUE,
    )


def test_macros_are_left_alone() -> None:
    file = io.BytesIO(workbook())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    result = read(file.getvalue())
    assert result.document == larkspur()
    assert AdviceCode.MACROS_LEFT_ALONE in {advice.code for advice in result.advice}

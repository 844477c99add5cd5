"""Every mistake that people make in the workbook is named at its cell."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook

from bot.documents.checks import AdviceCode, FaultCode
from bot.documents.workbook import told
from bot.documents.workbook.words import load_workbook_words
from tests.documents.plans import (
    FORM,
    GLANCE,
    GOALS,
    MILESTONES,
    STRATEGIES,
    TEAMS,
    cell_of,
    edited,
    read,
    with_cell,
)

SPOILED = [
    (GLANCE, "B5", None, FaultCode.NEEDED, None),
    (GLANCE, "B6", "x" * 65, FaultCode.CODE_TOO_LONG, None),
    (GLANCE, "B9", "soon", FaultCode.NOT_A_DATE, None),
    (GLANCE, "B10", "6/1/2026", FaultCode.DUE_BEFORE_START, None),
    (GLANCE, "B20", "Maya Elis", FaultCode.UNKNOWN_PERSON, "Maya Ellis"),
    (GOALS, "A5", "one", FaultCode.NOT_A_NUMBER, None),
    (GOALS, "A7", 0, FaultCode.BAD_GOAL_NUMBER, None),
    (GOALS, "B6", "Another text", FaultCode.TWO_TEXTS, "Goal 1"),
    (GOALS, "A7", None, FaultCode.ROW_WITHOUT_NUMBER, None),
    (GOALS, "B7", None, FaultCode.NEEDED, None),
    (GOALS, "D5", None, FaultCode.NEEDED, "Indicator"),
    (GOALS, "G5", "At lest", FaultCode.NOT_A_CHOICE, "At least"),
    (GOALS, "H5", "apples", FaultCode.NOT_A_CHOICE, "percent"),
    (GOALS, "I5", "a lot", FaultCode.NOT_A_TARGET, None),
    (GOALS, "I6", 4, FaultCode.TARGET_WITHOUT_KIND, None),
    (STRATEGIES, "A6", "2", FaultCode.BAD_STRATEGY_NUMBER, None),
    (STRATEGIES, "A6", "3.1", FaultCode.UNKNOWN_PRIORITY, "priority area 3"),
    (STRATEGIES, "B5", 7, FaultCode.UNKNOWN_GOAL, "7"),
    (STRATEGIES, "D5", None, FaultCode.NEEDED, "then"),
    (STRATEGIES, "F5", "3d", FaultCode.UNKNOWN_PRACTICE, "3a"),
    (STRATEGIES, "F5", "Reading", FaultCode.UNKNOWN_PRACTICE, None),
    (MILESTONES, "A6", "1.1.x", FaultCode.BAD_ROW_NUMBER, "1.1.x"),
    (MILESTONES, "A6", date(2001, 1, 1), FaultCode.NUMBER_BECAME_DATE, "1/1/2001"),
    (MILESTONES, "A7", "1.1.1.1", FaultCode.DUPLICATE_NUMBER, "row 6"),
    (MILESTONES, "A6", None, FaultCode.ROW_WITHOUT_NUMBER, None),
    (MILESTONES, "A7", "1.1.7.2", FaultCode.UNKNOWN_MILESTONE, "milestone 1.1.7"),
    (MILESTONES, "A12", "2.7.1", FaultCode.UNKNOWN_STRATEGY, "strategy 2.7"),
    (MILESTONES, "B6", "x" * 4001, FaultCode.TEXT_TOO_LONG, "4001"),
    (MILESTONES, "E6", "30/10/2026", FaultCode.NOT_A_DATE, "30/10/2026"),
    (MILESTONES, "E6", "2/29/2027", FaultCode.NOT_A_DATE, None),
    (MILESTONES, "E6", date(1926, 9, 30), FaultCode.DATE_OUT_OF_RANGE, "9/30/1926"),
    (MILESTONES, "E6", "8/1/2026", FaultCode.DUE_BEFORE_START, "9/1/2026"),
    (MILESTONES, "F5", "Litracy team", FaultCode.UNKNOWN_TEAM, "Literacy team"),
    (MILESTONES, "G6", "Theo Brant", FaultCode.UNKNOWN_PERSON, "Theo Brandt"),
    (MILESTONES, "H6", "Ines Vidal, Zed Quartz", FaultCode.UNKNOWN_PERSON, "Zed Quartz"),
    (MILESTONES, "I7", "about 1200", FaultCode.NOT_MONEY, "about 1200"),
    (MILESTONES, "I7", 12.345, FaultCode.NOT_MONEY, "12.345"),
    (MILESTONES, "I7", -5, FaultCode.NEGATIVE_MONEY, None),
    (MILESTONES, "K7", "1.1.1.3", FaultCode.UNKNOWN_PREDECESSOR, "1.1.1.3"),
    (MILESTONES, "K7", "1.1.1.2", FaultCode.WAITS_FOR_ITSELF, None),
    (MILESTONES, "K6", "1.1.1.10", FaultCode.WAITING_CIRCLE, "1.1.1.1 → 1.1.1.10 → 1.1.1.1"),
    (MILESTONES, "D7", "#REF!", FaultCode.CELL_ERROR, "#REF!"),
    (MILESTONES, "D7", "=TODAY()", FaultCode.FORMULA_WITHOUT_VALUE, None),
    (TEAMS, "A7", None, FaultCode.NEEDED, "Name"),
    (TEAMS, "B9", "theo.brandt", FaultCode.BAD_EMAIL, "theo.brandt"),
    (TEAMS, "B9", "ruth.okafor@larkspur.example.org", FaultCode.DUPLICATE_EMAIL, None),
    (TEAMS, "E6", "Boss", FaultCode.NOT_A_CHOICE, None),
    (TEAMS, "D6", "perhaps", FaultCode.NOT_A_CHOICE, None),
    (TEAMS, "G6", "ATT", FaultCode.DUPLICATE_TEAM, None),
    (TEAMS, "I5", "Ruth", FaultCode.UNKNOWN_PERSON, "Ruth Okafor"),
    (TEAMS, "K5", "#Attendance Team", FaultCode.BAD_CHANNEL, None),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "code", "said"), SPOILED)
def test_a_mistake_is_named_at_its_cell(
    sheet: str, cell: str, value: str | float | date | None, code: FaultCode, said: str | None
) -> None:
    result = read(with_cell(sheet, cell, value))
    assert result.document is None
    (fault,) = [fault for fault in result.faults if fault.code is code]
    assert (fault.sheet, f"{fault.column}{fault.row}") == (sheet, cell)
    assert said is None or said in fault.message


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [(MILESTONES, "E6", "soon"), (MILESTONES, "I7", "x"), (GOALS, "B7", "=1+1"), (MILESTONES, "B6", "#N/A")],
)
def test_one_mistake_is_one_fault(sheet: str, cell: str, value: str) -> None:
    result = read(with_cell(sheet, cell, value))
    assert [(fault.sheet, f"{fault.column}{fault.row}") for fault in result.faults] == [(sheet, cell)]


def test_every_mistake_of_a_workbook_is_named_at_once() -> None:
    def edit(book: Workbook) -> None:
        book[GLANCE]["B5"] = None
        book[GOALS]["I5"] = "a lot"
        book[MILESTONES]["E6"] = "soon"
        book[MILESTONES]["G7"] = "Nobody Known"
        book[TEAMS]["B9"] = "nope"

    found = {(fault.sheet, fault.row, fault.column, fault.code) for fault in read(edited(edit)).faults}
    assert {
        (GLANCE, 5, "B", FaultCode.NEEDED),
        (GOALS, 5, "I", FaultCode.NOT_A_TARGET),
        (MILESTONES, 6, "E", FaultCode.NOT_A_DATE),
        (MILESTONES, 7, "G", FaultCode.UNKNOWN_PERSON),
        (TEAMS, 9, "B", FaultCode.BAD_EMAIL),
    } <= found


def test_the_same_mistake_in_five_hundred_rows_is_one_line_for_people_and_all_for_programs() -> None:
    def edit(book: Workbook) -> None:
        sheet = book[MILESTONES]
        for row in range(100, 600):
            sheet.cell(row, 1).value = f"1.1.2.{row}"
            sheet.cell(row, 2).value = "Do something"
            sheet.cell(row, 5).value = "someday"

    result = read(edited(edit))
    assert [fault.code for fault in result.faults] == [FaultCode.NOT_A_DATE] * 500
    (line,) = told(result.faults, FORM.words)
    assert line.startswith(f"{MILESTONES}, column E, rows 100-599: ")
    assert "500" in line


def test_missing_sheets_and_headings_are_named_without_their_consequences() -> None:
    def rename(book: Workbook) -> None:
        book[TEAMS].title = "Teams & people"
        book[MILESTONES]["E4"] = "When"

    found = {(fault.sheet, fault.code) for fault in read(edited(rename)).faults}
    assert found == {(None, FaultCode.MISSING_SHEET), (MILESTONES, FaultCode.MISSING_HEADING)}


def test_repeated_headings_and_missing_lines_are_named() -> None:
    def edit(book: Workbook) -> None:
        book[MILESTONES]["N4"] = "Due date"
        book[GLANCE]["A6"] = "Our number"

    found = {(fault.sheet, fault.code) for fault in read(edited(edit)).faults}
    assert found == {(MILESTONES, FaultCode.REPEATED_HEADING), (GLANCE, FaultCode.MISSING_LABEL)}


def test_priority_areas_given_twice_are_named() -> None:
    first = cell_of(GLANCE, "Priority area 1")
    result = read(with_cell(GLANCE, first, "Priority area 2"))
    (fault,) = [fault for fault in result.faults if fault.code is FaultCode.DUPLICATE_PRIORITY]
    assert fault.sheet == GLANCE


def test_shared_names_have_to_be_told_apart() -> None:
    def edit(book: Workbook) -> None:
        book[TEAMS]["A6"] = "Theo Brandt"
        book[TEAMS]["H6"] = "Attendance team"

    codes = {fault.code for fault in read(edited(edit)).faults}
    assert {FaultCode.AMBIGUOUS_PERSON, FaultCode.AMBIGUOUS_TEAM} <= codes


def test_more_rows_than_a_plan_can_hold_are_refused() -> None:
    def edit(book: Workbook) -> None:
        for row in range(20, 3100):
            book[GOALS].cell(row, 4).value = "Indicator"
            book[GOALS].cell(row, 1).value = 1

    faults = [f for f in read(edited(edit)).faults if f.code is FaultCode.TOO_MANY_ROWS]
    assert [(fault.sheet, fault.row is not None) for fault in faults] == [(GOALS, True)]


def test_advice_never_stops_a_plan() -> None:
    def edit(book: Workbook) -> None:
        book[GOALS]["B7"] = "Raise attendance to 95 percent"
        book[GOALS]["F5"] = None
        book[MILESTONES]["F5"] = None
        book[MILESTONES]["E5"] = None
        book[MILESTONES]["G6"] = None
        book[MILESTONES]["C6"] = None
        book[MILESTONES]["E8"] = "6/30/2027"
        book[MILESTONES]["I12"] = 100
        book[MILESTONES]["N4"] = "Our own notes"
        book[STRATEGIES]["F6"] = "3c Provide rigorous evidence-based instruction"
        book.create_sheet("Scratch")["A1"] = "notes"

    result = read(edited(edit))
    assert result.ok
    assert {advice.code for advice in result.advice} >= {
        AdviceCode.GOAL_WITH_NUMBER,
        AdviceCode.MEASURE_WITHOUT_BASELINE,
        AdviceCode.MILESTONE_WITHOUT_TEAM,
        AdviceCode.MILESTONE_WITHOUT_DATE,
        AdviceCode.ACTION_WITHOUT_OWNER,
        AdviceCode.ACTION_WITHOUT_OUTPUTS,
        AdviceCode.NOT_FOR_MILESTONES,
        AdviceCode.COLUMN_NOT_READ,
        AdviceCode.SHEET_NOT_READ,
        AdviceCode.PRACTICE_BY_NAME,
    }
    assert result.document is not None
    assert result.document.strategies[1].practices == ("3b",)


def test_there_are_words_for_every_code() -> None:
    words = load_workbook_words()
    assert set(words.faults) == set(FaultCode)
    assert set(words.advice) == set(AdviceCode)

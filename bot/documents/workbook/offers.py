"""The drop-downs: fixed choices from the sheet "Lists", people and teams from their own sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.layout import HEADING_ROW, PEOPLE, READY_ROWS, TEAMS, Kind, Table
from bot.documents.workbook.style import NAVY, WRAPPED, font

_FREE = (Kind.PRACTICES, Kind.PEOPLE, Kind.ROLES, Kind.ESSA)
"""Kinds that may hold several values or others than those offered: the list helps, it does not refuse."""


class Offers:
    """Writes the sheet of lists, and gives the drop-down of any column."""

    def __init__(self, form: WorkbookFormat, sheet: Worksheet) -> None:
        """Fill `sheet` with the choices; it is the last one of the workbook."""
        self._words = form.words
        choices = form.words.choices
        practices = [f"{code} {practice.name}" for code, practice in form.practices.items()]
        self._ranges: dict[Kind, str] = {}
        lists: Sequence[tuple[Kind, str, Sequence[str]]] = (
            (Kind.PRACTICES, form.words.lists["practices"], practices),
            (Kind.TARGET_KIND, form.words.lists["kinds"], list(choices.kinds.values())),
            (Kind.UNIT, form.words.lists["units"], list(choices.units.values())),
            (Kind.ROLES, form.words.lists["roles"], list(choices.roles.values())),
            (Kind.YES_NO, form.words.lists["yes_no"], (choices.yes, choices.no)),
            (Kind.ESSA, form.words.lists["essa"], choices.essa),
            (Kind.TARGET_BASE, form.words.lists["bases"], list(choices.bases.values())),
            (Kind.ASSESSMENT, form.words.lists["assessments"], list(choices.assessments.values())),
            (Kind.ELEMENT, form.words.lists["elements"], list(choices.elements.values())),
            (Kind.ASPECT, form.words.lists["aspects"], list(choices.aspects.values())),
            (Kind.OBSERVED, form.words.lists["observed"], list(choices.observed.values())),
            (Kind.CAUSE, form.words.lists["causes"], list(choices.causes.values())),
            (Kind.ATTACHMENT, form.words.lists["attachments"], list(choices.attachments.values())),
        )
        for at, (kind, title, values) in enumerate(lists, start=1):
            self._ranges[kind] = _write_list(sheet, at, title, values)
        self._ranges[Kind.PERSON] = self._ranges[Kind.PEOPLE] = self._names(PEOPLE)
        self._ranges[Kind.TEAM] = self._names(TEAMS)

    def offer(self, sheet: Worksheet, cells: str, kind: Kind) -> None:
        """Put the drop-down or the check for a kind of column on a range of cells ("E5:E300")."""
        validation = self._validation(kind)
        if validation is not None:
            sheet.add_data_validation(validation)
            validation.add(cells)

    def _validation(self, kind: Kind) -> DataValidation | None:
        words: Mapping[str, str] = self._words.invalid
        if kind is Kind.DATE:
            check = DataValidation(
                type="date", operator="greaterThan", formula1="36526", errorStyle="warning"
            )
            check.error = words["date"]
        elif kind is Kind.MONEY:
            check = DataValidation(
                type="decimal", operator="greaterThanOrEqual", formula1="0", errorStyle="warning"
            )
            check.error = words["money"]
        elif kind in self._ranges:
            check = DataValidation(type="list", formula1=self._ranges[kind], errorStyle="warning")
            check.error = words["choice"]
        else:
            return None
        check.allow_blank = True
        check.errorTitle = words["title"]
        check.showErrorMessage = kind not in _FREE
        return check

    def _names(self, table: Table) -> str:
        """Give the names typed so far, so that the drop-down has no empty lines at its end."""
        at = table.first_column + [column.field for column in table.columns].index("name")
        letter = get_column_letter(at)
        name = quote_sheetname(self._words.sheets[table.sheet].name)
        top = f"{name}!${letter}${HEADING_ROW + 1}"
        return f"OFFSET({top},0,0,MAX(1,COUNTA({top}:${letter}${HEADING_ROW + READY_ROWS})),1)"


def _write_list(sheet: Worksheet, at: int, title: str, values: Sequence[str]) -> str:
    letter = get_column_letter(at)
    top = sheet.cell(HEADING_ROW, at, title)
    top.font = font(bold=True, color=NAVY)
    for row, value in enumerate(values, start=HEADING_ROW + 1):
        sheet.cell(row, at, value).alignment = WRAPPED
    sheet.column_dimensions[letter].width = max(16, min(60, max(len(value) for value in values) + 2))
    name = quote_sheetname(sheet.title)
    return f"{name}!${letter}${HEADING_ROW + 1}:${letter}${HEADING_ROW + len(values)}"

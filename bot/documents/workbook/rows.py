"""Reads the rows of a table into values by field, noting every cell that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.documents.checks import AdviceCode, FaultCode, nearest
from bot.documents.plan_document import TargetUnit
from bot.documents.workbook.dates import read_date
from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.grid import Cell, Grid
from bot.documents.workbook.headings import Found
from bot.documents.workbook.layout import Kind, Table
from bot.documents.workbook.notes import Notes
from bot.documents.workbook.practices import PracticeReader
from bot.documents.workbook.targets import TargetReader
from bot.documents.workbook.values import (
    CellFault,
    read_money,
    read_number,
    read_numbers,
    read_text,
    read_whole,
)
from bot.documents.workbook.words import Choices
from storage.vocabulary import RoleKind

MOST_ROWS = 3000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its values by field (only those that could be read), and where it stands."""

    sheet: str
    number: int
    columns: Mapping[str, int]
    values: dict[str, Any]
    unread: set[str] = field(default_factory=set)

    def get(self, field: str) -> Any:
        """Give the value of a field, or None where the cell is empty or could not be read."""
        return self.values.get(field)


class RowReader:
    """Reads cells by the kind of their column; built once per workbook."""

    def __init__(self, form: WorkbookFormat, notes: Notes, epoch: datetime) -> None:
        """`epoch` is the workbook's day 0, which depends on the computer it was made on."""
        self._notes = notes
        self._practices = PracticeReader(form.practices)
        choices = form.words.choices
        self._roles = dict(form.words.roles_by_word)
        self._kinds = _by_word(choices.kinds)
        self._units = _by_word(choices.units) | {"%": TargetUnit.PERCENT}
        self._yes_no = {
            choices.yes.casefold(): True,
            choices.no.casefold(): False,
            "y": True,
            "n": False,
            "x": True,
        }
        targets = TargetReader(form.words)
        self._readers: dict[Kind, Callable[[Cell], Any]] = {
            Kind.NUMBER: lambda cell: read_number(cell.value, cell.number_format),
            Kind.NUMBERS: lambda cell: read_numbers(cell.value, cell.number_format),
            Kind.WHOLE: lambda cell: read_whole(cell.value),
            Kind.DATE: lambda cell: read_date(cell.value, epoch),
            Kind.MONEY: lambda cell: read_money(cell.value),
            Kind.LINES: lambda cell: _lines(read_text(cell.value, cell.number_format)),
            Kind.TARGET: lambda cell: targets.read(cell.value, cell.number_format),
            Kind.TARGET_KIND: lambda cell: self._choice(cell, self._kinds, choices.kinds.values()),
            Kind.UNIT: lambda cell: self._choice(cell, self._units, choices.units.values()),
            Kind.YES_NO: lambda cell: self._choice(cell, self._yes_no, (choices.yes, choices.no)),
            **self._choices_of(choices),
            Kind.ROLES: lambda cell: self._read_roles(cell, choices.roles),
        }

    def _choices_of(self, choices: Choices) -> dict[Kind, Callable[[Cell], Any]]:
        """Give the readers of the columns that hold one of a list of words."""
        lists: Mapping[Kind, Mapping[Any, str]] = {
            Kind.TARGET_BASE: choices.bases,
            Kind.ASSESSMENT: choices.assessments,
            Kind.ELEMENT: choices.elements,
            Kind.ASPECT: choices.aspects,
            Kind.OBSERVED: choices.observed,
            Kind.CAUSE: choices.causes,
            Kind.ATTACHMENT: choices.attachments,
        }

        def reader(words: Mapping[Any, str]) -> Callable[[Cell], Any]:
            known = _by_word(words)
            return lambda cell: self._choice(cell, known, words.values())

        return {kind: reader(words) for kind, words in lists.items()}

    def rows(self, grid: Grid, table: Table, found: Found) -> Iterator[Row]:
        """Give the rows that have something in them, with every unreadable cell noted."""
        fields = [column for column in table.columns if column.field in found.columns]
        count = 0
        for number in range(found.row + 1, grid.last_row + 1):
            if all(grid.own(number, found.columns[column.field]).is_blank for column in fields):
                continue
            count += 1
            if count > MOST_ROWS:
                self._notes.add(FaultCode.TOO_MANY_ROWS, {"limit": MOST_ROWS}, grid.name, number)
                return
            row = Row(grid.name, number, found.columns, {})
            for column in fields:
                at = found.columns[column.field]
                keeps = table.key == "milestones" and column.field == "number"
                cell = grid.own(number, at) if keeps else grid.filled(number, at)
                known = len(self._notes.faults)
                value = self.value(cell, column.kind, grid.name, number, at)
                if len(self._notes.faults) > known:
                    row.unread.add(column.field)
                elif value is not None:
                    row.values[column.field] = value
            yield row

    def value(self, cell: Cell, kind: Kind, sheet: str, row: int, column: int) -> Any:
        """Give the value of one cell, or None; what cannot be read is noted at its place."""
        if cell.lost:
            self._notes.add(FaultCode.FORMULA_WITHOUT_VALUE, {}, sheet, row, column)
            return None
        if cell.is_blank:
            return None
        if cell.is_error:
            self._notes.add(FaultCode.CELL_ERROR, {"value": cell.value}, sheet, row, column)
            return None
        if kind is Kind.PRACTICES:
            return self._read_practices(cell, sheet, row, column)
        try:
            reader = self._readers.get(kind)
            return reader(cell) if reader else read_text(cell.value, cell.number_format)
        except CellFault as fault:
            self._notes.add(fault.code, fault.facts, sheet, row, column)
            return None

    def _read_practices(self, cell: Cell, sheet: str, row: int, column: int) -> tuple[str, ...]:
        codes, by_name = self._practices.read(cell.value)
        for written, code in by_name:
            facts = {"value": written, "code": code}
            self._notes.add(AdviceCode.PRACTICE_BY_NAME, facts, sheet, row, column)
        return codes

    def _read_roles(self, cell: Cell, roles: Mapping[RoleKind, str]) -> tuple[RoleKind, ...]:
        words = read_text(cell.value).replace(";", ",").replace("\n", ",").split(",")
        cells = [Cell(word) for word in words if word.strip()]
        return tuple(self._choice(word, self._roles, roles.values()) for word in cells)

    @staticmethod
    def _choice(cell: Cell, known: Mapping[str, Any], shown: Any) -> Any:
        text = " ".join(read_text(cell.value).split())
        if text.casefold() not in known:
            facts = {"value": text, "choices": ", ".join(shown), "nearest": nearest(text, shown)}
            raise CellFault(FaultCode.NOT_A_CHOICE, **facts)
        return known[text.casefold()]


def _by_word(words: Mapping[Any, str]) -> dict[str, Any]:
    return {str(value): value for value in words} | {word.casefold(): value for value, word in words.items()}


def _lines(text: str) -> tuple[str, ...]:
    """Give the items of a cell: its bullets where it has some, else its lines and what semicolons part."""
    lines = text.split("\n")
    if text.lstrip().startswith("•"):
        return tuple(lines)
    return tuple(part for line in lines for part in line.split(";"))

"""Finds a table by its headings, in whatever order and row they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.documents.checks import AdviceCode, FaultCode
from bot.documents.workbook.grid import Grid
from bot.documents.workbook.layout import Table
from bot.documents.workbook.notes import Notes
from bot.documents.workbook.values import read_text
from bot.documents.workbook.words import Heading

_SEARCHED_ROWS = 25


@dataclass(frozen=True, slots=True)
class Found:
    """Where a table stands: the row of its headings, and the column (from 1) of each field."""

    row: int
    columns: Mapping[str, int]


def plain_heading(text: str) -> str:
    """Give a heading without case, punctuation and double blanks, so that people may vary it."""
    return " ".join(re.sub(r"[^\w#]+", " ", text.casefold()).split())


def labels(headings: Mapping[str, Heading]) -> dict[str, str]:
    """Give the fields by each plain heading that stands for them; a heading's own label goes first."""
    also = {plain_heading(name): field for field, heading in headings.items() for name in heading.also}
    return also | {plain_heading(heading.label): field for field, heading in headings.items()}


def find_table(grid: Grid, table: Table, notes: Notes) -> Found | None:
    """Give where the table stands, or None; headings that are missing or there twice are noted."""
    fields = labels(notes.words.columns[table.key])
    best, found = 0, dict[str, list[int]]()
    for row in range(1, min(grid.last_row, _SEARCHED_ROWS) + 1):
        here: dict[str, list[int]] = {}
        for column, cell in grid.row(row):
            field = fields.get(plain_heading(read_text(cell.value)))
            if field is not None:
                here.setdefault(field, []).append(column)
        if len(here) > len(found):
            best, found = row, here
    _note_missing(grid, table, found, best, notes)
    for field, columns in found.items():
        if len(columns) > 1:
            heading = notes.words.columns[table.key][field].label
            notes.add(FaultCode.REPEATED_HEADING, {"heading": heading}, grid.name, best, columns[1])
    return Found(best, {field: columns[0] for field, columns in found.items()}) if len(found) > 1 else None


def _note_missing(grid: Grid, table: Table, found: Mapping[str, object], row: int, notes: Notes) -> None:
    for column in table.columns:
        if column.needed and column.field not in found:
            heading = notes.words.columns[table.key][column.field].label
            at = row if len(found) > 1 else None
            notes.add(FaultCode.MISSING_HEADING, {"heading": heading}, grid.name, at)


def note_other_headings(grid: Grid, found: Iterable[Found], notes: Notes) -> None:
    """Say which columns with a heading are not part of any table of the sheet."""
    found = list(found)
    taken = {column for table in found for column in table.columns.values()}
    for row in {table.row for table in found}:
        for column, cell in grid.row(row):
            if column not in taken:
                heading = read_text(cell.value)
                notes.add(AdviceCode.COLUMN_NOT_READ, {"heading": heading}, grid.name, row, column)

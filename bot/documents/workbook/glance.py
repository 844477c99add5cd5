"""Reads the sheet "At a glance": labels on the left, what the school wrote to the right of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.documents.checks import FaultCode
from bot.documents.workbook.grid import BLANK, Cell, Grid
from bot.documents.workbook.headings import labels, plain_heading
from bot.documents.workbook.layout import Kind
from bot.documents.workbook.layout_glance import GLANCE_SECTIONS
from bot.documents.workbook.notes import Notes
from bot.documents.workbook.rows import Row, RowReader
from bot.documents.workbook.values import read_text

_KINDS = {column.field: column.kind for _, columns in GLANCE_SECTIONS for column in columns}
_NEEDED = {column.field for _, columns in GLANCE_SECTIONS for column in columns if column.needed}
_AS_TEXT = (Kind.YES_NO, Kind.ESSA, Kind.PERSON)


def read_glance(grid: Grid, reader: RowReader, notes: Notes) -> tuple[dict[str, Row], list[Row]]:
    """Give each line's value by field (one row each), and the priority areas ("number" and "text")."""
    fields = labels(notes.words.glance)
    priority = re.compile(rf"{re.escape(plain_heading(notes.words.glance['priority'].label))}s? (\d{{1,4}})")
    lines: dict[str, Row] = {}
    priorities: list[Row] = []
    for row, label, column, cell in _labelled(grid):
        match = priority.fullmatch(label)
        if match is not None:
            text = reader.value(cell, Kind.TEXT, grid.name, row, column)
            if text:
                values = {"number": int(match[1]), "text": text}
                priorities.append(Row(grid.name, row, {"number": column, "text": column}, values))
        elif label in fields and fields[label] not in lines and fields[label] != "priority":
            field = fields[label]
            kind = Kind.TEXT if _KINDS[field] in _AS_TEXT else _KINDS[field]
            value = reader.value(cell, kind, grid.name, row, column)
            values = {} if value is None else {field: value}
            unread = {field} if value is None and not cell.is_blank else set()
            lines[field] = Row(grid.name, row, {field: column}, values, unread)
    for field in sorted(_NEEDED - lines.keys()):
        notes.add(FaultCode.MISSING_LABEL, {"heading": notes.words.glance[field].label}, grid.name)
    return lines, priorities


def _labelled(grid: Grid) -> Iterator[tuple[int, str, int, Cell]]:
    """Give (row, plain label, column of the value, its cell) for every row that has a label."""
    for row in range(1, grid.last_row + 1):
        cells = list(grid.row(row))
        if cells:
            (label_at, label), *rest = cells
            column, cell = rest[0] if rest else (label_at + 1, BLANK)
            yield row, plain_heading(read_text(label.value)), column, cell

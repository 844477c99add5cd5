"""A report as an Excel workbook: a sheet for its words, one for each table, one for the rows behind."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.report.model import Bullets, Cell, Document, Heading, Kind, Paragraph, Picture, Table
from bot.documents.report.sources import behind
from bot.words import Words

_NAVY: Final = "1F3A5F"
_FORMATS: Final = {Kind.PERCENT: '0"%"', Kind.MONEY: '"$"#,##0.00', Kind.DAY: "mmm d, yyyy"}
_UNSAFE: Final = ("=", "+", "-", "@", "\t", "\r")
"""Characters that make Excel take a text for a formula."""


def workbook(document: Document, words: Words) -> bytes:
    """Give the file. A figure's cell holds its value, the next column what people read in other formats."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _words(first, document, words)
    marks = document.marks
    taken = {first.title}
    for at, table in document.tables():
        _table(book.create_sheet(_title(table.key, taken)), table, at, marks, words)
    _rows(book.create_sheet(_title(words.label("reports.sheet_rows"), taken)), document, words)
    book.properties.title, book.properties.creator = document.title, "Milepost"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _words(sheet: Worksheet, document: Document, words: Words) -> None:
    sheet.title = words.label("reports.sheet_words")
    sheet.column_dimensions["A"].width = 110
    lines: list[tuple[str, Font | None]] = [
        (document.title, Font(size=18, bold=True, color=_NAVY)),
        (document.subtitle, Font(color="5A6B7D")),
    ]
    for part in document.parts:
        if isinstance(part, Heading):
            lines.append((part.text, Font(size=14 - 2 * part.level + 2, bold=True, color=_NAVY)))
        elif isinstance(part, Paragraph):
            lines.append((part.text, Font(bold=True) if part.key else None))
        elif isinstance(part, Bullets):
            lines += [(f"• {item}", None) for item in part.items]
        elif isinstance(part, Picture):
            lines.append((part.alt, Font(italic=True)))
        else:
            lines.append(
                (words.label("reports.see_sheet", sheet=part.key), Font(italic=True, color="5A6B7D"))
            )
    for row, (text, font) in enumerate(lines, 1):
        at = sheet.cell(row, 1, _harmless(text))
        at.alignment = Alignment(wrap_text=True, vertical="top")
        if font is not None:
            at.font = font


def _table(sheet: Worksheet, table: Table, at: int, marks: Any, words: Words) -> None:
    """Each column, and for columns of figures one with the words and one with the figure's number."""
    headings: list[tuple[str, float]] = []
    spread = [any(cells[place].source for cells in table.rows) for place in range(len(table.columns))]
    for column, has_figures in zip(table.columns, spread, strict=True):
        headings.append((column.text, 14 + 14 * column.share))
        if has_figures:
            headings += [(words.label("reports.as_told", column=column.text), 22.0), ("#", 5.0)]
    _head(sheet, headings)
    for row, cells in enumerate(table.rows):
        place = 1
        for across, cell in enumerate(cells):
            _put(sheet, row + 2, place, cell)
            place += 1
            if spread[across]:
                sheet.cell(row + 2, place, _harmless(cell.text))
                sheet.cell(row + 2, place + 1, marks.get((at, row, across)))
                place += 2
    sheet.freeze_panes = "B2"


def _rows(sheet: Worksheet, document: Document, words: Words) -> None:
    """One line for each figure and row: what it was counted from, to be filtered."""
    names = ("figure", "label", "told", "rows", "table", "id", "name", "counted")
    wide = (8.0, 44.0, 24.0, 60.0, 16.0, 8.0, 20.0, 10.0)
    _head(
        sheet, [(words.label(f"reports.rows.{name}"), width) for name, width in zip(names, wide, strict=True)]
    )
    place = 2
    for one in document.figures:
        source = one.cell.source
        assert source is not None
        told = behind(document, words, one)
        for key in source.of_ids or source.ids:
            (name,) = document.named(source.table, (key,))
            values: tuple[Any, ...] = (
                one.mark,
                one.label,
                one.cell.text,
                told,
                source.table,
                key,
                name,
                key in source.ids,
            )
            for column, value in enumerate(values, 1):
                sheet.cell(place, column, _harmless(value) if isinstance(value, str) else value)
            place += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{max(place - 1, 1)}"
    sheet.freeze_panes = "A2"


def _head(sheet: Worksheet, headings: list[tuple[str, float]]) -> None:
    for place, (text, width) in enumerate(headings, 1):
        cell = sheet.cell(1, place, text)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=_NAVY)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = width


def _put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    value: Any = cell.value
    if cell.kind is Kind.MONEY and isinstance(value, int):
        value = value / 100
    elif isinstance(value, str):
        value = _harmless(value)
    elif value is None and cell.kind is Kind.TEXT:
        value = _harmless(cell.text)
    at = sheet.cell(row, column, value)
    at.alignment = Alignment(wrap_text=True, vertical="top")
    if cell.kind in _FORMATS and isinstance(value, (int, float, Decimal, date)):
        at.number_format = _FORMATS[cell.kind]


def _harmless(text: str) -> str:
    """Have a text be a text: one that begins like a formula gets an apostrophe's worth of distance."""
    return f"\u200b{text}" if text.startswith(_UNSAFE) else text


def _title(text: str, taken: set[str]) -> str:
    """A sheet's name: at most 31 letters, none that Excel refuses, no name twice."""
    name = "".join(letter for letter in text if letter not in "[]:*?/\\")[:28] or "Table"
    found, number = name, 2
    while found in taken:
        found, number = f"{name} {number}", number + 1
    taken.add(found)
    return found

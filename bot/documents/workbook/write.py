"""Writes a plan, or an empty one to fill in, as a workbook that a principal knows as her plan."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.plan_document import Header, PlanDocument
from bot.documents.workbook import style
from bot.documents.workbook.basis_cells import Content
from bot.documents.workbook.cells import PlanCells
from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.layout import (
    HEADING_ROW,
    MILESTONES,
    READY_ROWS,
    SHEETS,
    Column,
    Table,
)
from bot.documents.workbook.layout_basis import TABLES
from bot.documents.workbook.layout_glance import GLANCE_SECTIONS
from bot.documents.workbook.offers import Offers

USUAL_PRIORITIES = 4
_LONG = ("vision", "mission")
_EMPTY = PlanDocument(header=Header(title="", school_name="", school_code=""))


def write_template(path: Path, form: WorkbookFormat) -> None:
    """Write an empty workbook to fill in. Raises OSError where the file cannot be written."""
    write_workbook(_EMPTY, path, form)


def write_workbook(document: PlanDocument, path: Path, form: WorkbookFormat) -> None:
    """Write a plan as a workbook that reads back as the same plan. Raises OSError."""
    path.write_bytes(workbook_bytes(document, form))


def workbook_bytes(document: PlanDocument, form: WorkbookFormat) -> bytes:
    """Give the workbook of a plan as the bytes of its file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = {key: book.create_sheet(form.words.sheets[key].name) for key in SHEETS}
    for key, sheet in sheets.items():
        style.head(sheet, form.words.sheets[key])
    offers = Offers(form, sheets["lists"])
    cells = PlanCells(document, form.words)
    _write_start(sheets["start"], form)
    _write_glance(sheets["glance"], document, cells, form, offers)
    for table in TABLES:
        _write_table(sheets[table.sheet], table, cells, form, offers)
        if table.key in form.words.section_headings:
            name = form.words.section_headings[table.key]
            style.section(style.cell(sheets[table.sheet], HEADING_ROW - 1, table.first_column), name)
    style.mark_milestones(sheets["milestones"], len(MILESTONES.columns), HEADING_ROW + READY_ROWS)
    tables = {table.sheet for table in TABLES}
    for key, sheet in sheets.items():
        style.finish(sheet, key, form.words.footer, HEADING_ROW if key in tables else None)
    book.active = 0
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def put(cell: Cell, content: Content) -> None:
    """Write content as what it is: text stays text, even where it looks like a formula or an error."""
    if content is None or content == "":
        return
    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"
    elif isinstance(content, date):
        cell.number_format = style.DATE_FORMAT


def _write_start(sheet: Worksheet, form: WorkbookFormat) -> None:
    sheet.column_dimensions["A"].width = 88
    sheet.sheet_view.showGridLines = False
    row = HEADING_ROW
    for line in form.words.start:
        if line.heading:
            style.section(style.cell(sheet, row + 1, 1), line.heading)
            row += 2
        cell = style.cell(sheet, row, 1)
        cell.value, cell.alignment, cell.font = line.text, style.WRAPPED, style.font()
        row += 1


def _write_glance(
    sheet: Worksheet, document: PlanDocument, cells: PlanCells, form: WorkbookFormat, offers: Offers
) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 80
    sheet.sheet_view.showGridLines = False
    row = HEADING_ROW
    for section, columns in GLANCE_SECTIONS:
        style.section(style.cell(sheet, row, 1), form.words.section_headings[section])
        for column in columns:
            row += 1
            words = form.words.glance[column.field]
            style.label(style.cell(sheet, row, 1), words, words.label)
            content = cells.line(column.field)
            _write_line(style.cell(sheet, row, 2), content, column)
            if column.field in _LONG and not content:
                sheet.row_dimensions[row].height = 64
            offers.offer(sheet, f"B{row}", column.kind)
        row += 2
    style.section(style.cell(sheet, row, 1), form.words.section_headings["priorities"])
    texts = {priority.number: priority.text for priority in document.priorities}
    words = form.words.glance["priority"]
    for number in sorted({*texts, *range(1, USUAL_PRIORITIES + 1)}):
        row += 1
        style.label(style.cell(sheet, row, 1), words, f"{words.label} {number}")
        _write_line(style.cell(sheet, row, 2), texts.get(number), Column("text"))


def _write_line(cell: Cell, content: Content, column: Column) -> None:
    cell.alignment = style.WRAPPED
    cell.border = style.BOX
    cell.number_format = style.FORMATS.get(column.kind, style.TEXT_FORMAT)
    put(cell, content)


def _write_table(
    sheet: Worksheet, table: Table, cells: PlanCells, form: WorkbookFormat, offers: Offers
) -> None:
    rows = list(cells.table(table.key))
    used = {field for row in rows for field, content in row.items() if content not in (None, "")}
    columns = [column for column in table.columns if not column.spare or column.field in used]
    for at, row in enumerate(rows, start=HEADING_ROW + 1):
        for place, column in enumerate(columns, start=table.first_column):
            content = row.get(column.field)
            if content is not None and content != "":
                cell = style.cell(sheet, at, place)
                cell.alignment = style.WRAPPED
                cell.number_format = style.FORMATS.get(column.kind, "General")
                put(cell, content)
    end = HEADING_ROW + max(len(rows), READY_ROWS)
    for at, column in enumerate(columns, start=table.first_column):
        style.column(sheet, at, column.width, column.kind)
        style.heading(style.cell(sheet, HEADING_ROW, at), form.words.columns[table.key][column.field])
        letter = get_column_letter(at)
        offers.offer(sheet, f"{letter}{HEADING_ROW + 1}:{letter}{end}", column.kind)

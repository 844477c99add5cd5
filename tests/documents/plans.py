"""Larkspur's workbook, and ways to spoil it the way people do."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook, load_workbook

from bot.documents.plan_document import PlanDocument
from bot.documents.workbook import ReadResult, WorkbookFormat, read_workbook, workbook_bytes
from tests.documents.larkspur import larkspur

FORM = WorkbookFormat.load()
GLANCE, GOALS, STRATEGIES = "At a glance", "Goals and measures", "Strategies"
NEEDS, SIGNATURES = "Needs assessment", "Signatures and terms"
MILESTONES, TEAMS = "Milestones and actions", "Teams and people"


def read(content: bytes) -> ReadResult:
    """What the reader makes of a file."""
    return read_workbook(content, FORM)


def workbook(document: PlanDocument | None = None) -> bytes:
    """The workbook of a plan, Larkspur's unless another is given."""
    return workbook_bytes(document or larkspur(), FORM)


def edited(edit: Callable[[Workbook], None], content: bytes | None = None) -> bytes:
    """The workbook after somebody changed it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(content or workbook()))
    edit(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_cell(sheet: str, cell: str, value: str | float | bool | date | None) -> bytes:
    """Larkspur's workbook with one cell changed."""

    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edited(edit)


def cell_of(sheet: str, wanted: object) -> str:
    """Where something stands in Larkspur's workbook ("A12")."""
    book = load_workbook(io.BytesIO(workbook()))
    for row in book[sheet].iter_rows():
        for cell in row:
            if cell.value == wanted:
                return str(cell.coordinate)
    raise LookupError(f"{wanted!r} is not on {sheet}")

"""The planning workbook: a plan as XLSX, written to be filled in by people and read with forgiveness."""

from __future__ import annotations

from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.read import read_workbook
from bot.documents.workbook.report import Fault, ReadResult, told
from bot.documents.workbook.write import workbook_bytes, write_template, write_workbook

__all__ = [
    "Fault",
    "ReadResult",
    "WorkbookFormat",
    "read_workbook",
    "told",
    "workbook_bytes",
    "write_template",
    "write_workbook",
]

"""The workbook as a kind of plan file."""

from __future__ import annotations

from pathlib import Path

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_kinds import PlanKind, PlanWords
from bot.documents.workbook.read import read_workbook
from bot.documents.workbook.report import ReadResult
from bot.documents.workbook.write import workbook_bytes


def _read(source: Path | bytes, words: PlanWords) -> ReadResult:
    return read_workbook(source, words.workbook)


def _write(document: PlanDocument, words: PlanWords) -> bytes:
    return workbook_bytes(document, words.workbook)


XLSX = PlanKind("Excel", _read, _write)

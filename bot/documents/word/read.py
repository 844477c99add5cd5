"""Reads a Word document into a plan, or says by table and row everything that is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl.utils import column_index_from_string

from bot.documents.checks import AdviceCode, FaultCode
from bot.documents.office_file import Refused
from bot.documents.word.opening import open_word
from bot.documents.word.pages import tables
from bot.documents.word.sheets import Origin, Origins, TableReader, sheets_of
from bot.documents.word.words import WordWords
from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.layout_basis import TABLES
from bot.documents.workbook.notes import Notes
from bot.documents.workbook.read import read_grids
from bot.documents.workbook.report import Fault, ReadResult
from bot.documents.workbook.words import WorkbookWords, fill


def read_word(source: Path | bytes, form: WorkbookFormat, words: WordWords) -> ReadResult:
    """Give the plan of a document, or its faults. Raises OSError only, for a file that cannot be read."""
    own = _with_own_sentences(form.words, words)
    notes = Notes(own)
    try:
        opened = open_word(source)
    except Refused as refused:
        notes.add(refused.code, refused.facts)
        return ReadResult(None, tuple(notes.faults), ())
    if opened.has_macros:
        notes.add(AdviceCode.MACROS_LEFT_ALONE, {})
    reader = TableReader(own, words.later)
    for table in tables(opened.root):
        reader.take(table)
    if not reader.found.lines and not reader.found.tables:
        notes.add(FaultCode.NO_PLAN_SHEETS, {})
        return ReadResult(None, tuple(notes.faults), ())
    grids, origins = sheets_of(reader.found, own)
    result = read_grids(grids, WorkbookFormat(own, form.practices), notes)
    places = _Places(origins, own, words)
    strange = tuple(
        Fault(
            places.named(origin, heading),
            origin.row,
            None,
            AdviceCode.COLUMN_NOT_READ,
            fill(own.advice[AdviceCode.COLUMN_NOT_READ], {"heading": heading}),
        )
        for heading, origin in reader.found.strange
    )
    faults = sorted((places.of(fault) for fault in result.faults), key=lambda fault: fault[0])
    advice = sorted((places.of(fault) for fault in result.advice), key=lambda fault: fault[0])
    return ReadResult(
        result.document,
        tuple(fault for _, fault in faults),
        (*strange, *(fault for _, fault in advice)),
    )


class _Places:
    """Says where in the document a fault of the sheets is."""

    def __init__(self, origins: Origins, book: WorkbookWords, words: WordWords) -> None:
        self._origins = origins
        self._words = words
        self._headings = _headings(book)

    def of(self, fault: Fault) -> tuple[tuple[int, int], Fault]:
        """Give the fault at its table and row, and what it is sorted by; one without a place comes first."""
        column = column_index_from_string(fault.column) if fault.column else None
        sheet, row = fault.sheet or "", fault.row or 0
        origin = self._origins.get((sheet, row, column)) or self._origins.get((sheet, row, None))
        if origin is None:
            return (0, 0), replace(fault, sheet=None, row=None, column=None)
        heading = origin.label or (self._headings.get((sheet, column)) if column else None)
        placed = replace(fault, sheet=self.named(origin, heading), row=origin.row, column=None)
        if origin.label is not None:
            placed = replace(placed, row=None)  # beside a label, the row would say nothing more
        return (origin.table.number, origin.row), placed

    def named(self, origin: Origin, heading: str | None) -> str:
        """Give the words for a table and a column of it."""
        facts = {"above": origin.table.above, "number": origin.table.number, "heading": heading}
        return fill(self._words.places["table"], facts)


def _headings(words: WorkbookWords) -> Mapping[tuple[str, int], str]:
    """Give the heading of each column by the name of its sheet."""
    return {
        (words.sheets[table.sheet].name, at): words.columns[table.key][column.field].label
        for table in TABLES
        for at, column in enumerate(table.columns, start=table.first_column)
    }


def _with_own_sentences(book: WorkbookWords, words: WordWords) -> WorkbookWords:
    """Give the words of the workbook, speaking of a document where they spoke of sheets."""
    return book.model_copy(
        update={"faults": {**book.faults, **words.faults}, "advice": {**book.advice, **words.advice}}
    )

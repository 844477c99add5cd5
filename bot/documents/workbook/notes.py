"""Collects what is found while a workbook is read, each with its place and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from bot.documents.checks import AdviceCode, FaultCode
from bot.documents.workbook.dates import shown
from bot.documents.workbook.report import Fault
from bot.documents.workbook.words import WorkbookWords, fill


@dataclass(slots=True)
class Notes:
    """The faults and the advice so far."""

    words: WorkbookWords
    faults: list[Fault] = field(default_factory=list)
    advice: list[Fault] = field(default_factory=list)

    def add(
        self,
        code: FaultCode | AdviceCode,
        facts: Mapping[str, object],
        sheet: str | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        """Note a fault or an advice, by its code, at a place (row and column from 1)."""
        readable = {
            key: value if isinstance(value, int) else self._shown(value) for key, value in facts.items()
        }
        letter = get_column_letter(column) if column else None
        if isinstance(code, FaultCode):
            message = fill(self.words.faults[code], readable)
            self.faults.append(Fault(sheet, row, letter, code, message))
        else:
            message = fill(self.words.advice[code], readable)
            source = self.words.sources.get(code)
            self.advice.append(Fault(sheet, row, letter, code, message, source=source))

    @staticmethod
    def _shown(value: object) -> object:
        return None if value is None else shown(value)

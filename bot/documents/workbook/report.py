"""Faults with their places in a file, in words; many of the same kind are told as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from bot.documents.plan_document import PlanDocument
from bot.documents.workbook.words import WorkbookWords, fill


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong (or, as advice, could be better) and where: sheet name, row from 1, column letter.

    A file without sheets has a `path` instead ("actions[3].due_on"), which `place` says in words, and its
    line as `row`. `source` is where the advice comes from, for advice that is not ours alone.
    """

    sheet: str | None
    row: int | None
    column: str | None
    code: StrEnum
    message: str
    path: str | None = None
    source: str | None = None
    place: str | None = None

    def as_json(self) -> dict[str, object]:
        """Give the fault as the stable JSON of `plan check --json` has it."""
        found: dict[str, object] = {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code.value,
            "message": self.message,
        }
        more = {"path": self.path, "source": self.source, "place": self.place}
        return found | {name: value for name, value in more.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document when there is no fault, or the faults; advice either way."""

    document: PlanDocument | None
    faults: tuple[Fault, ...]
    advice: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """True when the workbook can be used as it is."""
        return self.document is not None


FEW = 3
"""Up to so many faults of one kind in one column are told one by one."""


def told(faults: Sequence[Fault], words: WorkbookWords) -> list[str]:
    """Give the lines that a person reads: where, then what; the same mistake in many rows is one line."""
    lines = []
    for group in _groups(faults):
        if len(group) > FEW:
            rows = _rows(fault.row for fault in group if fault.row)
            where = fill(
                words.report["where_rows"], {"sheet": group[0].sheet, "column": group[0].column, "rows": rows}
            )
            more = fill(words.report["same_in"], {"count": len(group)})
            lines.append(f"{where}: {_said(group[0], words)} {more}")
        else:
            lines.extend(f"{_where(fault, words)}: {_said(fault, words)}" for fault in group)
    return lines


def _said(fault: Fault, words: WorkbookWords) -> str:
    if fault.source is None:
        return fault.message
    return fill(words.report["with_source"], {"message": fault.message, "source": fault.source})


def _groups(faults: Iterable[Fault]) -> list[list[Fault]]:
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        key = (fault.sheet, fault.column, fault.code) if fault.row and fault.column else (id(fault),)
        groups.setdefault(key, []).append(fault)
    return list(groups.values())


def _where(fault: Fault, words: WorkbookWords) -> str:
    key = "where_cell"
    if fault.sheet is None and fault.row is not None:
        key = "where_line"
    elif fault.sheet is None:
        key = "where_file"
    elif fault.row is None:
        key = "where_sheet"
    elif fault.column is None:
        key = "where_row"
    facts = {"sheet": fault.sheet, "row": fault.row, "column": fault.column, "place": fault.place}
    return fill(words.report[key], facts)


def _rows(rows: Iterable[int]) -> str:
    numbered = enumerate(sorted(set(rows)))
    runs = (list(run) for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0]))
    spans = [(run[0][1], run[-1][1]) for run in runs]
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    return ", ".join(texts[:12]) + (" ..." if len(texts) > 12 else "")

"""Terms as a CSV file: kind, label, first day, last day."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.vocabulary_measures import TermKind

COLUMNS: Final = ("kind", "label", "first", "last")


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """One term, both days included."""

    kind: TermKind
    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TermFault:
    """A row that is no term: its number, and the key of the words that say why."""

    row: int
    key: str


def read_terms(content: bytes) -> tuple[tuple[ListedTerm, ...], tuple[TermFault, ...]]:
    """Give the terms of a CSV file, and what could not be read of it; never raises for a bad one."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return (), (TermFault(1, "not_csv"),)
    if not rows or not set(COLUMNS) <= {str(name).strip().lower() for name in rows[0]}:
        return (), (TermFault(1, "no_columns"),)
    found: list[ListedTerm] = []
    faults: list[TermFault] = []
    for at, row in enumerate(rows, start=2):
        cells = {str(name).strip().lower(): (value or "").strip() for name, value in row.items() if name}
        try:
            first, last = date.fromisoformat(cells["first"]), date.fromisoformat(cells["last"])
            kind = TermKind(cells["kind"].lower())
        except ValueError:
            faults.append(TermFault(at, "not_a_term"))
            continue
        if last < first or not cells["label"]:
            faults.append(TermFault(at, "backwards" if last < first else "no_label"))
            continue
        found.append(ListedTerm(kind, cells["label"], first, last))
    return tuple(found), tuple(faults)

"""From the tables of a Word document to the sheets that a plan is read from, with where each row stood.

A table is known by its headings, wherever it stands: either a row of headings with rows below it, or
labels with what belongs to each beside it. Measures belong to the goal or strategy before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.documents.word.pages import WordTable
from bot.documents.workbook.grid import Cell, Grid
from bot.documents.workbook.headings import labels, plain_heading
from bot.documents.workbook.layout_basis import TABLES
from bot.documents.workbook.words import WorkbookWords

_MEASURED = ("goals", "strategies")
_SEARCHED = 3
LATER = "later"
_YEAR = re.compile(r"([4-9])\s*[:.)-]\s*([^\n;]+)")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stood: the table, the row within it from 1, and the label beside it, where it has one."""

    table: WordTable
    row: int
    label: str | None = None


@dataclass(slots=True)
class Rows:
    """What was found: rows of fields by table, the lines of "At a glance", and headings nobody knows."""

    tables: dict[str, list[dict[str, tuple[str, Origin]]]] = field(default_factory=dict)
    lines: dict[str, tuple[str, Origin]] = field(default_factory=dict)
    strange: list[tuple[str, Origin]] = field(default_factory=list)


class TableReader:
    """Takes the tables of a document, in their order."""

    def __init__(self, words: WorkbookWords, later: str) -> None:
        """Know the workbook's headings and what else people call them, and that of targets of later years."""
        self._later = plain_heading(later)
        self.found = Rows()
        self._glance = labels(words.glance)
        self._priority = re.compile(
            rf"{re.escape(plain_heading(words.glance['priority'].label))}s? \d{{1,4}}"
        )
        self._known = {table.key: labels(words.columns[table.key]) for table in TABLES}
        self._part: tuple[str, str, Origin] | None = None

    def take(self, table: WordTable) -> None:
        """Take a table; one that is no part of a plan is left alone."""
        for at, row in enumerate(table.rows[:_SEARCHED]):
            key, columns = self._headings(row)
            if key is not None and len(columns) > 1 and 2 * len(columns) > len(row):
                self._take_rows(table, at, key, columns)
                return
        self._take_labels(table)

    def _headings(self, row: tuple[str, ...]) -> tuple[str | None, dict[int, str]]:
        """Give the table that a row of headings fits best, and the field of each column."""
        best: str | None = None
        found: dict[int, str] = {}
        for key in sorted(self._known, key=lambda key: self._part is None or key != self._part[0]):
            here: dict[int, str] = {}
            for at, cell in enumerate(row):
                name = self._known[key].get(plain_heading(cell))
                if key in _MEASURED and plain_heading(cell) == self._later:
                    name = LATER
                if name is not None and name not in here.values():
                    here[at] = name
            if len(here) > len(found):
                best, found = key, here
        return best, found

    def _take_rows(self, table: WordTable, head: int, key: str, columns: Mapping[int, str]) -> None:
        rows = self.found.tables.setdefault(key, [])
        for at, cell in enumerate(table.rows[head]):
            if at not in columns and cell.strip():
                self.found.strange.append((cell.strip(), Origin(table, head + 1)))
        for number, row in enumerate(table.rows[head + 1 :], start=head + 2):
            origin = Origin(table, number)
            cells = {name: (row[at], origin) for at, name in columns.items() if at < len(row)}
            if not any(text.strip() for name, (text, _) in cells.items() if name != "number"):
                continue  # a place for an action that nobody has filled in
            if key in _MEASURED and "number" not in cells and self._part and self._part[0] == key:
                cells["number"] = (self._part[1], self._part[2])
            later, _ = cells.pop(LATER, ("", origin))
            cells |= {f"year{year}": (text, origin) for year, text in _YEAR.findall(later)}
            rows.append(cells)

    def _take_labels(self, table: WordTable) -> None:
        pairs = [
            (plain_heading(label), text, Origin(table, number, " ".join(label.split())))
            for number, row in enumerate(table.rows, start=1)
            for label, text in _pairs(row)
        ]
        counts = {key: len({known[label] for label, _, _ in pairs if label in known})
                  for key, known in self._known.items() if key in (*_MEASURED, "milestones")}  # fmt: skip
        key = max(counts, key=lambda key: counts[key])
        glance = sum(label in self._glance or bool(self._priority.fullmatch(label)) for label, _, _ in pairs)
        if glance >= counts[key]:
            for label, text, origin in pairs:
                if label in self._glance or self._priority.fullmatch(label):
                    self.found.lines.setdefault(label, (text, origin))
        elif counts[key] > 1:
            self._take_card(key, pairs)

    def _take_card(self, key: str, pairs: list[tuple[str, str, Origin]]) -> None:
        """Take a goal, strategy or milestone that has a table to itself."""
        known, card = self._known[key], dict[str, tuple[str, Origin]]()
        for label, text, origin in pairs:
            if label in known:
                card.setdefault(known[label], (text, origin))
        number, origin = card.get("number", ("", pairs[0][2]))
        if key in _MEASURED:
            self._part = (key, number, origin)
        if any(text.strip() for name, (text, _) in card.items() if name != "number"):
            self.found.tables.setdefault(key, []).append(card)


def _pairs(row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give the labels of a row, each with what stands beside it."""
    for at in range(0, len(row) - 1, 2):
        yield row[at], row[at + 1]


Origins = Mapping[tuple[str, int, int | None], Origin]


def sheets_of(found: Rows, words: WorkbookWords) -> tuple[dict[str, Grid], Origins]:
    """Give the sheets by name, and where each (sheet, row, column) came from; a row's own has no column."""
    cells: dict[str, dict[tuple[int, int], Cell]] = {key: {} for key in words.sheets}
    origins: dict[tuple[str, int, int | None], Origin] = {}
    titles = {key: sheet.name for key, sheet in words.sheets.items()}
    glance = {plain_heading(heading.label): heading.label for heading in words.glance.values()}
    lines = {**{label: ("", None) for label in glance}, **found.lines}
    known = labels(words.glance)
    for row, (label, (text, origin)) in enumerate(lines.items(), start=1):
        own = words.glance[known[label]].label if label in known else label
        cells["glance"][(row, 1)] = Cell(own)
        if text.strip():
            cells["glance"][(row, 2)] = Cell(text)
        if origin is not None:
            origins[(titles["glance"], row, None)] = origin
    for table in TABLES:
        columns = {column.field: at for at, column in enumerate(table.columns, start=table.first_column)}
        sheet, title = cells[table.sheet], titles[table.sheet]
        for name, at in columns.items():
            sheet[(1, at)] = Cell(words.columns[table.key][name].label)
        for number, values in enumerate(found.tables.get(table.key, ()), start=2):
            for name, (text, origin) in values.items():
                if text.strip():
                    sheet[(number, columns[name])] = Cell(text)
                origins[(title, number, columns[name])] = origin
                origins.setdefault((title, number, None), origin)
    grids = {
        titles[key]: Grid(titles[key], sheet, {}, max(row for row, _ in sheet), max(at for _, at in sheet))
        for key, sheet in cells.items()
        if sheet
    }
    return grids, origins

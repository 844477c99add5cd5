"""What a report says, whatever it is written in: headings, words, tables of typed cells, pictures.

A cell that holds a figure names the rows that it was counted from; every format shows the same text, and
a list at the end says what each figure came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Ids = tuple[int, ...]
Value = int | Decimal | date | str | None


class Kind(StrEnum):
    """What a cell holds; money is in cents, a percentage as its whole percent."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Source:
    """The rows behind a figure: the table they are in, those counted, and of which they were counted."""

    table: str
    ids: Ids
    of_ids: Ids = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what people read, the value behind it (None where there is none), and its rows."""

    text: str
    value: Value = None
    kind: Kind = Kind.TEXT
    numerator: int | None = None
    denominator: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` says how wide it is beside the others."""

    text: str
    share: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the report, 2 a part of that."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; `soft` ones explain, `key` ones are what to remember."""

    text: str
    soft: bool = False
    key: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Lines under one another; `numbered` where their order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `key` names the table for programs, and its sheet in a workbook."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a row that has not one cell for each column."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the table {self.key} does not fit its columns")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG; `alt` says what it shows, as a finding."""

    svg: str
    alt: str
    title: str


Part = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's number in the report, where it stands, and what it is called."""

    mark: int
    part: int
    row: int
    column: int
    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Document:
    """A report. `names` says what people call a row: names["action"][12] is "1.1.1.2"."""

    kind: str
    title: str
    subtitle: str
    made_on: date
    parts: tuple[Part, ...]
    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, numbered in reading order; a cell of words is its own row, and has no number."""
        return tuple(
            Figure(mark, part, row, column, label, cell)
            for mark, (part, row, column, label, cell) in enumerate(self._cells(), 1)
        )

    @property
    def marks(self) -> Mapping[tuple[int, int, int], int]:
        """The number of the figure at (part, row, column)."""
        return {(one.part, one.row, one.column): one.mark for one in self.figures}

    def tables(self) -> Iterator[tuple[int, Table]]:
        """Every table with its place among the parts."""
        return ((at, part) for at, part in enumerate(self.parts) if isinstance(part, Table))

    def named(self, table: str, ids: Ids) -> list[str]:
        """What people call these rows; "#12" for one that nobody gave a name."""
        known = self.names.get(table, {})
        return [known.get(key, f"#{key}") for key in ids]

    def _cells(self) -> Iterator[tuple[int, int, int, str, Cell]]:
        for at, table in self.tables():
            for row, cells in enumerate(table.rows):
                for column, cell in enumerate(cells):
                    if cell.source is not None and cell.kind is not Kind.TEXT:
                        yield at, row, column, f"{cells[0].text}: {table.columns[column].text}", cell

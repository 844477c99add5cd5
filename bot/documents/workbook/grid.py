"""A sheet as cells: values, whether a formula lost its result, and what merged cells stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.workbook.opening import Opened


class Cell(NamedTuple):
    """The content of a cell; `lost` is True for a formula whose result was not saved."""

    value: object
    number_format: str = "General"
    is_error: bool = False
    lost: bool = False

    @property
    def is_blank(self) -> bool:
        """True when a person sees nothing in the cell."""
        blank = self.value is None or (isinstance(self.value, str) and not self.value.strip())
        return blank and not self.lost


BLANK = Cell(None)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet by (row, column), both from 1; only those that have content."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merged: dict[tuple[int, int], tuple[int, int]]
    last_row: int
    last_column: int

    def own(self, row: int, column: int) -> Cell:
        """Give what the cell itself holds."""
        return self.cells.get((row, column), BLANK)

    def filled(self, row: int, column: int) -> Cell:
        """Give what a person reads there: in a cell merged downward, what its top says."""
        return self.cells.get(self.merged.get((row, column), (row, column)), BLANK)

    def row(self, row: int) -> Iterator[tuple[int, Cell]]:
        """Give the cells of a row that have content, with their columns."""
        for column in range(1, self.last_column + 1):
            cell = self.cells.get((row, column))
            if cell is not None:
                yield column, cell


def grids(opened: Opened) -> dict[str, Grid]:
    """Give the sheets of a workbook by name, in their order."""
    return {sheet.title: _grid(sheet, opened.formulas) for sheet in opened.values.worksheets}


def _grid(sheet: Worksheet, formulas: Workbook | None) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and cell.row and cell.column:
                found = Cell(cell.value, cell.number_format, cell.data_type == "e")
                if not found.is_blank:
                    cells[(cell.row, cell.column)] = found
    if formulas is not None:
        for row in formulas[sheet.title].iter_rows():
            for cell in row:
                if (
                    cell.data_type == "f"
                    and cell.row
                    and cell.column
                    and (cell.row, cell.column) not in cells
                ):
                    cells[(cell.row, cell.column)] = Cell(None, lost=True)
    merged = {
        (row, area.min_col): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, min(area.max_row, sheet.max_row) + 1)
    }
    last_row = max((row for row, _ in cells), default=0)
    return Grid(sheet.title, cells, merged, last_row, max((column for _, column in cells), default=0))

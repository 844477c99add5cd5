"""The look of the workbook: school colors, fonts, widths, frozen headings, pages that print well."""

from __future__ import annotations

from math import ceil
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.documents.workbook.layout import HEADING_ROW, Kind
from bot.documents.workbook.words import Heading, SheetWords

NAVY, SKY, GOLD, PAPER, LINE = "1F3A5F", "DCE9F7", "E0A526", "F7F4EC", "B9C4D0"
TABS = {
    "start": GOLD,
    "glance": NAVY,
    "needs": NAVY,
    "goals": NAVY,
    "strategies": NAVY,
    "milestones": "2E7D6B",
    "teams": NAVY,
    "signatures": NAVY,
}
DATE_FORMAT, MONEY_FORMAT, TEXT_FORMAT = "m/d/yyyy", '"$"#,##0.00', "@"
FORMATS = {
    Kind.DATE: DATE_FORMAT,
    Kind.MONEY: MONEY_FORMAT,
    Kind.NUMBER: TEXT_FORMAT,
    Kind.NUMBERS: TEXT_FORMAT,
}
WRAPPED = Alignment(wrap_text=True, vertical="top")
FACE = "Calibri"
LINE_HEIGHT = 15.0
"""Points of a line of text in the workbook's size."""

_EDGE = Side(style="thin", color=LINE)
BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Give a cell to write into (row and column from 1)."""
    found = sheet.cell(row, column)
    if not isinstance(found, Cell):
        raise TypeError(f"row {row}, column {column} of {sheet.title} is hidden by merged cells")
    return found


def font(**look: Any) -> Font:
    """Give a font of the workbook's one face; without a name each program would choose another."""
    return Font(name=FACE, **{"size": 11, **look})


def fill(color: str) -> PatternFill:
    """Give a solid fill of an RGB color ("1F3A5F")."""
    return PatternFill("solid", start_color=color, end_color=color)


def head(sheet: Worksheet, words: SheetWords) -> None:
    """Write a sheet's title and its line of help."""
    sheet["A1"] = words.title
    sheet["A1"].font = font(size=18, bold=True, color=NAVY)
    sheet.row_dimensions[1].height = 28
    sheet["A2"] = words.help
    sheet["A2"].font = font(italic=True, color="5A6675")


def heading(at: Cell, words: Heading) -> None:
    """Write a column's heading with the help behind it."""
    at.value = words.label
    at.font = font(bold=True, color="FFFFFF")
    at.fill = fill(NAVY)
    at.alignment = Alignment(wrap_text=True, vertical="center")
    at.border = BOX
    note(at, words.help)


def note(at: Cell, text: str) -> None:
    """Put help behind a cell, large enough to be read at once."""
    at.comment = Comment(text, "Milepost", height=40 + 20 * (len(text) // 38 + 1), width=280)


def section(at: Cell, text: str) -> None:
    """Write a heading within a sheet."""
    at.value = text
    at.font = font(size=12, bold=True, color=NAVY)
    at.border = Border(bottom=Side(style="medium", color=GOLD))


def label(at: Cell, words: Heading, text: str) -> None:
    """Write the label of a line with the help behind it."""
    at.value = text
    at.font = font(bold=True, color=NAVY)
    at.fill = fill(PAPER)
    at.alignment = WRAPPED
    at.border = BOX
    note(at, words.help)


def column(sheet: Worksheet, at: int, width: int, kind: Kind) -> None:
    """Set a column's width and how what is typed into it looks."""
    dimension = sheet.column_dimensions[get_column_letter(at)]
    dimension.width = width
    dimension.alignment = WRAPPED
    dimension.number_format = FORMATS.get(kind, "General")


def mark_milestones(sheet: Worksheet, last_column: int, last_row: int) -> None:
    """Color the rows whose number has three parts, as they are typed."""
    first = HEADING_ROW + 1
    dots = f'LEN($A{first})-LEN(SUBSTITUTE($A{first},".",""))=2'
    look = DifferentialStyle(fill=fill(SKY), font=Font(bold=True, color=NAVY))
    rule = Rule(type="expression", dxf=look, formula=[dots])
    sheet.conditional_formatting.add(f"A{first}:{get_column_letter(last_column)}{last_row}", rule)


def fit_rows(sheet: Worksheet) -> None:
    """Make each row as high as its longest text needs: programs do not all work that out on opening."""
    widths = {letter: one.width for letter, one in sheet.column_dimensions.items()}
    for number, row in enumerate(sheet.iter_rows(min_row=HEADING_ROW), start=HEADING_ROW):
        lines = max((_lines(one, widths) for one in row if one.value is not None), default=1)
        if lines > 1 and sheet.row_dimensions[number].height is None:
            sheet.row_dimensions[number].height = LINE_HEIGHT * lines


def _lines(at: Any, widths: dict[str, float]) -> int:
    """How many lines a cell's text takes; letters are a little narrower than the digits columns count in."""
    width = max(1.0, widths.get(at.column_letter, 10.0) * 1.05)
    return sum(max(1, ceil(len(part) / width)) for part in str(at.value).split("\n"))


def finish(sheet: Worksheet, key: str, footer: str, heading_row: int | None = None) -> None:
    """Set the tab's color and the printed pages: landscape, as wide as the paper, headings on each page."""
    fit_rows(sheet)
    sheet.sheet_properties.tabColor = TABS.get(key, LINE)
    sheet.page_setup.orientation = "landscape" if heading_row else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.HeaderFooter = HeaderFooter(oddFooter=HeaderFooterItem(center=_HeaderFooterPart(text=footer)))
    if heading_row:
        sheet.print_title_rows = f"{heading_row}:{heading_row}"
        sheet.print_options.gridLines = True
        sheet.freeze_panes = f"B{heading_row + 1}"

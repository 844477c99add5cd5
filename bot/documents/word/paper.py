"""How Milepost's own form looks: page, type, tables. What stands in it is in `blueprint`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

NAVY, PALE, LINE = "1F3A5F", "E8EEF5", "9FB3C8"
WIDTH = 9.6
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 -- Word keeps no time zone; a form made again is the same


class Paper:
    """A Word document on its way."""

    def __init__(self, title: str) -> None:
        """Begin a document in landscape, with a title in its properties."""
        self.document = Document()
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Inches(11), Inches(8.5)
        section.left_margin = section.right_margin = Inches(0.7)
        section.top_margin, section.bottom_margin = Inches(0.7), Inches(0.6)
        self._type()
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title, "Milepost", ""
        properties.created = properties.modified = _MADE
        properties.last_modified_by = "Milepost"

    def _type(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10)
        normal.paragraph_format.space_after = Pt(2)
        for name, size, before in (("Title", 24, 0), ("Heading 1", 15, 14), ("Heading 2", 12, 10),
                                   ("Heading 3", 10.5, 8)):  # fmt: skip
            style = self.document.styles[name]
            style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
            style.font.color.rgb = RGBColor.from_string(NAVY)
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(3)
            style.paragraph_format.keep_with_next = True
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        for border in self.document.styles["Title"].element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break

    def heading(self, text: str, level: int) -> None:
        """Add a heading; level 0 is the title of the document."""
        self.document.add_heading(text, level)

    def text(self, text: str, *, soft: bool = False) -> Paragraph:
        """Add a paragraph; a `soft` one is help, small and gray."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        if soft:
            run.italic, run.font.size = True, Pt(9)
            run.font.color.rgb = RGBColor.from_string("5A6B7D")
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def tag(self, tag: str) -> None:
        """Add a paragraph that only holds a tag and is gone when the form is filled in."""
        self.document.add_paragraph(f"{{%p {tag} %}}")

    def gap(self) -> None:
        """Keep two tables apart."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run().font.size = Pt(4)
        paragraph.paragraph_format.line_spacing = Pt(6)

    def card(self, rows: Sequence[Sequence[tuple[str, str]]], loop: str | None = None) -> None:
        """Add a table of labels with what belongs to each beside it; with `loop`, once for each of a list."""
        across = max(len(row) for row in rows)
        label = 1.7 if across == 1 else 1.45
        share = WIDTH / across - label
        table = self._table(2 * across, [label, share] * across)
        if loop:
            self._only_tag(table, f"for {loop}")
        for row in rows:
            added = _whole(_row(table))
            for at, (name, content) in enumerate(row):
                _write(added.cells[2 * at], name, bold=True, fill=PALE)
                added.cells[2 * at].paragraphs[0].paragraph_format.keep_with_next = True
                _write(added.cells[2 * at + 1], content)
            if len(row) < across:
                last = 2 * len(row) - 1
                added.cells[last].merge(added.cells[2 * across - 1])
        if loop:
            self._only_tag(table, "endfor")
        self.gap()

    def grid(self, columns: Sequence[tuple[str, str, float]], loop: str) -> None:
        """Add a table of (heading, content, share of the width), with a row for each of a list."""
        whole = sum(share for _, _, share in columns)
        table = self._table(len(columns), [WIDTH * share / whole for _, _, share in columns])
        small = len(columns) > 7
        head = _whole(_row(table))
        properties = head._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
        for cell, (name, _, _) in zip(head.cells, columns, strict=True):
            _write(cell, name, bold=True, fill=NAVY, color="FFFFFF", size=8.5 if small else 9)
        self._only_tag(table, f"for {loop}")
        for cell, (_, content, _) in zip(_whole(_row(table)).cells, columns, strict=True):
            _write(cell, content, size=8.5 if small else 9.5)
        self._only_tag(table, "endfor")
        self.gap()

    def footer(self, text: str) -> None:
        """Write the foot of every page, with the page's number."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        run = paragraph.add_run(f"{text}  ·  ")
        number = paragraph.add_run()
        for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
            if kind:
                piece = OxmlElement("w:fldChar")
                piece.set(qn("w:fldCharType"), kind)
            else:
                piece = OxmlElement("w:instrText")
                piece.text = instruction
            number._r.append(piece)
        for one in (run, number):
            one.font.size, one.font.color.rgb = Pt(8), RGBColor.from_string("5A6B7D")

    def content(self) -> bytes:
        """Give the document as the bytes of a file."""
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    def _table(self, columns: int, widths: Sequence[float]) -> Table:
        table: Table = self.document.add_table(rows=0, cols=columns)
        table.autofit = False
        properties = table._tbl.tblPr
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        properties.append(borders)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        return table

    @staticmethod
    def _only_tag(table: Table, tag: str) -> None:
        _row(table).cells[0].text = f"{{%tr {tag} %}}"


def _row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _whole(row: _Row) -> _Row:
    """Have a row stay on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def _write(
    cell: _Cell, text: str, *, bold: bool = False, fill: str = "", color: str = "", size: float = 9.5
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    if fill:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)

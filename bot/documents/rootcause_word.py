"""A root-cause session as a Word document; only commands load it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import _Cell

NAVY, PALE = "1F3A5F", "E8EEF5"
WIDE, HIGH = 5.6, 7.2
"""Inches that a drawing may take of a page."""

Row = tuple[str, ...]


def rootcause_word(
    title: str, problem: str, lines: Sequence[str], columns: Row, rows: Sequence[Row],
    pictures: Sequence[tuple[bytes, float]], alt: str,
) -> bytes:  # fmt: skip
    """Give the file: the problem, the outcome in `lines`, the pictures, and a table of all causes.

    A picture comes as PNG with how much higher than wide it is; `alt` says what it shows.
    """
    document = Document()
    _type(document)
    document.core_properties.title, document.core_properties.author = title, "Milepost"
    document.core_properties.comments = ""
    document.add_heading(title, 0)
    said = document.add_paragraph()
    said.add_run(problem).bold = True
    for line in lines:
        document.add_paragraph(line)
    for png, ratio in pictures:
        wide = min(WIDE, HIGH / ratio)
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Inches(wide))
        shape._inline.docPr.set("descr", alt)
    document.add_paragraph()
    _table(document, columns, rows)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _type(document: Document) -> None:  # type: ignore[valid-type]  # python-docx names a function so
    section = document.sections[0]  # type: ignore[attr-defined]
    section.left_margin = section.right_margin = Inches(0.9)
    section.top_margin = section.bottom_margin = Inches(0.8)
    normal = document.styles["Normal"]  # type: ignore[attr-defined]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    style = document.styles["Title"]  # type: ignore[attr-defined]
    style.font.name, style.font.size, style.font.bold = "Calibri", Pt(24), True
    style.font.color.rgb = RGBColor.from_string(NAVY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _table(document: Document, columns: Row, rows: Sequence[Row]) -> None:  # type: ignore[valid-type]  # as above
    table = document.add_table(rows=1, cols=len(columns))  # type: ignore[attr-defined]
    table.style = "Table Grid"
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(head.cells, columns, strict=True):
        _write(cell, name, bold=True)
    for row in rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words in zip(added.cells, row, strict=True):
            _write(cell, words)


def _write(cell: _Cell, words: str, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(words)
    run.bold, run.font.size = bold, Pt(9.5)
    if bold:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)

"""Milepost's own template for reports in Word; `python -m bot.documents.report.blueprint` makes it again."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from bot.documents.report.word import FOLDER
from bot.overlay import PACKAGED

_NAVY: Final = "1F3A5F"
_MADE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 -- Word keeps no time zone; one made again is the same


def blueprint() -> bytes:
    """Give the template as the bytes of a Word document."""
    paper = Document()
    _type(paper)
    paper.add_heading("{{ title }}", 0)
    paper.add_paragraph("{{ subtitle }}", "Soft")
    _tag(paper, "for part in parts")
    for kind, style in (("heading1", "Heading 1"), ("heading2", "Heading 2")):
        _when(paper, f'part.type == "{kind}"')
        paper.add_paragraph("{{ part.text }}", style)
        _tag(paper, "endif")
    for key, style in (("plain", "Normal"), ("soft", "Soft"), ("key", "Key")):
        _when(paper, f'part.type == "paragraph" and part.style == "{key}"')
        _lines(paper, style)
    for kind, style in (("bullets", "List Bullet"), ("numbers", "List Number")):
        _when(paper, f'part.type == "{kind}"')
        _lines(paper, style)
    _when(paper, 'part.type == "picture"')
    paper.add_paragraph("{{ part.image }}")
    paper.add_paragraph("{{ part.alt }}", "Soft")
    _tag(paper, "endif")
    _when(paper, 'part.type == "table"')
    paper.add_paragraph("{{ part.caption }}", "Caption")
    _table(paper)
    paper.add_paragraph()
    _tag(paper, "endif")
    _tag(paper, "endfor")
    _sources(paper)
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = "{{ title }}", "Milepost", ""
    properties.created = properties.modified = _MADE
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _type(paper: Any) -> None:
    section = paper.sections[0]
    section.left_margin = section.right_margin = Inches(0.9)
    section.top_margin = section.bottom_margin = Inches(0.8)
    styles = paper.styles
    for name, size in (
        ("Normal", 10.5),
        ("Title", 24),
        ("Heading 1", 15),
        ("Heading 2", 12),
        ("Caption", 10),
    ):
        style = styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        if name != "Normal":
            style.font.bold, style.font.color.rgb = True, RGBColor.from_string(_NAVY)
            style.paragraph_format.keep_with_next = True
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name in ("Soft", "Key"):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        made.font.bold = name == "Key"
        if name == "Soft":
            made.font.color.rgb, made.font.size = RGBColor.from_string("4A5A6A"), Pt(9.5)


def _tag(paper: Any, tag: str) -> None:
    paper.add_paragraph(f"{{%p {tag} %}}")


def _when(paper: Any, condition: str) -> None:
    _tag(paper, f"if {condition}")


def _lines(paper: Any, style: str) -> None:
    _tag(paper, "for line in part.lines")
    paper.add_paragraph("{{ line }}", style)
    _tag(paper, "endfor")
    _tag(paper, "endif")


def _table(paper: Any) -> None:
    """A table of as many columns and rows as there are: docxtpl repeats the cell, and then the row."""
    table = paper.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    head, begin, row, end = table.rows
    for at, text in enumerate(("{%tc for column in part.columns %}", "{{ column }}", "{%tc endfor %}")):
        _cell(head.cells[at], text, is_head=True)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    begin.cells[0].text = "{%tr for row in part.rows %}"
    for at, text in enumerate(("{%tc for cell in row %}", "{{ cell.text }}", "{%tc endfor %}")):
        _cell(row.cells[at], text)
    raised = row.cells[1].paragraphs[0].add_run("{% if cell.mark %} {{ cell.mark }}{% endif %}")
    raised.font.superscript, raised.font.size = True, Pt(8)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    end.cells[0].text = "{%tr endfor %}"


def _cell(cell: Any, text: str, is_head: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.font.bold = Pt(9), is_head
    if is_head:
        run.font.color.rgb = RGBColor.from_string("FFFFFF")
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _NAVY)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _sources(paper: Any) -> None:
    _tag(paper, "if figures")
    paper.add_paragraph("{{ sources }}", "Heading 1")
    paper.add_paragraph("{{ sources_about }}", "Soft")
    _tag(paper, "for figure in figures")
    paper.add_paragraph("{{ figure.mark }}. {{ figure.label }}: {{ figure.text }}. {{ figure.rows }}", "Soft")
    _tag(paper, "endfor")
    _tag(paper, "endif")


if __name__ == "__main__":
    place = PACKAGED / FOLDER / "report.docx"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(blueprint())

"""A report as a Word document, through a template that a state can replace.

The template is `documents/reports/report.docx` in `prompts/`, or in the folder of one's own words, where
one called `quarter.docx`, `semester.docx`, `year.docx` or `story.docx` is taken for that report alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from docx.shared import Inches
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError

from bot.documents.office_file import BROKEN, Refused
from bot.documents.report.model import Bullets, Document, Heading, Paragraph, Part, Picture, Table
from bot.documents.report.sources import behind
from bot.documents.word.check import environment
from bot.documents.word.opening import open_word
from bot.overlay import PACKAGED, OverlayFault
from bot.words import Words
from bot.words.filters import day

FOLDER: Final = Path("documents", "reports")
WIDE: Final = 4.6
"""Inches that a picture takes of a page."""


def template_path(kind: str, overlay: Path | None = None) -> Path:
    """Give the template of a kind of report: one's own before Milepost's, the special before the general."""
    places = [
        root / FOLDER / f"{name}.docx"
        for root in (overlay, PACKAGED)
        if root is not None
        for name in (kind, "report")
    ]
    return next((place for place in places if place.is_file()), places[-1])


def word(document: Document, words: Words, pngs: Sequence[bytes], overlay: Path | None = None) -> bytes:
    """Give the file; `pngs` are the document's pictures, drawn, in order.

    Raises `OverlayFault` for a template that cannot be opened or filled in.
    """
    path = template_path(document.kind, overlay)
    try:
        content = path.read_bytes()
        open_word(content)
        made = DocxTemplate(io.BytesIO(content))
        made.render(_facts(document, words, made, list(pngs)), environment(), autoescape=True)
    except (Refused, *BROKEN, OSError) as error:
        raise OverlayFault(path, None, "this is not a Word template that can be opened (.docx)") from error
    except TemplateError as error:
        raise OverlayFault(path, None, f"a tag cannot be filled in ({error.message})") from error
    _describe(made, document)
    _widen(made, document)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _facts(document: Document, words: Words, made: DocxTemplate, pngs: list[bytes]) -> dict[str, Any]:
    marks = document.marks
    drawn = iter(pngs)
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "made_on": day(document.made_on, True),
        "parts": [_part(part, at, marks, made, drawn) for at, part in enumerate(document.parts)],
        "figures": [
            {
                "mark": str(one.mark),
                "label": one.label,
                "text": one.cell.text,
                "rows": behind(document, words, one),
            }
            for one in document.figures
        ],
        "sources": words.label("reports.sources"),
        "sources_about": words.label("reports.sources_about"),
    }


def _part(part: Part, at: int, marks: Any, made: DocxTemplate, drawn: Any) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"type": f"heading{part.level}", "text": part.text}
    if isinstance(part, Paragraph):
        style = "key" if part.key else "soft" if part.soft else "plain"
        return {"type": "paragraph", "style": style, "lines": part.text.split("\n\n")}
    if isinstance(part, Bullets):
        return {"type": "numbers" if part.numbered else "bullets", "lines": list(part.items)}
    if isinstance(part, Picture):
        image = InlineImage(made, io.BytesIO(next(drawn)), width=Inches(WIDE))
        return {"type": "picture", "image": image, "alt": part.alt}
    assert isinstance(part, Table)
    return {
        "type": "table",
        "caption": part.caption,
        "columns": [column.text for column in part.columns],
        "rows": [
            [
                {"text": cell.text, "mark": str(marks.get((at, row, column), ""))}
                for column, cell in enumerate(cells)
            ]
            for row, cells in enumerate(part.rows)
        ],
    }


def _widen(made: Any, document: Document) -> None:
    """Give each column of a table its share of the width, where the template took all our tables."""
    section = made.docx.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    tables = [table for _, table in document.tables()]
    drawn = [one for one in made.docx.tables if one.rows]
    if [len(one.rows[0].cells) for one in drawn] != [len(table.columns) for table in tables]:
        return
    for one, table in zip(drawn, tables, strict=True):
        one.autofit = False
        whole = sum(column.share for column in table.columns)
        for place, column in zip(one.columns, table.columns, strict=True):
            place.width = int(room * column.share / whole)
        for row in one.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                cell.width = int(room * column.share / whole)


def _describe(made: Any, document: Document) -> None:
    """Have each picture say what it shows to those who do not see it, and the file what it is."""
    said = iter(part.alt for part in document.parts if isinstance(part, Picture))
    for shape, alt in zip(made.docx.inline_shapes, said, strict=False):
        shape._inline.docPr.set("descr", alt)
    made.docx.core_properties.title = document.title

"""A report as one HTML file that needs nothing else: pictures within, made to be printed."""

from __future__ import annotations

import re
from typing import Any, Final

from markupsafe import Markup

from bot.documents.report.model import Bullets, Document, Heading, Paragraph, Part, Picture, Table
from bot.documents.report.sources import behind
from bot.words import Words

TEMPLATE: Final = "documents/report.html.j2"
_IDS: Final = re.compile(r'(id="|url\(#)([a-z]+)')


def page(document: Document, words: Words) -> str:
    """Give the HTML; a figure links to its rows, and its rows back to it."""
    marks = document.marks
    return words.render(
        TEMPLATE,
        title=document.title,
        subtitle=document.subtitle,
        parts=[_part(part, at, marks) for at, part in enumerate(document.parts)],
        figures=[
            {
                "mark": one.mark,
                "label": one.label,
                "text": one.cell.text,
                "rows": behind(document, words, one),
            }
            for one in document.figures
        ],
        made_on=document.made_on,
    )


def _part(part: Part, at: int, marks: Any) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"type": "heading", "level": part.level + 1, "text": part.text}
    if isinstance(part, Paragraph):
        return {"type": "paragraph", "lines": part.text.split("\n\n"), "soft": part.soft, "key": part.key}
    if isinstance(part, Bullets):
        return {"type": "list", "numbered": part.numbered, "items": part.items}
    if isinstance(part, Picture):
        # Our own drawing; its patterns get names of their own, or a second picture would use the first one's.
        return {"type": "picture", "svg": Markup(_IDS.sub(rf"\g<1>p{at}\g<2>", part.svg)), "alt": part.alt}
    assert isinstance(part, Table)
    return {
        "type": "table",
        "caption": part.caption,
        "columns": part.columns,
        "rows": [
            [
                {
                    "text": cell.text,
                    "mark": marks.get((at, row, column)),
                    "number": part.columns[column].is_number,
                }
                for column, cell in enumerate(cells)
            ]
            for row, cells in enumerate(part.rows)
        ],
    }

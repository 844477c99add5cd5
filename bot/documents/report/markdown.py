"""A report as Markdown: what people typed cannot become Markdown or HTML."""

from __future__ import annotations

import re
from typing import Final

from bot.documents.report.model import Bullets, Document, Heading, Paragraph, Part, Picture, Table
from bot.documents.report.sources import behind
from bot.words import Words

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~])")
_LISTED: Final = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def markdown(document: Document, words: Words) -> str:
    """Give the whole report; figures carry the number under which the list at the end has their rows."""
    marks = document.marks
    said = [f"# {safe(document.title)}", safe(document.subtitle)]
    said += [_part(part, at, marks) for at, part in enumerate(document.parts)]
    figures = document.figures
    if figures:
        said += [f"## {words.label('reports.sources')}", words.label("reports.sources_about")]
        said.append(
            "\n".join(
                f"{one.mark}. {safe(one.label)}: {safe(one.cell.text)}. {safe(behind(document, words, one))}"
                for one in figures
            )
        )
    return "\n\n".join(said) + "\n"


def safe(text: str) -> str:
    """Have text mean itself: no Markdown, no HTML, no line that begins a list."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LISTED.sub(r"\1\\\2\3", line)


def _part(part: Part, at: int, marks: object) -> str:
    assert isinstance(marks, dict)
    if isinstance(part, Heading):
        return f"{'#' * (part.level + 1)} {safe(part.text)}"
    if isinstance(part, Paragraph):
        said = "\n\n".join(safe(one) for one in part.text.split("\n\n"))
        return f"**{said}**" if part.key else said
    if isinstance(part, Bullets):
        return "\n".join(
            f"{f'{place}.' if part.numbered else '-'} {safe(item)}"
            for place, item in enumerate(part.items, 1)
        )
    if isinstance(part, Picture):
        return f"*{safe(part.alt)}*"
    return _table(part, at, marks)


def _table(table: Table, at: int, marks: dict[tuple[int, int, int], int]) -> str:
    head = [safe(column.text) for column in table.columns]
    rule = ["---:" if column.is_number else "---" for column in table.columns]
    rows = [
        [
            safe(cell.text) + (f" [{mark}]" if (mark := marks.get((at, row, column))) else "")
            for column, cell in enumerate(cells)
        ]
        for row, cells in enumerate(table.rows)
    ]
    lines = [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]
    return f"{safe(table.caption)}\n\n" + "\n".join(lines) if table.caption else "\n".join(lines)

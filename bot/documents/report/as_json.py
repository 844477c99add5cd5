"""A report for programs: every figure with numerator, denominator, value and the ids of its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bot.documents.report.model import Bullets, Cell, Document, Heading, Paragraph, Part, Picture, Table


def report_json(document: Document) -> dict[str, Any]:
    """Give the whole report as JSON values; `version` is 1."""
    marks = document.marks
    return {
        "version": 1,
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "made_on": document.made_on.isoformat(),
        "parts": [_part(part, at, marks) for at, part in enumerate(document.parts)],
        "names": {
            table: {str(key): name for key, name in rows.items()} for table, rows in document.names.items()
        },
    }


def _part(part: Part, at: int, marks: Any) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"type": "heading", "level": part.level, "text": part.text}
    if isinstance(part, Paragraph):
        return {"type": "paragraph", "text": part.text}
    if isinstance(part, Bullets):
        return {"type": "list", "numbered": part.numbered, "items": list(part.items)}
    if isinstance(part, Picture):
        return {"type": "picture", "title": part.title, "alt": part.alt, "svg": part.svg}
    assert isinstance(part, Table)
    return {
        "type": "table",
        "key": part.key,
        "caption": part.caption,
        "columns": [column.text for column in part.columns],
        "rows": [
            [_cell(cell, marks.get((at, row, column))) for column, cell in enumerate(cells)]
            for row, cells in enumerate(part.rows)
        ],
    }


def _cell(cell: Cell, mark: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {"text": cell.text, "kind": cell.kind.value, "value": _plain(cell.value)}
    if cell.denominator is not None:
        found |= {"numerator": cell.numerator, "denominator": cell.denominator}
    if cell.source is not None:
        found |= {
            "figure": mark, "table": cell.source.table, "ids": list(cell.source.ids),
            "of_ids": list(cell.source.of_ids),
        }  # fmt: skip
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value

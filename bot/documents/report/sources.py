"""The list at a report's end: what each figure was counted from."""

from __future__ import annotations

from bot.documents.report.model import Document, Figure, Ids
from bot.words import Words

MOST_NAMED = 40
"""Rows that are named one by one; of more, the number is told, and JSON and the workbook list all."""


def behind(document: Document, words: Words, figure: Figure) -> str:
    """Say which rows a figure came from: "actions 1.1.1.1, 1.1.1.2 of 1.1.1.1, 1.1.1.2, 1.1.1.3"."""
    source = figure.cell.source
    assert source is not None
    name = words.label(f"reports.table.{source.table}")
    of = f" {words.label('reports.of')} {_named(document, words, source.table, source.of_ids)}"
    ids = _named(document, words, source.table, source.ids)
    return f"{name}: {ids}{of if source.of_ids and source.of_ids != source.ids else ''}"


def _named(document: Document, words: Words, table: str, ids: Ids) -> str:
    if not ids:
        return words.label("reports.no_rows")
    if len(ids) > MOST_NAMED:
        return words.label("reports.many_rows", count=len(ids))
    return ", ".join(document.named(table, ids))

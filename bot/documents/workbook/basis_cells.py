"""What a plan rests on as the rows of the workbook's tables: what to write in each cell, by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bot.documents.plan_basis_lines import OBSERVED
from bot.documents.plan_document import PlanDocument
from bot.documents.workbook.basis import checklist_rows, kind_of
from bot.documents.workbook.words import Choices

Content = str | int | Decimal | date | None
Cells = Mapping[str, Content]


def basis_cells(key: str, document: PlanDocument, choices: Choices) -> Iterator[Cells]:
    """Give the rows of a table ("checklist", "analysis", "signatures", "attachments", "glossary")."""
    if key == "checklist":
        yield from _checklist(document, choices)
    elif key == "analysis":
        yield from _analysis(document, choices)
    elif key == "signatures":
        yield from (dict(signature) for signature in document.signatures)
    elif key == "attachments":
        for attachment in document.attachments:
            kind = kind_of(attachment)
            shown = choices.attachments[kind] if kind else None
            yield {"name": attachment.name, "kind": shown, "location": attachment.location}
    else:
        yield from (dict(term) for term in document.glossary)


def _checklist(document: PlanDocument, choices: Choices) -> Iterator[Cells]:
    for element, aspect, included, other in checklist_rows(document):
        yield {
            "element": choices.elements[element],
            "aspect": choices.aspects[aspect] if aspect else None,
            "included": choices.yes if included else None,
            "other": "\n".join(f"• {text}" for text in other),
        }


def _analysis(document: PlanDocument, choices: Choices) -> Iterator[Cells]:
    for name in OBSERVED:
        for observation in getattr(document.analysis, name):
            yield {"kind": choices.observed[name], **dict(observation)}
    for cause in document.analysis.root_causes:
        yield {
            "kind": choices.observed["root_causes"],
            "text": cause.text,
            "evidence": cause.evidence,
            "cause": choices.causes[cause.cause] if cause.cause else None,
        }

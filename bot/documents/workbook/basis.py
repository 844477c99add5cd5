"""What a plan rests on, from the rows of its sheets and lines to the document and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.documents.plan_basis import ASPECTS
from bot.documents.plan_basis_lines import OBSERVED
from bot.documents.plan_document import (
    Analysis,
    Attachment,
    AttachmentKind,
    ChecklistLine,
    Needs,
    NeedsAspect,
    NeedsElement,
    Observation,
    PlanDocument,
    Purpose,
    RootCause,
    Signature,
    Term,
)
from bot.documents.workbook.rows import Row

LINES: Mapping[str, tuple[str, str]] = {
    "purpose_if": ("purpose", "if_text"),
    "purpose_then": ("purpose", "then_text"),
    "purpose_and": ("purpose", "and_text"),
    "needs_kind": ("needs", "kind"),
    "needs_process": ("needs", "process"),
    "needs_stakeholders": ("needs", "stakeholders"),
    "leverage": ("analysis", "leverage"),
}
"""The lines of the sheet "At a glance" that belong to the basis: where in the document each has its home."""

Placed = list[tuple[tuple[str | int, ...], Row]]
"""The place in the document that each row became."""


def basis_of(lines: Mapping[str, Row], rows: Mapping[str, Sequence[Row]]) -> tuple[dict[str, Any], Placed]:
    """Give the fields of the document, and where each came from; `rows` are those of each table by key."""
    texts: dict[str, dict[str, Any]] = {"purpose": {}, "needs": {}, "analysis": {}}
    placed: Placed = []
    for line, (part, field) in LINES.items():
        if line in lines:
            row = lines[line]
            texts[part][field] = row.get(line)
            column = {field: row.columns[line]}
            placed.append(((part, field), replace(row, columns=column)))
    checklist = _checklist(rows["checklist"], placed)
    terms = sorted(map(_term, rows["glossary"]), key=lambda pair: (pair[0].term.casefold(), pair[0].term))
    placed.extend((("glossary", at), row) for at, (_, row) in enumerate(terms))
    placed.extend((("signatures", at), row) for at, row in enumerate(rows["signatures"]))
    placed.extend((("attachments", at), row) for at, row in enumerate(rows["attachments"]))
    fields = {
        "purpose": Purpose(**texts["purpose"]),
        "glossary": tuple(term for term, _ in terms),
        "needs": Needs(**texts["needs"], checklist=checklist),
        "analysis": Analysis(**texts["analysis"], **_found(rows["analysis"], placed)),
        "signatures": tuple(Signature(**{"name": ""} | row.values) for row in rows["signatures"]),
        "attachments": tuple(Attachment(**{"name": ""} | row.values) for row in rows["attachments"]),
    }
    return fields, placed


def _term(row: Row) -> tuple[Term, Row]:
    return Term(term=_text(row, "term"), definition=_text(row, "definition")), row


def _text(row: Row, field: str) -> str:
    return row.get(field) or ""


def _checklist(rows: Sequence[Row], placed: Placed) -> tuple[ChecklistLine, ...]:
    """Put the rows of each element together; an element counts when one of its rows says so."""
    found: dict[NeedsElement, tuple[list[NeedsAspect], list[str], Row]] = {}
    for row in rows:
        element = row.get("element")
        if element is None or not (row.get("included") or row.get("other")):
            continue
        aspects, other, _ = found.setdefault(element, ([], [], row))
        if row.get("included") and row.get("aspect"):
            aspects.append(row.get("aspect"))
        other.extend(row.get("other") or ())
    order = [element for element in NeedsElement if element in found]
    placed.extend((("needs", "checklist", at), found[element][2]) for at, element in enumerate(order))
    return tuple(
        ChecklistLine(element=element, aspects=tuple(found[element][0]), other=tuple(found[element][1]))
        for element in order
    )


def _found(rows: Sequence[Row], placed: Placed) -> dict[str, tuple[Observation | RootCause, ...]]:
    lists: dict[str, list[Observation | RootCause]] = {name: [] for name in (*OBSERVED, "root_causes")}
    for row in rows:
        name = row.get("kind")
        if name is None:
            continue
        text, evidence = _text(row, "text"), row.get("evidence")
        placed.append((("analysis", name, len(lists[name])), row))
        if name == "root_causes":
            lists[name].append(RootCause(text=text, evidence=evidence, cause=row.get("cause")))
        else:
            lists[name].append(Observation(text=text, evidence=evidence))
    return {name: tuple(values) for name, values in lists.items()}


def checklist_rows(document: PlanDocument) -> Iterator[tuple[NeedsElement, NeedsAspect | None, bool, Any]]:
    """Give every row of the checklist, included or not: the element, its part, and what else in words."""
    lines = {line.element: line for line in document.needs.checklist}
    for element in NeedsElement:
        line = lines.get(element)
        yield element, None, line is not None, line.other if line else ()
        for aspect in dict.fromkeys((*ASPECTS.get(element, ()), *(line.aspects if line else ()))):
            yield element, aspect, line is not None and aspect in line.aspects, ()


def line_of(document: PlanDocument, line: str) -> Any:
    """Give what the document has for a line of the sheet "At a glance"."""
    part, field = LINES[line]
    return getattr(getattr(document, part), field)


def kind_of(attachment: Attachment) -> AttachmentKind | None:
    """Give the kind to write for an attachment: none where it is neither budget nor assurances."""
    return None if attachment.kind is AttachmentKind.OTHER else attachment.kind

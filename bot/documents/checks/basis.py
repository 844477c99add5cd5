"""What a plan rests on: nothing empty, too long or there twice, no part under the wrong element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.documents.checks.codes import FaultCode
from bot.documents.checks.findings import Finding, Place
from bot.documents.checks.texts import check_row
from bot.documents.plan_basis import ASPECTS
from bot.documents.plan_basis_lines import OBSERVED
from bot.documents.plan_document import PlanDocument, Value


def check_basis(document: PlanDocument) -> Iterator[Finding]:
    """Give the faults of purpose, glossary, needs assessment, analysis, signatures and attachments."""
    yield from check_row(("purpose",), document.purpose, ())
    yield from _rows(("glossary",), document.glossary, ("term", "definition"))
    yield from _once(("glossary",), "term", [term.term for term in document.glossary])
    yield from check_row(("needs",), document.needs, ())
    yield from _checklist(document)
    yield from check_row(("analysis",), document.analysis, ())
    for name in (*OBSERVED, "root_causes"):
        yield from _rows(("analysis", name), getattr(document.analysis, name), ("text",))
    yield from _rows(("signatures",), document.signatures, ("name",))
    yield from _rows(("attachments",), document.attachments, ("name",))
    yield from _once(("attachments",), "name", [attachment.name for attachment in document.attachments])


def _rows(place: Place, rows: Sequence[Value], needed: tuple[str, ...]) -> Iterator[Finding]:
    for index, row in enumerate(rows):
        yield from check_row((*place, index), row, needed)


def _checklist(document: PlanDocument) -> Iterator[Finding]:
    place: Place = ("needs", "checklist")
    lines = document.needs.checklist
    yield from _once(place, "element", [line.element for line in lines])
    for index, line in enumerate(lines):
        yield from check_row((*place, index), line, ())
        for aspect in line.aspects:
            if aspect not in ASPECTS.get(line.element, ()):
                yield Finding((*place, index, "aspects"), FaultCode.OTHER_ELEMENT, {"value": aspect.value})


def _once(place: Place, field: str, values: Sequence[str]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, value in enumerate(values):
        first = seen.setdefault(value.casefold(), index)
        if first != index and value:
            facts = {"value": value}
            yield Finding((*place, index, field), FaultCode.DUPLICATE_ENTRY, facts, (*place, first, field))

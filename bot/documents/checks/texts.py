"""Words, amounts and targets: what must be there, and what is longer or larger than can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.documents.checks.codes import FaultCode
from bot.documents.checks.findings import Finding, Place
from bot.documents.plan_document import Measure, PlanDocument, Value

LONGEST_TEXT = 4000
LONGEST_CODE = 64
LAST_YEAR = 9
"""The last year that a target can be for; three are usual."""

LARGEST_BUDGET = Decimal(10**10)
_NEEDED = {
    "priorities": ("text",),
    "goals": ("text",),
    "strategies": ("if_text", "then_text", "and_text"),
    "milestones": ("statement",),
    "actions": ("text",),
    "people": ("name", "email"),
    "teams": ("code", "name"),
}


def check_texts(document: PlanDocument) -> Iterator[Finding]:
    """Give what is missing, too long, or below zero."""
    yield from check_row(("header",), document.header, ("school_name", "school_code"))
    yield from _lengths(("header",), document, ("vision", "mission"))
    yield from _code(("header", "school_code"), document.header.school_code)
    for kind, needed in _NEEDED.items():
        for index, row in enumerate(getattr(document, kind)):
            yield from check_row((kind, index), row, needed)
            for at, measure in enumerate(getattr(row, "measures", ())):
                yield from _measure((kind, index, "measures", at), measure)
    for index, team in enumerate(document.teams):
        yield from _code(("teams", index, "code"), team.code)
    for index, action in enumerate(document.actions):
        yield from _budget(("actions", index, "budget"), action.budget)


def _budget(place: Place, budget: Decimal | None) -> Iterator[Finding]:
    if budget is None:
        return
    if budget < 0:
        yield Finding(place, FaultCode.NEGATIVE_MONEY)
    elif budget > LARGEST_BUDGET or budget != round(budget, 2):
        yield Finding(place, FaultCode.NOT_MONEY, {"value": budget})


def check_row(place: Place, row: Value, needed: tuple[str, ...]) -> Iterator[Finding]:
    """Give the needed fields of a part that are empty, and its texts that are too long."""
    for field in needed:
        if not getattr(row, field):
            yield Finding((*place, field), FaultCode.NEEDED)
    yield from _lengths(place, row, tuple(type(row).model_fields))


def _lengths(place: Place, row: Value, fields: tuple[str, ...]) -> Iterator[Finding]:
    for field in fields:
        value = getattr(row, field)
        if isinstance(value, str):
            longest = len(value)
        elif isinstance(value, tuple):
            longest = max((len(text) for text in value if isinstance(text, str)), default=0)
        else:
            continue
        if longest > LONGEST_TEXT:
            facts = {"length": longest, "limit": LONGEST_TEXT}
            yield Finding((*place, field), FaultCode.TEXT_TOO_LONG, facts)


def _code(place: Place, code: str) -> Iterator[Finding]:
    if len(code) > LONGEST_CODE:
        yield Finding(place, FaultCode.CODE_TOO_LONG, {"value": code, "limit": LONGEST_CODE})


def _measure(place: Place, measure: Measure) -> Iterator[Finding]:
    yield from check_row(place, measure, ("indicator",))
    seen = set()
    for target in measure.targets:
        if not 1 <= target.year <= LAST_YEAR:
            facts = {"year": target.year, "limit": LAST_YEAR}
            yield Finding((*place, "targets"), FaultCode.TARGET_YEAR_UNKNOWN, facts)
        elif target.year in seen:
            yield Finding((*place, "targets"), FaultCode.TARGET_YEAR_TWICE, {"year": target.year})
        seen.add(target.year)

"""Days that cannot be right for a plan: a slip of the year, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents.checks.codes import FaultCode
from bot.documents.checks.findings import Finding, Place
from bot.documents.plan_document import PlanDocument

YEARS = range(2000, 2101)
"""The years that a plan's days can be in."""

_OF_HEADER = ("starts_on", "ends_on", "date_of_plan", "date_of_update")
_OF_ROWS = {
    "strategies": ("starts_on", "ends_on"),
    "milestones": ("starts_on", "due_on"),
    "actions": ("starts_on", "due_on"),
    "signatures": ("signed_on",),
}


def check_days(document: PlanDocument) -> Iterator[Finding]:
    """Give the days of other years than a plan's."""
    for name in _OF_HEADER:
        yield from _strange(("header", name), document.header, name)
    for kind, names in _OF_ROWS.items():
        for index, row in enumerate(getattr(document, kind)):
            for name in names:
                yield from _strange((kind, index, name), row, name)


def _strange(place: Place, row: object, name: str) -> Iterator[Finding]:
    day = getattr(row, name)
    if day is not None and day.year not in YEARS:
        yield Finding(place, FaultCode.DATE_OUT_OF_RANGE, {"value": day})

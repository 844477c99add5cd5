"""Dates and predecessors: nothing due before it starts, nothing that waits for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.documents.checks.codes import FaultCode
from bot.documents.checks.days import YEARS
from bot.documents.checks.findings import Finding, Place, nearest
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_text import number_key


def check_order(document: PlanDocument) -> Iterator[Finding]:
    """Give dates that run backward and predecessors that cannot be."""
    header = document.header
    yield from _backward(("header", "ends_on"), header.starts_on, header.ends_on)
    for index, strategy in enumerate(document.strategies):
        yield from _backward(("strategies", index, "ends_on"), strategy.starts_on, strategy.ends_on)
    for kind in ("milestones", "actions"):
        for index, row in enumerate(getattr(document, kind)):
            yield from _backward((kind, index, "due_on"), row.starts_on, row.due_on)
    yield from _predecessors(document)


def _backward(place: Place, start: date | None, due: date | None) -> Iterator[Finding]:
    if start and due and due < start and start.year in YEARS and due.year in YEARS:
        yield Finding(place, FaultCode.DUE_BEFORE_START, {"due": due, "start": start})


def _predecessors(document: PlanDocument) -> Iterator[Finding]:
    indexes = {action.number: index for index, action in enumerate(document.actions)}
    waits: dict[str, tuple[str, ...]] = {}
    for index, action in enumerate(document.actions):
        place: Place = ("actions", index, "predecessors")
        for number in action.predecessors:
            if number == action.number:
                yield Finding(place, FaultCode.WAITS_FOR_ITSELF, {"number": number})
            elif number not in indexes:
                facts = {"value": number, "nearest": nearest(number, indexes)}
                yield Finding(place, FaultCode.UNKNOWN_PREDECESSOR, facts)
        waits[action.number] = tuple(n for n in action.predecessors if n in indexes and n != action.number)
    told: set[str] = set()
    for circle in _circles(waits):
        if not told.isdisjoint(circle):
            continue  # one link too many can close several circles; one of them shows it
        told.update(circle)
        place = ("actions", indexes[circle[0]], "predecessors")
        yield Finding(place, FaultCode.WAITING_CIRCLE, {"circle": " → ".join([*circle, circle[0]])})


def _circles(waits: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Give each circle once, from its lowest number; a walk with its own stack, as chains may be long."""
    finished: set[str] = set()
    for start in waits:
        path: list[str] = []
        open_at: dict[str, int] = {}
        stack = [(start, False)]
        while stack:
            number, leaving = stack.pop()
            if leaving:
                path.pop()
                del open_at[number]
                finished.add(number)
            elif number in open_at:
                circle = path[open_at[number] :]
                lowest = circle.index(min(circle, key=number_key))
                yield circle[lowest:] + circle[:lowest]
            elif number not in finished:
                open_at[number] = len(path)
                path.append(number)
                stack.append((number, True))
                stack.extend((after, False) for after in reversed(waits[number]))

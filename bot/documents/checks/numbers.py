"""Numbers, codes and addresses: rightly formed, there once, and hung on something that exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.documents.checks.codes import FaultCode
from bot.documents.checks.findings import Finding, nearest
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_text import parent_number

_PART = r"[1-9]\d{0,3}"
STRATEGY_NUMBER = re.compile(rf"{_PART}\.{_PART}", re.ASCII)
MILESTONE_NUMBER = re.compile(rf"{_PART}(?:\.{_PART}){{2}}", re.ASCII)
ACTION_NUMBER = re.compile(rf"{_PART}(?:\.{_PART}){{3}}", re.ASCII)
EMAIL = re.compile(r"[^@\s,;<>\"()]+@(?:[^@\s,;<>\"().]+\.)+[^@\s,;<>\"().\d]{2,}")
CHANNEL = re.compile(r"#?[^\s#A-Z.,;:!?@<>&]{1,80}|[CG][A-Z0-9]{6,20}")


def check_numbers(document: PlanDocument) -> Iterator[Finding]:
    """Give what is wrong with the numbers of goals, strategies, milestones and actions."""
    yield from _positive(document)
    yield from _formed("strategies", document.strategies, STRATEGY_NUMBER, FaultCode.BAD_STRATEGY_NUMBER)
    yield from _formed("milestones", document.milestones, MILESTONE_NUMBER, FaultCode.BAD_ROW_NUMBER)
    yield from _formed("actions", document.actions, ACTION_NUMBER, FaultCode.BAD_ROW_NUMBER)
    for kind in ("goals", "strategies", "milestones", "actions"):
        yield from _once(kind, "number", getattr(document, kind), FaultCode.DUPLICATE_NUMBER)
    yield from _once("priorities", "number", document.priorities, FaultCode.DUPLICATE_PRIORITY)


def check_parents(document: PlanDocument) -> Iterator[Finding]:
    """Give the strategies, milestones and actions whose number names a part that is not there."""
    priorities = {str(priority.number) for priority in document.priorities}
    strategies = {strategy.number for strategy in document.strategies}
    milestones = {milestone.number for milestone in document.milestones}
    parts: tuple[tuple[str, Iterable[object], re.Pattern[str], set[str], FaultCode], ...] = (
        ("strategies", document.strategies, STRATEGY_NUMBER, priorities, FaultCode.UNKNOWN_PRIORITY),
        ("milestones", document.milestones, MILESTONE_NUMBER, strategies, FaultCode.UNKNOWN_STRATEGY),
        ("actions", document.actions, ACTION_NUMBER, milestones, FaultCode.UNKNOWN_MILESTONE),
    )
    for kind, rows, pattern, known, code in parts:
        for index, row in enumerate(rows):
            number = getattr(row, "number", "")
            parent = parent_number(number)
            if pattern.fullmatch(number) and parent not in known:
                facts = {"number": number, "parent": parent, "nearest": nearest(parent, known)}
                yield Finding((kind, index, "number"), code, facts)


def check_addresses(document: PlanDocument) -> Iterator[Finding]:
    """Give what is wrong with e-mail addresses, team codes and channel names."""
    for index, person in enumerate(document.people):
        if not is_email(person.email):
            yield Finding(("people", index, "email"), FaultCode.BAD_EMAIL, {"value": person.email})
    for index, team in enumerate(document.teams):
        if team.channel and not CHANNEL.fullmatch(team.channel):
            yield Finding(("teams", index, "channel"), FaultCode.BAD_CHANNEL, {"value": team.channel})
    yield from _once("people", "email", document.people, FaultCode.DUPLICATE_EMAIL)
    yield from _once("teams", "code", document.teams, FaultCode.DUPLICATE_TEAM)


def is_email(text: str) -> bool:
    """True for what can be an e-mail address; nobody is written to in order to find out."""
    return len(text) <= 254 and ".." not in text and EMAIL.fullmatch(text) is not None


def _positive(document: PlanDocument) -> Iterator[Finding]:
    for kind in ("goals", "priorities"):
        for index, row in enumerate(getattr(document, kind)):
            if not 1 <= row.number <= 9999:
                yield Finding((kind, index, "number"), FaultCode.BAD_GOAL_NUMBER, {"value": row.number})


def _formed(
    kind: str, rows: Sequence[object], pattern: re.Pattern[str], code: FaultCode
) -> Iterator[Finding]:
    for index, row in enumerate(rows):
        number = getattr(row, "number", "")
        if not pattern.fullmatch(number):
            yield Finding((kind, index, "number"), code, {"value": number})


def _once(
    kind: str, field: str, rows: Sequence[object], code: FaultCode, what: str = ""
) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, row in enumerate(rows):
        value = str(getattr(row, field))
        first = seen.setdefault(value.casefold(), index)
        if first != index and value:
            facts = {"number": value, "value": value}
            yield Finding((kind, index, field), code, facts, first=(kind, first, field))

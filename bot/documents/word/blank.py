"""An empty plan with room to write: numbered places for as many parts as a template usually has."""

from __future__ import annotations

from typing import Any

from bot.documents.plan_document import Header, PlanDocument
from bot.documents.word.facts import Facts, Part, Texts
from bot.documents.word.fields import Field, plan_fields
from bot.documents.workbook.words import WorkbookWords

ROOM = {"priorities": 4, "goals": 2, "measures": 2, "strategies": 1, "milestones": 2, "actions": 4,
        "people": 8, "teams": 3, "glossary": 3, "signatures": 6, "attachments": 2}  # fmt: skip
_ROWS = 8


def blank_facts(words: WorkbookWords) -> dict[str, Any]:
    """Give what a form may name, all of it empty but for the numbers and the lines of the checklist."""
    empty = PlanDocument(header=Header(title="School improvement plan", school_name="", school_code=""))
    facts: dict[str, Any] = {
        name: _blank(name, field) for name, field in (plan_fields().fields or {}).items()
    }
    for one in ("priorities", "goals"):
        for number, part in enumerate(facts[one], start=1):
            part.number = str(number)
    _number(facts["priorities"], ("strategies", "milestones", "actions"))
    facts["strategies"] = [one for area in facts["priorities"] for one in area.strategies]
    facts["milestones"] = [one for strategy in facts["strategies"] for one in strategy.milestones]
    facts["actions"] = [one for milestone in facts["milestones"] for one in milestone.actions]
    facts["needs"].rows = Facts(empty, words, "").whole()["needs"].rows
    facts["header"].title = empty.header.title
    return facts


def _number(above: list[Any], levels: tuple[str, ...]) -> None:
    """Number the parts below: 1.1, 1.1.1 and so on."""
    for part in above if levels else ():
        parts = getattr(part, levels[0])
        for at, below in enumerate(parts, start=1):
            below.number = f"{part.number}.{at}"
        _number(parts, levels[1:])


def _blank(name: str, field: Field) -> Any:
    if field.joins:
        return Texts()
    if field.each is not None:
        return [_blank(name, field.each) for _ in range(ROOM.get(name, _ROWS))]
    if field.fields is not None:
        return Part({inner: _blank(inner, one) for inner, one in field.fields.items()})
    return ""

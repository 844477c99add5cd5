"""A plan as a Word form sees it: parts with named fields, lists, and text as people read it.

Everything of `PlanDocument` is there under its own name. Besides that, priority areas hold their
strategies, strategies their milestones and milestones their actions, since a form is written from the
top down; a measure has its targets as words by year, and the needs assessment its whole checklist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Any

from bot.documents.plan_document import Measure, PlanDocument, Value
from bot.documents.plan_text import parent_number
from bot.documents.workbook.basis_cells import basis_cells
from bot.documents.workbook.layout import USUAL_YEARS
from bot.documents.workbook.layout_basis import ANALYSIS, CHECKLIST
from bot.documents.workbook.names import Names
from bot.documents.workbook.targets import target_text
from bot.documents.workbook.values import plain
from bot.documents.workbook.words import WorkbookWords, fill


class Part:
    """A part of the plan: a form reads its fields as attributes and can do nothing else with it."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        """Hold the fields."""
        self.__dict__.update(fields)

    def __str__(self) -> str:
        return ""


class Texts(tuple[str, ...]):
    """Several texts: a form may go through them, or show them as one with commas between."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


class Bullets(Texts):
    """Several texts that may hold commas: shown one below the other."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(f"• {text}" for text in self)


_BULLETED = ("outputs", "other")
_KEYS = ("email", "code")


class Facts:
    """Makes what a form may name; people and teams are named so that the document reads back."""

    def __init__(self, document: PlanDocument, words: WorkbookWords, later: str) -> None:
        """Say the plan in these words; `later` is the sentence for a target after the usual years."""
        self._later = later
        self._document = document
        self._words = words
        self._people = Names((person.email, person.name) for person in document.people)
        self._teams = Names((team.code, team.name) for team in document.teams)
        self._known = {person.email for person in document.people}

    def whole(self) -> dict[str, Any]:
        """Give everything by name; a text is as it was written, and never a template itself."""
        facts = {name: self._of(name, getattr(self._document, name)) for name in PlanDocument.model_fields}
        tree = ("priorities", "strategies", "milestones", "actions")
        for above, below in pairwise(tree):
            parts = _below(facts[below])
            for part in facts[above]:
                setattr(part, below, parts.get(part.number, []))
        for part, table in (("needs", CHECKLIST), ("analysis", ANALYSIS)):
            names = [column.field for column in table.columns]
            rows = basis_cells(table.key, self._document, self._words.choices)
            facts[part].rows = [
                Part({name: self._text(name, row.get(name)) for name in names}) for row in rows
            ]
        return facts

    def _of(self, name: str, value: object) -> Any:
        if isinstance(value, Value):
            fields = {field: self._of(field, getattr(value, field)) for field in type(value).model_fields}
            if isinstance(value, Measure):
                fields |= self._years(value)
            return Part(fields)
        if isinstance(value, tuple):
            if value and isinstance(value[0], Value):
                return [self._of(name, one) for one in value]
            texts = (self._text(name, one) for one in value)
            return Bullets(texts) if name in _BULLETED else Texts(texts)
        return self._text(name, value)

    def _years(self, measure: Measure) -> dict[str, str]:
        """Give the targets as words, by year; those of later years together."""
        said = {target.year: target_text(target, self._words) for target in measure.targets}
        usual = {f"year{year}": said.pop(year, "") for year in range(1, USUAL_YEARS + 1)}
        later = [fill(self._later, {"year": year, "target": text}) for year, text in said.items()]
        return usual | {"later": "\n".join(later)}

    def _text(self, name: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, Enum):
            return self._word(value)
        if isinstance(value, date):
            return f"{value.month}/{value.day}/{value.year}"
        if isinstance(value, Decimal):
            return f"{value:,.2f}" if name == "budget" else plain(value)
        if name == "team":
            return self._teams.label(str(value))
        if name not in _KEYS and value in self._known:
            return self._people.label(str(value))
        return str(value)

    def _word(self, value: Enum) -> str:
        """Give a coded value in the words that the drop-downs have for it."""
        for _, choices in self._words.choices:
            for code, label in choices.items() if isinstance(choices, Mapping) else ():
                if code is value:
                    return str(label)
        return str(value.value)


def _below(parts: Iterable[Any]) -> dict[str, list[Any]]:
    """Give parts by the number of the part above them."""
    found: dict[str, list[Any]] = {}
    for part in parts:
        found.setdefault(parent_number(part.number), []).append(part)
    return found

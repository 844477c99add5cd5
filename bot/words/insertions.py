"""Short strings that only insert facts, `{{ number }}` or `{{ closes | day }}`, filled in without Jinja2.

Most labels are of this kind. What comes out is what Jinja2 would write; what else a label holds
(conditions, expressions, filters of Jinja2's own) is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_INSERTION = re.compile(r"\{\{\s*([a-z_]\w*)(?:\s*\|\s*(\w+)(?:\((\d+)\))?)?\s*\}\}")
Filter = Callable[..., object]


@dataclass(frozen=True, slots=True)
class _Insertion:
    """A fact to insert, with the filter that it goes through and the filter's number, if it has them."""

    name: str
    filter: Filter | None
    number: int | None

    def of(self, facts: Mapping[str, object]) -> object:
        """Give what is inserted."""
        value = facts[self.name]
        if self.filter is None:
            return value
        return self.filter(value) if self.number is None else self.filter(value, self.number)


class Filled:
    """A short string that can be filled in at once."""

    def __init__(self, texts: list[str], insertions: list[_Insertion], finalize: Callable[[Any], object]):
        """Keep the texts around the insertions; `finalize` makes a value harmless where it is shown."""
        self._last = texts[-1]
        self._parts = list(zip(texts, insertions, strict=False))
        self._finalize = finalize
        self.names = frozenset(one.name for one in insertions)

    def render(self, facts: Mapping[str, object]) -> str:
        """Give the string with `facts` (all of `names`) in it."""
        parts: list[str] = []
        for text, insertion in self._parts:
            parts += text, str(self._finalize(insertion.of(facts)))
        return "".join((*parts, self._last))


def filled(text: str, filters: Mapping[str, Filter], finalize: Callable[[Any], object]) -> Filled | None:
    """Read a short string; None for one that needs Jinja2. Only `filters` are known."""
    texts: list[str] = []
    insertions: list[_Insertion] = []
    end = 0
    for found in _INSERTION.finditer(text):
        name, through, number = found.groups()
        if through is not None and through not in filters:
            return None
        texts.append(text[end : found.start()])
        insertions.append(
            _Insertion(name, filters[through] if through else None, int(number) if number else None)
        )
        end = found.end()
    texts.append(text[end:])
    if text.endswith("\n") or any("{" in one for one in texts):
        return None
    return Filled(texts, insertions, finalize)

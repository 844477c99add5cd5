"""Where in a file a part of the plan came from, and how people say that.

The plan's lists are in order; the file's need not be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.documents.checks import Place
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.fields import KEYS, model_at, order_key
from bot.documents.plan_files.loaded import Where
from bot.documents.plan_text import clean_line, number_key


class Places:
    """Finds the path in the file for a place in the document that was read from it."""

    def __init__(self, document: PlanDocument, data: Any) -> None:
        """Hold the plan, and the data of the file."""
        self._document = document
        self._data = data
        self._orders: dict[Where, list[int]] = {}

    def of(self, place: Place) -> Where:
        """Give the path; what the file does not have is left off its end."""
        found: Where = ()
        value = self._data
        for part in place:
            if isinstance(part, int) and isinstance(value, list):
                order = self._order(found, value)
                if part >= len(order):
                    break
                part = order[part]
                value = value[part]
            elif isinstance(value, dict):
                value = value.get(part)
            else:
                break
            found = (*found, part)
        return found

    def _order(self, where: Where, values: list[Any]) -> list[int]:
        """Give the places in the file's list in the order that the plan has them."""
        if where not in self._orders:
            key = order_key(model_at(where))
            places = list(range(len(values)))
            if key is not None and all(isinstance(value, dict) for value in values):
                places.sort(key=lambda at: number_key(clean_line(str(values[at].get(key, ""))).lower()))
            self._orders[where] = places
        return self._orders[where]


def spoken(where: Where, data: Any, parts: Mapping[str, str]) -> str:
    """Give a path as people say it: "strategy 1.1, measure 2, “indicator”"; `parts` names one of each list.

    A part is called by its number, code or address where the file gives it one, and else by its place.
    """
    said: list[str] = []
    value = data
    for at, part in enumerate(where):
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
            names = [value[key] for key in KEYS if value.get(key)] if isinstance(value, dict) else []
            kind = parts.get(str(where[at - 1]), str(where[at - 1]))
            said.append(f"{kind} {names[0] if names else part + 1}")
            continue
        value = value.get(part) if isinstance(value, dict) else None
        if at + 1 == len(where) or not isinstance(where[at + 1], int):
            said.append(f"“{part}”")
    return ", ".join(said)

"""A plan as plain data: what JSON and YAML hold, and what a stored version is made of."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from bot.documents.plan_document import PlanDocument

_LARGEST = 10**15
"""From here on not every program that reads JSON keeps all digits of a number."""


def plain(document: PlanDocument) -> dict[str, Any]:
    """Give a plan as dicts, lists, text, numbers and dates; what is empty is left out."""
    found = _plain(document)
    assert isinstance(found, dict)
    return found


def canonical(document: PlanDocument) -> str:
    """Give the one JSON text of a plan: equal plans have equal texts, whatever file they came from."""
    return json.dumps(
        plain(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat
    )


def document_of(text: str) -> PlanDocument:
    """Give the plan of a JSON text that `canonical` wrote."""
    return PlanDocument.model_validate_json(text)


def _plain(value: object) -> Any:
    if isinstance(value, BaseModel):
        fields = ((name, _plain(inner)) for name, inner in value.__dict__.items() if inner is not None)
        return {name: inner for name, inner in fields if inner != [] and inner != {}}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, Enum):
        return value.value
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float | str:
    """Give a number that reads back as exactly the same amount, as text where no number does."""
    if abs(value) < _LARGEST:
        if value == value.to_integral_value():
            return int(value)
        number = float(value)
        if Decimal(repr(number)) == value and "e" not in repr(number):
            return number
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

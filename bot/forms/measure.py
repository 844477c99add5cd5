"""The form in which a value of a measure is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.forms.state import chosen, day, several, typed
from bot.ids import Act, Field
from bot.rules.measures import number_of

Faults = dict[str, str]
"""By block id, the key of the words that say what is wrong."""

RIGHT = "right"
"""The value of the box that says that a doubtful value is right."""


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """A value for the measure of the key `which`; `is_right` answers the question about it."""

    which: str
    on: date
    value: Decimal
    group: str = ""
    source: str | None = None
    note: str | None = None
    is_right: bool = False


def picked(view: dict[str, Any]) -> str:
    """Give the key of the measure that is chosen in a form, sent or not."""
    return chosen(view, Field.MEASURE, Act.MEASURE_PICK) or ""


def read_measure(view: dict[str, Any]) -> MeasureForm | Faults:
    """Give the value, or what is wrong with the form."""
    value, on = number_of(typed(view, Field.VALUE) or ""), day(view, Field.WHEN)
    faults: Faults = {}
    if value is None:
        faults[Field.VALUE] = "measures.no_number"
    if on is None:
        faults[Field.WHEN] = "measures.no_day"
    if value is None or on is None:
        return faults
    return MeasureForm(
        picked(view),
        on,
        value,
        typed(view, Field.GROUP) or "",
        typed(view, Field.SOURCE),
        typed(view, Field.NOTE),
        RIGHT in several(view, Field.IS_RIGHT),
    )

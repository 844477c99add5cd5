"""The form behind "I am away"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.forms.state import day
from bot.ids import Field

Faults = dict[str, str]
"""By block id, the key of the words that say what is wrong."""


@dataclass(frozen=True, slots=True)
class AwayForm:
    """Days on which a person is away, both included."""

    first_on: date
    last_on: date


def read_away(view: dict[str, Any], today: date) -> AwayForm | Faults:
    """Give the days, or what is wrong with them."""
    first, last = day(view, Field.FIRST_DAY), day(view, Field.LAST_DAY)
    if first is None or last is None:
        return {Field.LAST_DAY if first else Field.FIRST_DAY: "home.away.missing"}
    if last < first:
        return {Field.LAST_DAY: "home.away.order"}
    if last < today:
        return {Field.LAST_DAY: "home.away.past"}
    return AwayForm(first, last)

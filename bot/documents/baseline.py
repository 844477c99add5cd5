"""A baseline as people write it, read as figures: one for all, or one for each group (F023)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from bot.documents.plan_document import TargetUnit

_FIGURE = re.compile(
    r"(?P<value>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+)\s*"
    r"(?P<unit>%|percent\b|points?\b|pts?\b)?(?:\s*(?:of|out of|/)\s*(?P<whole>\d+))?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;\n]+|,(?!\d{3}\b)")
_GROUP = re.compile(r"^(?P<group>[^:=]*\S)\s*[:=]\s*(?P<figure>.+)$")


class Figure(NamedTuple):
    """Where a measure stands: for a group or (None) for all, out of `whole` where that is said."""

    group: str | None
    value: Decimal
    unit: TargetUnit
    whole: int | None = None


def baseline_figures(text: str) -> tuple[Figure, ...]:
    """Give the figures of a baseline ("68%", "Gr 5: 68%; Gr 8: 61%", "6 of 24"); empty where it has none."""
    found = (_figure(part.strip()) for part in _PARTS.split(_separated(text)))
    return tuple(figure for figure in found if figure is not None)


def _separated(text: str) -> str:
    """Put a line end before each group that follows a figure directly: "Gr 5: 68% Gr 8: 61%"."""
    return re.sub(r"(?<=[\d%])\s+(?=[A-Za-z][^:;=]*[:=])", "\n", text)


def _figure(part: str) -> Figure | None:
    named = _GROUP.match(part)
    match = _FIGURE.search(named["figure"] if named else part)
    if match is None:
        return None
    unit = (match["unit"] or "").lower()
    kind = TargetUnit.PERCENT if unit in ("%", "percent") else TargetUnit.POINTS
    value = Decimal(match["value"].replace(",", ""))
    whole = int(match["whole"]) if match["whole"] else None
    group = named["group"] if named else None
    return Figure(group, value, kind if unit else TargetUnit.NUMBER, whole)

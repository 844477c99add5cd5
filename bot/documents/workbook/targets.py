"""Targets as a cell holds them: a number, or a few words such as "at least 30%" or "4% increase"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from bot.documents.checks import FaultCode
from bot.documents.plan_document import Measure, Target, TargetBase, TargetKind, TargetUnit
from bot.documents.plan_text import clean_line
from bot.documents.workbook.values import CellFault, exact, is_number, is_percent, plain, read_text
from bot.documents.workbook.words import WorkbookWords

K = TypeVar("K")
_BEFORE: Mapping[TargetKind, str] = {
    TargetKind.AT_LEAST: r"at least|no less than|no fewer than|minimum(?: of)?|≥|>=",
    TargetKind.AT_MOST: r"at most|no more than|maximum(?: of)?|up to|≤|<=",
    TargetKind.INCREASE: r"increase(?: by| of)?|raise(?: by)?|gain(?: of)?|up|\+",
    TargetKind.DECREASE: r"decrease(?: by| of)?|reduce(?: by)?|reduction of|drop(?: by| of)?|down|[-−]",
    TargetKind.ABSOLUTE: r"reach|absolute|to",
}
_AFTER: Mapping[TargetKind, str] = {
    TargetKind.INCREASE: r"increase|more|higher|up|gain",
    TargetKind.DECREASE: r"decrease|less|fewer|lower|down|reduction",
    TargetKind.AT_LEAST: r"or more|or higher|or above|minimum",
    TargetKind.AT_MOST: r"or less|or fewer|or lower|or below|maximum",
}
_UNITS = ((TargetUnit.PERCENT, r"%|percent"), (TargetUnit.POINTS, r"(?:percentage )?points?|pts?\.?|pp"))
_YEAR_BEFORE = re.compile(
    r"\s*,?\s*(?:on|over|from|than|compared (?:to|with))? ?(?:the )?"
    r"(?:year before|(?:previous|prior|last) year)$"
)
_AMOUNT = r"(?P<amount>-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+))"


@dataclass(frozen=True, slots=True)
class Typed:
    """A target as typed: what it does not say itself comes from the row's kind and unit."""

    kind: TargetKind | None
    value: Decimal
    unit: TargetUnit | None
    base: TargetBase | None = None


class TargetReader:
    """Reads targets in the language of the workbook's words; built once per reading."""

    def __init__(self, words: WorkbookWords) -> None:
        """Compile the patterns for the built-in words and the drop-downs' own."""
        kinds = words.choices.kinds
        self._before = {
            kind: re.compile(rf"(?:{re.escape(kinds[kind].lower())}|{pattern})\s*")
            for kind, pattern in _BEFORE.items()
        }
        self._after = {kind: re.compile(rf"\s*(?:{pattern})") for kind, pattern in _AFTER.items()}
        units = [
            (unit, rf"{re.escape(words.choices.units[unit].lower())}|{pattern}") for unit, pattern in _UNITS
        ]
        number = re.escape(words.choices.units[TargetUnit.NUMBER].lower())
        self._units = [
            (unit, re.compile(rf"(?:{pattern})(?!\w)"))
            for unit, pattern in (*units, (TargetUnit.NUMBER, number))
        ]
        self._amount = re.compile(_AMOUNT)

    def read(self, value: object, number_format: str) -> Typed:
        """Give what a cell says. Raises `CellFault` where that is no target."""
        if is_number(value):
            if is_percent(number_format):
                return Typed(None, exact(exact(value) * 100), TargetUnit.PERCENT)
            return Typed(None, exact(value), None)
        typed = self._words(clean_line(str(value)).lower()) if isinstance(value, str) else None
        if typed is None:
            raise CellFault(FaultCode.NOT_A_TARGET, value=read_text(value))
        return typed

    def _words(self, text: str) -> Typed | None:
        since = _YEAR_BEFORE.search(text)
        if since is not None:
            typed = self._words(text[: since.start()])
            return None if typed is None else replace(typed, base=TargetBase.YEAR_BEFORE)
        kind, text = _take(self._before.items(), text)
        amount = self._amount.match(text)
        if amount is None:
            return None
        unit, rest = _take(self._units, text[amount.end() :].lstrip())
        after, rest = _take(self._after.items(), rest)
        if rest.strip() or (kind is not None and after is not None):
            return None
        return Typed(kind or after, exact(amount["amount"].replace(",", "")), unit)


def target_of(
    typed: Typed,
    year: int,
    kind: TargetKind | None,
    unit: TargetUnit | None,
    base: TargetBase | None = None,
) -> Target:
    """Give the whole target, with what the row says for what the cell leaves out.

    Raises `CellFault` where that leaves it open: a change needs a unit, a bare number needs a kind.
    """
    kind, unit = typed.kind or kind, typed.unit or unit
    is_change = kind in (TargetKind.INCREASE, TargetKind.DECREASE)
    if unit is None and (kind is None or is_change):
        raise CellFault(FaultCode.TARGET_WITHOUT_KIND, value=plain(typed.value))
    return Target(
        year=year,
        kind=kind or TargetKind.ABSOLUTE,
        value=typed.value,
        unit=unit or TargetUnit.NUMBER,
        base=typed.base or base or TargetBase.BASELINE,
    )


def target_cells(measure: Measure, words: WorkbookWords) -> dict[str, str | Decimal]:
    """Give the cells of a measure's targets by field: numbers where all are meant alike, else words."""
    targets = measure.targets
    if len({(target.kind, target.unit, target.base) for target in targets}) == 1:
        first, choices = targets[0], words.choices
        shared: dict[str, str | Decimal] = {
            "kind": choices.kinds[first.kind],
            "unit": choices.units[first.unit],
        }
        if first.base is not TargetBase.BASELINE:
            shared["base"] = choices.bases[first.base]
        return shared | {f"year{target.year}": target.value for target in targets}
    return {f"year{target.year}": target_text(target, words) for target in targets}


def target_text(target: Target, words: WorkbookWords) -> str:
    """Give a target as words that read back as the same target ("Increase by 4 points")."""
    choices = words.choices
    text = f"{choices.kinds[target.kind]} {plain(target.value)} {choices.units[target.unit]}"
    return text if target.base is TargetBase.BASELINE else f"{text} on {choices.bases[target.base].lower()}"


def _take(patterns: Iterable[tuple[K, re.Pattern[str]]], text: str) -> tuple[K | None, str]:
    """Give what the text begins with, and the rest of it."""
    for found, pattern in patterns:
        match = pattern.match(text)
        if match is not None:
            return found, text[match.end() :]
    return None, text

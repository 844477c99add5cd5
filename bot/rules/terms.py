"""Quarters, semesters and the year of an organization that has set none: its plan's days, evenly cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from storage.vocabulary_measures import TermKind

PARTS: Final = {TermKind.QUARTER: 4, TermKind.SEMESTER: 2, TermKind.YEAR: 1}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TermSpan:
    """One term, both days included; `number` counts within the year, `label` is what people call it."""

    kind: TermKind
    number: int
    first: date
    last: date
    label: str = ""


def cut(first: date, last: date) -> tuple[TermSpan, ...]:
    """Give four quarters, two semesters and the year of a school year, without gaps.

    Halves end where quarters do, and inner cuts fall on weekends, so that a term begins on a Monday.
    """
    days = (last - first).days + 1
    cuts = [first + timedelta(days=days * at // 4) for at in range(4)]
    starts = [cuts[0], *(_monday(day) if days >= 4 * 14 else day for day in cuts[1:])]
    ends = [*(start - _DAY for start in starts[1:]), last]
    found = []
    for kind, parts in PARTS.items():
        wide = 4 // parts
        found += [
            TermSpan(kind, at + 1, starts[at * wide], ends[at * wide + wide - 1]) for at in range(parts)
        ]
    return tuple(found)


def of_year(given: Iterable[TermSpan], first: date, last: date) -> tuple[TermSpan, ...]:
    """Give the terms of a plan's year: for each kind those that were set for it, or the even cut."""
    inside = [one for one in given if one.first <= last and one.last >= first]
    found: list[TermSpan] = []
    for kind in TermKind:
        own = [one for one in inside if one.kind is kind]
        found += own or [one for one in cut(first, last) if one.kind is kind]
    return tuple(found)


def _monday(day: date) -> date:
    """The Monday nearest to a day."""
    return day + timedelta(days=(3 - (day.weekday() + 3) % 7))

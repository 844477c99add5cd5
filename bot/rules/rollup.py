"""What many plans say together, by practice and by domain (N-01), and which of it is shown.

An action with several practices counts under each of them, once under each of their domains and once under
"*"; so the figures of codes are never added up. Where fewer schools than the least stand behind a figure
it is hidden, and with it what would let somebody work it out: if one practice of a domain is hidden, the
smallest that is left is hidden too, and small districts are folded into one line with enough schools.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Self

ALL = "*"
"""The code of all actions, coded or not."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions: A, C, B, U of the inventory, and what their teams reported of them."""

    actions: int = 0
    completed: int = 0
    behind: int = 0
    undated: int = 0
    reported: int = 0
    reported_behind: int = 0

    @classmethod
    def of(cls, row: Any) -> Self:
        """The tally that a row of counts holds."""
        return cls(*[int(getattr(row, name)) for name in FIGURES])

    @property
    def dated(self) -> int:
        """A without U: what can be said to be on time or not."""
        return self.actions - self.undated

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*[getattr(self, name) + getattr(other, name) for name in FIGURES])

    def minus(self, other: Tally) -> Tally:
        """What this has more than the other."""
        return Tally(*[getattr(self, name) - getattr(other, name) for name in FIGURES])


FIGURES = tuple(field.name for field in fields(Tally))


@dataclass(frozen=True, slots=True)
class Pooled:
    """A tally over several organizations, and the number of schools behind it."""

    tally: Tally = Tally()
    schools: int = 0

    def plus(self, other: Pooled) -> Pooled:
        """Both together; no school is in both."""
        return Pooled(self.tally.plus(other.tally), self.schools + other.schools)


@lru_cache(maxsize=4096)
def codes_of(carried: str) -> tuple[str, ...]:
    """Give the codes under which an action counts that carries these practices (a JSON list)."""
    practices = set(json.loads(carried))
    return (ALL, *sorted({code[:1] for code in practices}), *sorted(practices))


def by_code(rows: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """Give the tally of each code from tallies of actions that carry the same practices."""
    found: dict[str, Tally] = {}
    for carried, tally in rows:
        for code in codes_of(carried):
            found[code] = found[code].plus(tally) if code in found else tally
    return found


def parent(code: str) -> str | None:
    """Give the domain of a practice, and "*" above domains."""
    if code == ALL:
        return None
    return code[:1] if len(code) > 1 else ALL


def hidden(schools: Mapping[str, int], least: int) -> set[str]:
    """Give the codes whose figures are not shown, `least` being the schools that have to stand behind one.

    Besides those with too few schools, the smallest that is left under the same domain is hidden where
    the domain itself is shown, so that the small one cannot be found by subtraction.
    """
    small = {code for code, count in schools.items() if count < least}
    found = set(small)
    for above in {parent(code) for code in small} - {None}:
        if above in found:
            continue
        shown = [code for code in schools if parent(code) == above and code not in found]
        if shown:
            found.add(min(shown, key=lambda code: (schools[code], code)))
    # a domain that was hidden with a small one takes its practices along: they would tell what it says
    return found | {code for code in schools if parent(code) in found - small and len(code) > 1}


def folded(groups: Sequence[tuple[int, int]], least: int) -> set[int]:
    """Give the groups that are put together in one line: (key, schools) of each, `least` for one line.

    Groups with too few schools are folded; while all that are folded together have too few, the smallest
    of the others joins them, so that what is left of the whole is never a small group.
    """
    ordered = sorted(groups, key=lambda one: (one[1], one[0]))
    found = {key for key, schools in ordered if schools < least}
    together = sum(schools for key, schools in ordered if key in found)
    for key, schools in ordered:
        if not found or together >= least:
            break
        if key not in found:
            found.add(key)
            together += schools
    return found

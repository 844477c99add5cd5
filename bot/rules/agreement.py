"""What many answers to a rating say together: distribution, median, spread, agreement (inventory F).

A count below the smallest group that may be shown gives nothing at all, not even its size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
"""The smallest group whose answers are shown, unless an organization sets another."""


@dataclass(frozen=True, slots=True)
class Together:
    """How a group answered: `counts` by level from 1; `low` and `high` bound the middle half of the answers.

    `agreement` is 1 where all chose one level and 0 where half chose the lowest and half the highest.
    """

    counts: tuple[int, ...]
    median: float
    low: float
    high: float
    agreement: float

    @property
    def number(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def spread(self) -> float:
        """Levels between the ends of the middle half: 0 where nearly all agree."""
        return self.high - self.low


def together(counts: Mapping[int, int], levels: int, least: int = 1) -> Together | None:
    """Give what answers say together, from how often each level was chosen; None for fewer than `least`.

    Raises `ValueError` for a level that the scale does not have.
    """
    if any(not 1 <= level <= levels for level in counts):
        raise ValueError(f"a scale of {levels} levels has no such level: {sorted(counts)}")
    row = tuple(counts.get(level, 0) for level in range(1, levels + 1))
    number = sum(row)
    if number == 0 or number < least:
        return None
    median = _at(row, 0.5)
    away = sum(count * abs(level - median) for level, count in enumerate(row, 1)) / number
    most = (levels - 1) / 2
    return Together(row, median, _at(row, 0.25), _at(row, 0.75), max(0.0, 1 - away / most) if most else 1.0)


def tallied(answers: Sequence[int]) -> dict[int, int]:
    """Give how often each level was chosen."""
    found: dict[int, int] = {}
    for level in answers:
        found[level] = found.get(level, 0) + 1
    return found


def _at(row: Sequence[int], share: float) -> float:
    """The answer below which a share of all lie; between two it is their mean."""
    number = sum(row)
    place = share * number
    lower = _nth(row, max(1, -int(-place // 1)))
    if place == int(place) and place < number:
        return (lower + _nth(row, int(place) + 1)) / 2
    return float(lower)


def _nth(row: Sequence[int], nth: int) -> int:
    """The nth answer from below, from 1."""
    seen = 0
    for level, count in enumerate(row, 1):
        seen += count
        if seen >= nth:
            return level
    return len(row)

"""What a benchmark has to say, in a row; and the medians of rounds in which variants take turns."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `ok` is None for what is shown for comparison only.

    `ratio` is ours to the floor's, or to what `target` names; None where there is none.
    """

    name: str
    unit: str
    ours: float
    floor: float | None
    ratio: float | None
    target: str
    ok: bool | None
    note: str = ""


def take_turns(rounds: int, variants: Mapping[str, Callable[[], Figures]]) -> dict[str, list[Figures]]:
    """Measure every variant once in each round; who begins changes from round to round."""
    measured: dict[str, list[Figures]] = {name: [] for name in variants}
    names = list(variants)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            measured[name].append(variants[name]())
    return measured


def median(figures: Sequence[Figures], name: str) -> float:
    """Give the median of a figure over the rounds."""
    return statistics.median(one[name] for one in figures)


def ratio(ours: Sequence[Figures], floor: Sequence[Figures], name: str) -> float:
    """Give the median of the ratios within a round."""
    return statistics.median(one[name] / other[name] for one, other in zip(ours, floor, strict=True))


def at_least(name: str, unit: str, ours: Sequence[Figures], floor: Sequence[Figures], target: float) -> Row:
    """A row for a rate that is to reach a share of the floor's."""
    reached = ratio(ours, floor, "rate")
    return Row(
        name,
        unit,
        median(ours, "rate"),
        median(floor, "rate"),
        reached,
        f">= {target:.2f} of the floor",
        reached >= target,
    )

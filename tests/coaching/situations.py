"""The situations, and how well a chooser of questions meets what a coach would accept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.rules.coaching import Situation
from storage.vocabulary import Audience, Cause, Phase, RuleName

HERE = Path(__file__).parent
LEARNED = ("open", "kept_back", "oblique", "blind")
COUNTED = ("fresh", "everyday")
SETS = (*LEARNED, *COUNTED)
"""The sets of situations: those that the chooser was developed beside or counted on often, and those that
nothing was shaped by. The file of each says how it was written and what it may be used for."""

Chooser = Callable[[Situation], Sequence[str]]
"""Gives question ids for a situation, best first."""


@dataclass(frozen=True, slots=True)
class Case:
    """A situation and the ids that a coach would accept for it."""

    situation: Situation
    accept: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """`hit` is the share of cases with an accepted question among the first three, `rank` the mean reciprocal
    rank of the first accepted one among them, `missed` the cases with none."""

    hit: float
    rank: float
    missed: tuple[Case, ...]


def cases(name: str) -> list[Case]:
    """Read one of `SETS`."""
    rows = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_case(row) for row in rows]


def measure(chooser: Chooser, of: Sequence[Case], first: int = 3) -> Score:
    """How well `chooser` does on these cases; the denominator is all of them."""
    ranks, missed = list[float](), list[Case]()
    for case in of:
        found = [place for place, one in enumerate(chooser(case.situation)[:first], 1) if one in case.accept]
        ranks.append(1 / found[0] if found else 0.0)
        if not found:
            missed.append(case)
    return Score(1 - len(missed) / len(of), sum(ranks) / len(of), tuple(missed))


def _case(row: dict[str, object]) -> Case:
    phase, rule, cause = (row.get(key) for key in ("phase", "rule", "cause"))
    accept = row["accept"]
    assert isinstance(accept, list)
    situation = Situation(
        Audience(str(row["audience"])),
        Phase(str(phase)) if phase else None,
        RuleName(str(rule)) if rule else None,
        Cause(str(cause)) if cause else None,
        words=str(row.get("words", "")),
    )
    return Case(situation, frozenset(accept))

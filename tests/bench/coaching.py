"""How often the chosen coaching questions are some that a coach would accept, and how long it takes."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from bot.catalogue import Catalogue
from tests.bench.rows import Row
from tests.coaching.baselines import by_chance, by_tags, by_words, ours
from tests.coaching.situations import LEARNED, SETS, Case, Score, cases, measure

WANTED = 0.9
CHANCES = 20
"""Throws of the die whose mean stands for chance."""


def coaching(home: Path, rounds: int, seconds: float) -> list[Row]:
    """Hit@3 and mean reciprocal rank on the situations of tests/coaching, beside three simpler choosers."""
    catalogue = Catalogue.load()
    rows = []
    for name in SETS:
        of = cases(name)
        told = f"coaching: {name.replace('_', ' ')} situations"
        score = measure(ours(catalogue), of)
        others = {
            "tags only": measure(by_tags(catalogue), of),
            "words only": measure(by_words(catalogue), of),
            "random within phase": _chance(catalogue, of),
        }
        best = max(others.values(), key=lambda one: one.hit)
        note = "; ".join(f"{other}: hit@3 {one.hit:.2f}, MRR {one.rank:.2f}" for other, one in others.items())
        rows.append(
            Row(
                f"{told}, hit@3 of {len(of)}",
                "",
                score.hit,
                best.hit,
                score.hit / best.hit,
                f">= {WANTED}" if name in LEARNED else "only told: nothing was shaped by these",
                score.hit >= WANTED if name in LEARNED else None,
                note,
            )
        )
        rows.append(
            Row(f"{told}, MRR", "", score.rank, best.rank, score.rank / best.rank, "more than the rest", None)
        )
    return [*rows, _speed(catalogue, rounds)]


def _chance(catalogue: Catalogue, of: list[Case]) -> Score:
    throws = [measure(by_chance(catalogue, seed), of) for seed in range(CHANCES)]
    return Score(
        statistics.mean(one.hit for one in throws), statistics.mean(one.rank for one in throws), missed=()
    )


def _speed(catalogue: Catalogue, rounds: int) -> Row:
    of, chooser = cases("open"), ours(catalogue)
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        for case in of:
            chooser(case.situation)
        took.append((time.perf_counter() - began) * 1000 / len(of))
    took_ms = statistics.median(took)
    return Row("coaching: one choice", "ms", took_ms, None, None, "< 10 ms", took_ms < 10)

"""Reads a word that nobody knows as the known one that it was probably meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

__all__ = ["Spelling"]

_FROM, _LONG = 5, 9  # shorter words are taken as they stand; long ones may have two slips
_GUESSED = 0.85


class Spelling:
    """The known stems, ready to be looked up by the groups of three letters that they have."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_three: dict[str, list[str]] = {}
        for stem in sorted(self._known):
            for three in _threes(stem):
                self._by_three.setdefault(three, []).append(stem)

    def meant(self, stem: str) -> tuple[str, float]:
        """The stem that counts, and its share: less than 1 where it is a guess."""
        if len(stem) < _FROM or stem in self._known:
            return stem, 1.0
        shared = Counter(one for three in _threes(stem) for one in self._by_three.get(three, ()))
        slips = 1 if len(stem) < _LONG else 2
        near = [
            (_slips(stem, one), -count, one)
            for one, count in shared.items()
            if count >= 2 and abs(len(one) - len(stem)) <= slips
        ]
        fewest, _, best = min(near, default=(slips + 1, 0, stem))
        return (best, _GUESSED) if fewest <= slips else (stem, 1.0)


def _threes(stem: str) -> set[str]:
    """The groups of three letters of a word, its edges marked."""
    marked = f"^{stem}$"
    return {marked[start : start + 3] for start in range(len(marked) - 2)}


def _slips(typed: str, meant: str) -> int:
    """How many slips of the pen lie between two words: a letter too many, missing, wrong, or two swapped."""
    before, last = list[int](), list(range(len(meant) + 1))
    for row, letter in enumerate(typed, 1):
        now = [row]
        for place, other in enumerate(meant, 1):
            now.append(min(last[place] + 1, now[place - 1] + 1, last[place - 1] + (letter != other)))
            if row > 1 and place > 1 and letter == meant[place - 2] and typed[row - 2] == other:
                now[place] = min(now[place], before[place - 2] + 1)
        before, last = last, now
    return last[-1]

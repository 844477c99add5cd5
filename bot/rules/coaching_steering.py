"""Hears where a team stops at money, time, or blame, so that a question can lead past it (J-19, J-39)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from storage.vocabulary import Cause

Steer = Literal["money", "time", "blame"]

_CODED: Final[Mapping[Cause, Steer]] = {Cause.MONEY: "money", Cause.TIME: "time"}


@dataclass(frozen=True, slots=True)
class Signs:
    """Words and phrases by which each of the three is heard, ready to be looked for."""

    patterns: tuple[tuple[Steer, re.Pattern[str]], ...] = ()

    @classmethod
    def of(cls, phrases: Mapping[Steer, Sequence[str]]) -> Signs:
        """Compile `phrases`; blame is looked for first, because it is hardest to talk about."""
        order: tuple[Steer, ...] = ("blame", "money", "time")
        return cls(tuple((one, _pattern(phrases[one])) for one in order if phrases.get(one)))

    def heard(self, words: str, cause: Cause | None) -> tuple[Steer, str] | None:
        """Give where the talk stopped and the words that say so ("" where the coded cause does)."""
        plain = words.lower().replace("\u2019", "'")
        for steer, pattern in self.patterns:
            if found := pattern.search(plain):
                return steer, found.group()
        coded = _CODED.get(cause) if cause else None
        return (coded, "") if coded else None


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(
        (re.escape(phrase.lower()) for phrase in phrases), key=lambda one: (-len(one), one)
    )
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(longest_first)})(?![\w'-])")

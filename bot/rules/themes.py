"""What somebody speaks of, between the words they use and the questions that take it up.

A person says "I'm winging it"; no question has these words, but one takes up the theme `know_how`,
which sounds like that. Themes and how they sound are data (`prompts/frameworks/themes.yaml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.rules.matching import Index

__all__ = ["Theme", "Themes", "Touched"]

_HALF = 7.0  # the measure of words that makes a theme half certain
_NEXT: Final = 0.75  # of a theme's weight goes to a question that takes it up beside another one
_LEAST = 0.3  # themes less certain than this, or than this share of the surest, are left aside


@dataclass(frozen=True, slots=True)
class Touched:
    """A theme that was touched on: its label, how surely (0 to 1), and the words, weightiest first."""

    label: str
    surely: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """What it is called (it reads well after "is about"), and how it sounds."""

    label: str
    words: Sequence[str]


class Themes:
    """The themes, ready to be listened for."""

    def __init__(
        self,
        themes: Mapping[str, Theme] | None = None,
        taken_up: Mapping[str, Sequence[str]] | None = None,
        synonyms: Sequence[Sequence[str]] = (),
    ) -> None:
        """`taken_up` has the themes of each question by its id, foremost first."""
        self._labels = {key: theme.label for key, theme in (themes or {}).items()}
        self._taken_up = taken_up or {}
        texts = {
            key: [(1.0, phrase) for phrase in (theme.label, *theme.words)]
            for key, theme in (themes or {}).items()
        }
        self._index = Index(texts, synonyms)

    def touched(self, typed: str) -> dict[str, Touched]:
        """The themes that these words touch on, by key."""
        found = self._index.ask(typed)
        most = max((match.score for match in found.values()), default=0.0)
        half = max(_HALF, most / 2)
        sure = {
            key: Touched(self._labels[key], match.score / (match.score + half), match.words)
            for key, match in found.items()
        }
        least = max((one.surely for one in sure.values()), default=0.0) * _LEAST
        return {key: one for key, one in sure.items() if one.surely >= least}

    def taken_up(self, question_id: str, touched: Mapping[str, Touched]) -> Touched | None:
        """The theme that this question takes up best, its sureness less where it is not its foremost."""
        best: Touched | None = None
        for place, theme in enumerate(self._taken_up.get(question_id, ())):
            one = touched.get(theme)
            if one is None:
                continue
            surely = one.surely if place == 0 else one.surely * _NEXT
            if best is None or surely > best.surely:
                best = Touched(one.label, surely, one.words)
        return best

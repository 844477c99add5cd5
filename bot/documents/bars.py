"""Several bars under one another, one a milestone or a strategy, in the digest's looks: SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from bot.documents.chart import EDGE, PATTERNS, WIDTH, Look, Part, bar, key
from bot.documents.strokes import written
from bot.documents.text_width import wrapped

_BAR: Final = 44
_LETTERS: Final = 28
_LINE: Final = 36
MOST: Final = 14
"""Bars of one picture; of more, those behind are shown and the rest is in the table."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, and the parts of the whole."""

    name: str
    parts: tuple[Part, ...]

    @property
    def shown(self) -> tuple[Part, ...]:
        """The parts of which there are any."""
        return tuple(part for part in self.parts if part.count)


def bars(rows: Sequence[Bar], title: str, figure: str) -> str:
    """Give the SVG: the figure to remember, a bar a row, and what each look means, once."""
    room = WIDTH - 2 * EDGE
    drawn: list[str] = []
    top = EDGE
    for line in wrapped(figure, room, 44, bold=True, most=3):
        top += 52
        drawn.append(written(EDGE, top, line, 44, 700))
    top += 36
    for row in rows[:MOST]:
        for line in wrapped(row.name, room, _LETTERS, most=2):
            top += _LINE
            drawn.append(written(EDGE, top, line, _LETTERS))
        drawn.append(bar(row.shown, top + 14, height=_BAR, gap=4, least=44.0) if row.shown else "")
        top += 14 + (_BAR if row.shown else 0) + 18
    legend = _legend(rows[:MOST])
    drawn.append(key(legend, top + 24))
    height = top + 24 + 50 * ((len(legend) + 1) // 2) + EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="Source Sans Pro, sans-serif" role="img" '
        f"aria-label={quoteattr(title)}>{PATTERNS}"
        f'<rect width="{WIDTH}" height="{height}" rx="20" fill="#ffffff"/>{"".join(drawn)}</svg>'
    )


def _legend(rows: Sequence[Bar]) -> tuple[Part, ...]:
    """Each look that is used, with how many there are of it in all."""
    counts: dict[Look, Part] = {}
    for row in rows:
        for part in row.shown:
            before = counts[part.look].count if part.look in counts else 0
            counts[part.look] = Part(before + part.count, part.label, part.look)
    return tuple(counts[look] for look in Look if look in counts)

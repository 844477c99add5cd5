"""A chain of whys as SVG: the problem at the top, each answer under the one that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from bot.documents.strokes import INK, stroke, written
from bot.documents.text_width import wrapped

WIDTH: Final = 720
_EDGE: Final = 24
_STEP: Final = 46
"""Units that each why goes to the right; half its words' room is left at the deepest."""

_DEEPEST: Final = 7
_WORDS: Final = 26
_SMALL: Final = 26
_LINE: Final = 32
_BLUE: Final = "#0b5fa5"
_PAPER: Final = "#eef4fa"
_LIFT: Final = "#fff1c9"
_QUIET: Final = "#4a4a4a"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a why, `depth` whys down; `evidence` is what somebody saw."""

    words: str
    depth: int = 0
    evidence: str | None = None
    is_chosen: bool = False


def why_chain(problem: str, answers: Sequence[Answer], title: str) -> str:
    """Give the SVG of a chain; `title` is what the picture is called. Branches stand one under the other."""
    head = wrapped(problem, WIDTH - 2 * _EDGE - 40, 30, bold=True)
    foot = 20.0 + 40 * len(head) + 30
    wide = WIDTH - 2 * _EDGE
    drawn = [f'<rect x="{_EDGE}" y="20" width="{wide}" height="{foot - 20:.0f}" rx="12" fill="{INK}"/>']
    drawn += [written(_EDGE + 20, 62 + 40 * at, line, 30, 700, "#ffffff") for at, line in enumerate(head)]
    feet = {-1: foot}
    top = foot + 22
    for one in answers:
        depth = min(one.depth, _DEEPEST)
        card, height = _card(one, depth, top)
        drawn += [_arrow(depth, feet.get(depth - 1, foot), top + height / 2), card]
        feet = {key: value for key, value in feet.items() if key < depth} | {depth: top + height}
        top += height + 22
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top:.0f}" width="{WIDTH}" '
        f'height="{top:.0f}" font-family="Source Sans Pro, sans-serif" role="img" '
        f"aria-label={quoteattr(title)}>"
        f'<rect width="{WIDTH}" height="{top:.0f}" rx="20" fill="#ffffff"/>{"".join(drawn)}</svg>'
    )


def _left(depth: int) -> float:
    return _EDGE + _STEP * (depth + 1)


def _card(one: Answer, depth: int, top: float) -> tuple[str, float]:
    """An answer in its box, and how high it is; the one to start with is lifted out."""
    left = _left(depth)
    room = WIDTH - _EDGE - left - 36
    lines = wrapped(one.words, room, _WORDS, bold=one.is_chosen)
    seen = wrapped(one.evidence, room, _SMALL) if one.evidence else ()
    height = 22.0 + _LINE * (len(lines) + len(seen)) + 6
    fill, edge, thick = (_LIFT, INK, 4) if one.is_chosen else (_PAPER, _BLUE, 2)
    parts = [
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{WIDTH - _EDGE - left:.0f}" height="{height:.0f}" '
        f'rx="10" fill="{fill}" stroke="{edge}" stroke-width="{thick}"/>'
    ]
    weight = 700 if one.is_chosen else 400
    for at, line in enumerate((*lines, *seen)):
        style = (weight, INK) if at < len(lines) else (400, _QUIET)
        parts.append(written(left + 18, top + 36 + _LINE * at, line, _WORDS, *style))
    return "".join(parts), height


def _arrow(depth: int, above: float, middle: float) -> str:
    """From under the box that is answered, down and into the side of the answer."""
    x, tip = _left(depth) - _STEP / 2, _left(depth) - 3
    head = (
        f'<path d="M{tip - 11:.0f} {middle - 8:.0f} L{tip:.0f} {middle:.0f} '
        f'L{tip - 11:.0f} {middle + 8:.0f}" fill="none" stroke="{_BLUE}" stroke-width="4" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return stroke(x, above + 4, x, middle, 4, _BLUE) + stroke(x, middle, tip, middle, 4, _BLUE) + head

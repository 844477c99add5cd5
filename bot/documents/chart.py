"""The digest's picture as SVG: two bars that a principal reads on a telephone.

Slack shows it about 360 points wide, so the drawing is 720 units wide and nothing in it is smaller
than 28 units. Every part has a pattern and a sign of its own besides its color.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final
from xml.sax.saxutils import quoteattr

from bot.documents.strokes import INK, written

WIDTH: Final = 720
EDGE: Final = 36
_BAR: Final = 64
_ROW: Final = 50
_QUIET: Final = "#4a4a4a"


class Look(Enum):
    """How a part is drawn: its sign, its pattern, and the color of what is written on it."""

    DONE = ("✓", "#0b5fa5", "#ffffff")
    AHEAD = ("›", "#b9dcf5", INK)
    LATE = ("+", "url(#late)", INK)
    BEHIND = ("!", "#b3420a", "#ffffff")
    AWAY = ("~", "url(#away)", INK)
    DOWN = ("×", "url(#down)", INK)
    NONE = ("?", "#ffffff", INK)

    def __init__(self, sign: str, fill: str, ink: str) -> None:
        """Name the three parts of the value."""
        self.sign = sign
        self.fill = fill
        self.ink = ink


@dataclass(frozen=True, slots=True)
class Part:
    """So many of something, what people call it, and its look."""

    count: int
    label: str
    look: Look


@dataclass(frozen=True, slots=True)
class Panel:
    """A title ("Actions"), the figure to remember ("9 of 14 on time"), and the parts of the whole."""

    title: str
    figure: str
    parts: tuple[Part, ...]

    @property
    def shown(self) -> tuple[Part, ...]:
        """The parts of which there are any."""
        return tuple(part for part in self.parts if part.count)

    @property
    def height(self) -> int:
        """Units from the title to the last line of the key."""
        return 128 + (_BAR + 20 if self.shown else 0) + _ROW * ((len(self.shown) + 1) // 2) + 24


PATTERNS: Final = (
    "<defs>"
    '<pattern id="late" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="14" height="14" fill="#ffffff"/><rect width="5" height="14" fill="#7fb2dc"/></pattern>'
    '<pattern id="away" width="14" height="14" patternUnits="userSpaceOnUse">'
    '<rect width="14" height="14" fill="#ffffff"/><circle cx="7" cy="7" r="2.5" fill="#9a9a9a"/></pattern>'
    '<pattern id="down" width="14" height="14" patternUnits="userSpaceOnUse">'
    '<rect width="14" height="14" fill="#f1f1f1"/><rect width="14" height="3" fill="#b5b5b5"/></pattern>'
    "</defs>"
)


def chart(panels: Sequence[Panel], title: str) -> str:
    """Give the SVG of the panels, one below the other; `title` is what the picture is called."""
    height = EDGE + sum(panel.height for panel in panels)
    drawn: list[str] = []
    top = EDGE
    for panel in panels:
        drawn.append(_panel(panel, top))
        top += panel.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="Source Sans Pro, sans-serif" role="img" '
        f"aria-label={quoteattr(title)}>{PATTERNS}"
        f'<rect width="{WIDTH}" height="{height}" rx="20" fill="#ffffff"/>{"".join(drawn)}</svg>'
    )


def _panel(panel: Panel, top: int) -> str:
    figure = written(EDGE, top + 98, panel.figure, 56, weight=700)
    heading = written(EDGE, top + 30, panel.title, 32, weight=600, ink=_QUIET)
    if not panel.shown:
        return heading + figure
    return heading + figure + bar(panel.shown, top + 128) + key(panel.shown, top + 128 + _BAR + 20)


def bar(parts: Sequence[Part], top: float, *, height: int = _BAR, gap: int = 6, least: float = 52.0) -> str:
    """A bar: parts side by side with a `gap` between, each wide enough (`least`) to hold its number."""
    share = WIDTH - 2 * EDGE - gap * (len(parts) - 1) - least * len(parts)
    whole = sum(part.count for part in parts)
    drawn, left = [], float(EDGE)
    for part in parts:
        width = least + share * part.count / whole
        drawn.append(box(left, top, width, height, part.look))
        drawn.append(plate(left + width / 2, top + height / 2, str(part.count), part.look))
        left += width + gap
    return "".join(drawn)


def key(parts: Sequence[Part], top: float) -> str:
    """What each part means, two to a line: its swatch with its sign, its number, its name."""
    drawn = []
    for place, part in enumerate(parts):
        left = EDGE + (place % 2) * (WIDTH - 2 * EDGE + 12) / 2
        line = top + (place // 2) * _ROW
        drawn.append(box(left, line, 36, 36, part.look))
        drawn.append(_sign(left + 18, line + 18, part.look.sign, part.look))
        drawn.append(written(left + 48, line + 28, f"{part.count} {part.label}", 30))
    return "".join(drawn)


def box(left: float, top: float, width: float, height: float, look: Look) -> str:
    """A rectangle in a look."""
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height}" rx="8" '
        f'fill="{look.fill}" stroke="{INK}" stroke-width="2"/>'
    )


def plate(x: float, y: float, text: str, look: Look) -> str:
    """Centered text; on a pattern it gets a white plate, so that it stays legible."""
    under = ""
    if look.fill.startswith("url"):
        wide = 18 * len(text) + 8
        under = (
            f'<rect x="{x - wide / 2:.1f}" y="{y - 15:.1f}" width="{wide}" height="30" rx="6" '
            'fill="#ffffff"/>'
        )
    return under + _sign(x, y, text, look)


def _sign(x: float, y: float, text: str, look: Look) -> str:
    return written(x, y + 11, text, 32, 700, look.ink, "middle")

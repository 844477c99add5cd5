"""Lines and words of a drawing, as SVG."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

INK: Final = "#1d1c1d"


def stroke(x1: float, y1: float, x2: float, y2: float, width: float, ink: str) -> str:
    """Give a straight line with round ends, `width` units thick."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink}" '
        f'stroke-width="{width}" stroke-linecap="round"/>'
    )


def written(
    x: float, y: float, text: str, size: int, weight: int = 400, ink: str = INK, anchor: str = "start"
) -> str:
    """Give one line of words whose foot is at `y`; `anchor` says which part of it is at `x`."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{ink}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )

"""Measures on their way: where each began, where it is, and what it is to reach. SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from bot.documents.chart import EDGE, WIDTH
from bot.documents.strokes import INK, stroke, written
from bot.documents.text_width import width, wrapped

_DONE: Final = "#0b5fa5"
_SHORT: Final = "#b3420a"
_GRAY: Final = "#8a94a0"
_LETTERS: Final = 28
_LINE: Final = 36
MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Track:
    """A measure: its name, how it stands in words, and its three values; None where one is missing."""

    name: str
    said: str
    baseline: float | None
    value: float | None
    target: float | None
    is_met: bool | None
    labels: tuple[str, str, str] = ("", "", "")
    """The three values as people write them."""


def tracks(rows: Sequence[Track], title: str, figure: str, key: tuple[str, str, str]) -> str:
    """Give the SVG; `key` names baseline, value and target. Filled is met, a ring with a bar is not yet."""
    room = WIDTH - 2 * EDGE
    drawn: list[str] = []
    top = float(EDGE)
    for line in wrapped(figure, room, 44, bold=True, most=3):
        top += 52
        drawn.append(written(EDGE, top, line, 44, 700))
    top += 34
    for row in rows[:MOST]:
        for line in wrapped(row.name, room, _LETTERS, most=2):
            top += _LINE
            drawn.append(written(EDGE, top, line, _LETTERS, 600))
        top += _LINE
        drawn.append(written(EDGE, top, row.said, _LETTERS, ink=_DONE if row.is_met else INK))
        if row.value is not None or row.baseline is not None:
            drawn.append(_track(row, top + 46))
            top += 96
        top += 20
    top += 26
    drawn.append(_key(key, top))
    height = round(top + 40 + EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="Source Sans Pro, sans-serif" role="img" '
        f"aria-label={quoteattr(title)}>"
        f'<rect width="{WIDTH}" height="{height}" rx="20" fill="#ffffff"/>{"".join(drawn)}</svg>'
    )


def _track(row: Track, middle: float) -> str:
    known = [one for one in (row.baseline, row.value, row.target) if one is not None]
    low, high = min(known), max(known)
    left, right = EDGE + 60.0, WIDTH - EDGE - 60.0

    def place(value: float) -> float:
        return (left + right) / 2 if high == low else left + (value - low) / (high - low) * (right - left)

    parts = [stroke(left, middle, right, middle, 6, "#dfe5ec")]
    if row.baseline is not None and row.value is not None:
        parts.append(stroke(place(row.baseline), middle, place(row.value), middle, 10, _color(row)))
    if row.target is not None:
        parts.append(_flag(place(row.target), middle))
    if row.baseline is not None:
        parts.append(_ring(place(row.baseline), middle, _GRAY))
    if row.value is not None:
        at = place(row.value)
        parts.append(_dot(at, middle, _color(row), row.is_met is not False))
    return "".join(parts) + _numbers(row, place, middle)


def _numbers(row: Track, place: object, middle: float) -> str:
    """The values under their places; one that would cover another is left to the line of words above."""
    assert callable(place)
    drawn, taken = [], list[tuple[float, float]]()
    for value, label, weight in (
        (row.value, row.labels[1], 700),
        (row.target, row.labels[2], 400),
        (row.baseline, row.labels[0], 400),
    ):
        if value is None:
            continue
        half = width(label, _LETTERS, weight > 400) / 2 + 8
        at = place(value)
        if all(at + half < before or at - half > after for before, after in taken):
            drawn.append(written(at, middle + 48, label, _LETTERS, weight, anchor="middle"))
            taken.append((at - half, at + half))
    return "".join(drawn)


def _color(row: Track) -> str:
    return _SHORT if row.is_met is False else _DONE


def _dot(x: float, y: float, ink: str, is_full: bool) -> str:
    """Full for a target that is met (or unknown), open with a bar across for one that is not."""
    fill = ink if is_full else "#ffffff"
    bar = "" if is_full else stroke(x - 7, y, x + 7, y, 5, ink)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="15" fill="{fill}" stroke="{ink}" stroke-width="5"/>{bar}'


def _ring(x: float, y: float, ink: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="10" fill="#ffffff" stroke="{ink}" stroke-width="4"/>'


def _flag(x: float, y: float) -> str:
    return (
        stroke(x, y - 30, x, y + 18, 5, INK)
        + f'<path d="M{x:.1f} {y - 32:.1f} l26 10 l-26 10 z" fill="{INK}"/>'
    )


def _key(names: tuple[str, str, str], middle: float) -> str:
    drawn, left = [], EDGE + 12.0
    for name, sign in zip(names, (_ring, _dot, _flag), strict=True):
        if sign is _ring:
            drawn.append(_ring(left, middle, _GRAY))
        elif sign is _dot:
            drawn.append(_dot(left, middle, _DONE, True))
        else:
            drawn.append(_flag(left, middle + 6))
        drawn.append(written(left + 32, middle + 10, name, _LETTERS))
        left += width(name, _LETTERS) + 84
    return "".join(drawn)

"""How wide words are in a picture, and where their lines break.

Drawings are made without a font at hand; the widths are those of Source Sans, with a little to spare.
"""

from __future__ import annotations

from typing import Final

_WIDTHS: Final = {
    "a": 504, "b": 553, "c": 456, "d": 555, "e": 496, "f": 292, "g": 504, "h": 544, "i": 246, "j": 247,
    "k": 495, "l": 255, "m": 829, "n": 547, "o": 542, "p": 555, "q": 555, "r": 347, "s": 419, "t": 338,
    "u": 544, "v": 467, "w": 719, "x": 446, "y": 467, "z": 425, " ": 200, ".": 249, ",": 249, "'": 249,
    "-": 311, "I": 263, "J": 480, "M": 812, "W": 786, "%": 824, "&": 609, "(": 303, ")": 303, "/": 350,
}  # fmt: skip
"""Thousandths of a letter's size."""

_SPARE: Final = 1.02
_LAST_LATIN: Final = 0x2E7F


def width(text: str, size: int, bold: bool = False) -> float:
    """Give the width of `text` set in letters of `size` units, in the same units."""
    wide = sum(_of(letter) for letter in text) * size * _SPARE
    return wide * 1.06 if bold else wide


def _of(letter: str) -> float:
    if known := _WIDTHS.get(letter):
        return known / 1000
    if ord(letter) > _LAST_LATIN:
        return 1.0
    return 0.6 if letter.isupper() else 0.54


def wrapped(text: str, room: float, size: int, bold: bool = False, most: int = 5) -> tuple[str, ...]:
    """Break `text` into lines no wider than `room`; at most `most`, the last with an ellipsis if cut."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, room, size, bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width(f"{last}…", size, bold) > room:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _pieces(text: str, room: float, size: int, bold: bool) -> list[str]:
    """The words, those that fit no line cut in pieces."""
    pieces: list[str] = []
    for word in text.split():
        while width(word, size, bold) > room and len(word) > 1:
            cut = len(word) - 1
            while cut > 1 and width(word[:cut], size, bold) > room:
                cut -= 1
            pieces.append(word[:cut])
            word = word[cut:]
        pieces.append(word)
    return pieces

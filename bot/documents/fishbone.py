"""The fishbone as SVG: the problem at the head, causes on bones, legible on a telephone.

The fish of the books lies; this one hangs, head down, because a telephone is tall: bones slant toward the
head from both sides of the spine, each under its name, and a cause has the width of half a screen for its
words. The drawing is 720 units wide and shown about 360 points wide; nothing in it is smaller than 26
units. What a mark means is said in a line of words under the head: color is never the only sign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from bot.documents.strokes import INK, stroke, written
from bot.documents.text_width import wrapped

WIDTH: Final = 720
_MIDDLE: Final = WIDTH / 2
_EDGE: Final = 24
_SLANT: Final = 76
"""Units that a bone leans outward, from the spine to its name."""

_QUIET: Final = "#4a4a4a"
_BONE: Final = "#0b5fa5"
_LIFT: Final = "#fff1c9"
_NAME: Final = 30
_WORDS: Final = 26
_LINE: Final = 31
_MARK: Final = 17


@dataclass(frozen=True, slots=True)
class Cause:
    """A possible cause: its words, its votes, whether we can act on it, whether somebody saw it."""

    words: str
    votes: int = 0
    is_actionable: bool = False
    has_evidence: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Bone:
    """An area of practice, and the causes found in it, in the order in which they were added."""

    name: str
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """The words of the line that explains the marks; each is shown if the drawing has its mark."""

    actionable: str
    not_actionable: str
    evidence: str
    votes: str
    chosen: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cause with its lines, and how far below its bone's name it begins."""

    cause: Cause
    lines: tuple[str, ...]
    top: float

    @property
    def height(self) -> float:
        """Units from the first line to the twig under the last."""
        return _LINE * len(self.lines) + 12


@dataclass(frozen=True, slots=True)
class _Laid:
    """A bone with everything placed on it; `side` is -1 for the left and 1 for the right."""

    name: tuple[str, ...]
    causes: tuple[_Placed, ...]
    side: int

    @property
    def head_room(self) -> float:
        """Units that the name takes."""
        return 34 * len(self.name) + 26

    @property
    def height(self) -> float:
        """Units from the top of the name to where the bone meets the spine."""
        last = self.causes[-1] if self.causes else None
        return (last.top + last.height if last else self.head_room + 20) + 34


def fishbone(problem: str, bones: Sequence[Bone], key: Key, title: str) -> str:
    """Give the SVG of a fishbone; `title` is what the picture is called. Empty bones are drawn, too."""
    head = wrapped(problem, WIDTH - 4 * _EDGE - 40, 34, bold=True)
    drawn: list[str] = []
    top = 56.0
    for at in range(0, len(bones), 2):
        pair = _pair(bones[at : at + 2])
        height = max(one.height for one in pair)
        drawn += [_bone(one, top, top + height) for one in pair]
        top += height + 18
    spine = _spine(40, top + 26)
    fish = _head(head, top + 26)
    under = top + 26 + 42 * len(head) + 84
    said = _key(key, bones, under)
    height = under + 38 * len(said) + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" font-family="Source Sans Pro, sans-serif" role="img" '
        f"aria-label={quoteattr(title)}>"
        f'<rect width="{WIDTH}" height="{height:.0f}" rx="20" fill="#ffffff"/>'
        f"{spine}{''.join(drawn)}{fish}{''.join(said)}</svg>"
    )


def _lay(bone: Bone, side: int, length: float | None = None) -> _Laid:
    """Break the words of a bone into lines; where its length is known their room grows toward the spine."""
    name = wrapped(bone.name, _MIDDLE - _EDGE - 44, _NAME, bold=True)
    placed: list[_Placed] = []
    top = _Laid(name, (), side).head_room + 14.0
    for cause in bone.causes:
        lean = _SLANT * (1 - top / length) if length else float(_SLANT)
        room = _MIDDLE - _EDGE - lean - 2 * _MARK - 32
        lines = wrapped(cause.words, room, _WORDS, bold=cause.is_chosen)
        placed.append(_Placed(cause, lines, top))
        top += placed[-1].height + 10
    return _Laid(name, tuple(placed), side)


def _pair(bones: Sequence[Bone]) -> list[_Laid]:
    """Lay out two bones that meet the spine at one place: the longer one says how both lean."""
    sides = (-1, 1)
    rough = max(_lay(bone, side).height for bone, side in zip(bones, sides, strict=False))
    return [_lay(bone, side, rough) for bone, side in zip(bones, sides, strict=False)]


def _bone(laid: _Laid, top: float, foot: float) -> str:
    """The line from the name to the spine, the name in its box, and the twigs."""
    start = top + laid.head_room - 10
    outer = _MIDDLE + laid.side * (_SLANT + 14)

    def at(y: float) -> float:
        """Give where the bone is, y units down."""
        return outer + (_MIDDLE - outer) * (y - start) / (foot - start)

    twigs = [_twig(one, laid.side, top + one.top, at) for one in laid.causes]
    return "".join([*twigs, stroke(outer, start, _MIDDLE, foot, 5, _BONE), _name(laid, top)])


def _name(laid: _Laid, top: float) -> str:
    wide = _MIDDLE - _EDGE - 12
    left = _EDGE if laid.side < 0 else _MIDDLE + 12
    box = (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{wide:.0f}" height="{laid.head_room - 10:.0f}" rx="10" '
        f'fill="{_BONE}"/>'
    )
    return box + "".join(
        written(left + wide / 2, top + 34 + 34 * at, line, _NAME, 700, "#ffffff", "middle")
        for at, line in enumerate(laid.name)
    )


def _twig(one: _Placed, side: int, top: float, bone: Callable[[float], float]) -> str:
    """A cause: its mark at the edge, its words, and the line under them that runs into the bone."""
    foot = top + one.height - 4
    edge = _EDGE if side < 0 else WIDTH - _EDGE
    inner = edge - side * (2 * _MARK + 12)
    parts = []
    if one.cause.is_chosen:
        ends = sorted((inner + side * 6, bone(top)))
        parts.append(
            f'<rect x="{ends[0]:.1f}" y="{top - 4:.1f}" width="{ends[1] - ends[0]:.1f}" '
            f'height="{foot - top + 4:.1f}" fill="{_LIFT}"/>'
        )
    anchor = "start" if side < 0 else "end"
    weight = 700 if one.cause.is_chosen else 400
    parts += [
        written(inner, top + 24 + _LINE * row, line, _WORDS, weight, INK, anchor)
        for row, line in enumerate(one.lines)
    ]
    parts.append(stroke(edge, foot, bone(foot), foot, 2.5, INK))
    parts.append(_marks(one.cause, edge - side * _MARK, top + 16))
    return "".join(parts)


def _marks(cause: Cause, x: float, y: float) -> str:
    """A disc for what we can act on, a ring for what we cannot; the votes in it; a tick for evidence."""
    fill, ink = (INK, "#ffffff") if cause.is_actionable else ("#ffffff", INK)
    drawn = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_MARK}" fill="{fill}" stroke="{INK}" stroke-width="3"/>'
    if cause.votes:
        drawn += written(x, y + 9, str(cause.votes), 26, 700, ink, "middle")
    if cause.has_evidence:
        drawn += written(x, y + _MARK + 26, "✓", 28, 700, _BONE, "middle")
    return drawn


def _spine(top: float, foot: float) -> str:
    tail = (
        f'<path d="M{_MIDDLE - 34} {top - 26} L{_MIDDLE} {top + 10} L{_MIDDLE + 34} {top - 26}" '
        f'fill="none" stroke="{INK}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return tail + stroke(_MIDDLE, top, _MIDDLE, foot, 8, INK)


def _head(lines: Sequence[str], top: float) -> str:
    """The head, pointing down, with the problem in it."""
    left, right, height = 2 * _EDGE, WIDTH - 2 * _EDGE, 42 * len(lines) + 36
    shape = (
        f'<path d="M{left + 14} {top:.0f} H{right - 14} Q{right} {top:.0f} {right} {top + 14:.0f} '
        f"V{top + height - 30:.0f} Q{_MIDDLE + 120} {top + height + 4:.0f} {_MIDDLE} {top + height + 26:.0f} "
        f"Q{_MIDDLE - 120} {top + height + 4:.0f} {left} {top + height - 30:.0f} "
        f'V{top + 14:.0f} Q{left} {top:.0f} {left + 14} {top:.0f} Z" fill="{INK}"/>'
    )
    return shape + "".join(
        written(_MIDDLE, top + 46 + 42 * at, line, 34, 700, "#ffffff", "middle")
        for at, line in enumerate(lines)
    )


def _key(key: Key, bones: Sequence[Bone], top: float) -> list[str]:
    """One line for each mark that the drawing has."""
    causes = [cause for bone in bones for cause in bone.causes]
    x = _EDGE + 2 * _MARK
    rows: list[tuple[str, str]] = []
    if any(one.is_actionable for one in causes):
        rows.append((_disc(x, INK), key.actionable))
    if any(not one.is_actionable for one in causes):
        rows.append((_disc(x, "#ffffff"), key.not_actionable))
    if any(one.votes for one in causes):
        rows.append((written(x, 9, "2", 26, 700, INK, "middle"), key.votes))
    if any(one.has_evidence for one in causes):
        rows.append((written(x, 10, "✓", 28, 700, _BONE, "middle"), key.evidence))
    if any(one.is_chosen for one in causes):
        patch = f'<rect x="{x - 16}" y="-12" width="32" height="24" rx="5" fill="{_LIFT}"/>'
        rows.append((patch, key.chosen))
    return [
        f'<g transform="translate(0 {top + 38 * at:.0f})">{mark}'
        f"{written(x + _MARK + 16, 9, words, _WORDS, 400, _QUIET)}</g>"
        for at, (mark, words) in enumerate(rows)
    ]


def _disc(x: float, fill: str) -> str:
    return f'<circle cx="{x}" cy="0" r="12" fill="{fill}" stroke="{INK}" stroke-width="3"/>'

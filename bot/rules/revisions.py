"""Answers that several people write at once: what still stands, and what two changes make together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

Value = Mapping[str, Any]


class Revised(Protocol):
    """A revision; `base_id` is the newest one that its writer had seen."""

    @property
    def id(self) -> int:
        """Its key; later ones are greater."""

    @property
    def base_id(self) -> int | None:
        """The key of the one before."""


R = TypeVar("R", bound=Revised)


def standing(revisions: Sequence[R]) -> tuple[R, ...]:
    """Give the revisions that nobody has written over knowingly, oldest first.

    More than one is more than one view: each was written by somebody who had not seen the others.
    """
    seen = max((one.base_id or 0 for one in revisions), default=0)
    return tuple(sorted((one for one in revisions if one.id > seen), key=lambda one: one.id))


def merged(base: Value | None, now: Value | None, mine: Value | None) -> tuple[Value | None, bool]:
    """Give what a change of `base` to `mine` makes of what stands `now`, and whether the two differ.

    Changes of different parts (a level, its evidence) go together. Where both changed one part to
    different things, mine is given unmerged: then there are two views.
    """
    if now in (base, mine):
        return mine, False
    if now is None or mine is None:
        return mine, True
    before = base or {}
    parts = {key: value for key, value in mine.items() if value != before.get(key)}
    theirs = {key for key in {*now, *before} if now.get(key) != before.get(key)}
    if any(key in theirs and now.get(key) != value for key, value in parts.items()):
        return mine, True
    return {**now, **parts}, False

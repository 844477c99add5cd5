"""Hears a cause in what a team wrote, by the beginnings of words. Simple, so that it can be explained."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from storage.vocabulary import Cause

Stems = Mapping[Cause, Sequence[str]]
Spoken = Mapping[str, Sequence[str]]
Key = TypeVar("Key", bound=Hashable)

_SHORT = 4
_ENDINGS = ("", "s", "d", "ed", "ing")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def listen(words: str) -> Spoken:
    """Every stem that these words would answer to, with the words that do, in the order written.

    A stem hears every word that begins with it ("vacan" hears "vacancy"). One of four letters or
    fewer hears the word and its usual endings ("wait" hears "waiting"); "=sub" hears "sub" alone.
    """
    spoken: dict[str, list[str]] = {}
    for word in dict.fromkeys(_WORD.findall(words.lower())):
        stems = {f"={word}", *(word[:end] for end in range(_SHORT + 1, len(word) + 1))}
        stems |= {base for ending in _ENDINGS if 0 < len(base := word.removesuffix(ending)) <= _SHORT}
        for stem in stems:
            spoken.setdefault(stem, []).append(word)
    return spoken


def heard(spoken: Spoken, stems: Mapping[Key, Sequence[str]]) -> dict[Key, tuple[str, ...]]:
    """Which of the keys were spoken of, each with the words that did it."""
    found = {}
    for key, beginnings in stems.items():
        matched = dict.fromkeys(word for stem in beginnings for word in spoken.get(stem, ()))
        if matched:
            found[key] = tuple(matched)
    return found

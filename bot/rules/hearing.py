"""Hears a cause in what a team wrote, by the beginnings of words. Simple, so that it can be explained."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from storage.vocabulary import Cause

Stems = Mapping[Cause, Sequence[str]]
Key = TypeVar("Key", bound=Hashable)

_SHORT = 4
_ENDINGS = ("", "s", "d", "ed", "ing")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def heard(words: str, stems: Mapping[Key, Sequence[str]]) -> dict[Key, tuple[str, ...]]:
    """Which of the keys the words point to, each with the words that did, in the order written.

    A stem hears every word that begins with it ("vacan" hears "vacancy"). One of four letters or
    fewer hears the word and its usual endings ("wait" hears "waiting"); "=sub" hears "sub" alone.
    """
    spoken = list(dict.fromkeys(_WORD.findall(words.lower())))
    found = {}
    for key, beginnings in stems.items():
        matched = tuple(word for word in spoken if any(_hears(stem, word) for stem in beginnings))
        if matched:
            found[key] = matched
    return found


def _hears(stem: str, word: str) -> bool:
    if stem.startswith("="):
        return word == stem[1:]
    if len(stem) <= _SHORT:
        return word.startswith(stem) and word[len(stem) :] in _ENDINGS
    return word.startswith(stem)

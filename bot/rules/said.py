"""What somebody means who types "monitor staffing nobody has time": names first, words after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage.vocabulary import Cause, Phase, RuleName


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the work, a cause and a rule, as far as they were named; the rest is their own words."""

    phase: Phase | None = None
    cause: Cause | None = None
    rule: RuleName | None = None
    words: str = ""


def said(typed: str, names: Mapping[str, StrEnum]) -> Asked:
    """Take the names at the beginning of what was typed, the longest first; `names` are in any case.

    "buy-in" names a cause; "nobody had time" names none: names count only where a sentence has not
    begun. Of two names of one kind the first counts.
    """
    known = sorted(((name.lower(), value) for name, value in names.items()), key=lambda one: -len(one[0]))
    rest = " ".join(typed.split())
    found: dict[type, StrEnum] = {}
    while match := next(((name, value) for name, value in known if _begins(rest, name)), None):
        name, value = match
        found.setdefault(type(value), value)
        rest = rest[len(name) :].lstrip(" ,;:")
    phase, cause, rule = found.get(Phase), found.get(Cause), found.get(RuleName)
    return Asked(
        phase if isinstance(phase, Phase) else None,
        cause if isinstance(cause, Cause) else None,
        rule if isinstance(rule, RuleName) else None,
        rest,
    )


def begins_with(text: str, names: Mapping[str, int]) -> tuple[int | None, str]:
    """Give what the longest name that `text` begins with stands for, and the rest; (None, text) for none."""
    for name in sorted(names, key=lambda one: (-len(one), one)):
        if _begins(text, name):
            return names[name], text[len(name) :].lstrip(" ,;:")
    return None, text


def _begins(text: str, name: str) -> bool:
    return re.match(rf"{re.escape(name)}(?![\w-])", text, re.IGNORECASE) is not None

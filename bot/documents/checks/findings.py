"""A fault or an advice about one place of a plan, before anybody says where in a file that is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.documents.checks.codes import AdviceCode, FaultCode

Place = tuple[str | int, ...]
"""A path into a `PlanDocument`: ("actions", 3, "due_on"); the last part may be a field."""

Code = FaultCode | AdviceCode


@dataclass(frozen=True, slots=True)
class Finding:
    """What is the matter at a place. `first` is the other place for a thing that is there twice."""

    place: Place
    code: Code
    facts: Mapping[str, object] = field(default_factory=dict)
    first: Place | None = None


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Give the known word that `value` was probably meant to be, or None."""
    by_small = {word.casefold(): word for word in known}
    within = [word for small, word in by_small.items() if value.casefold() in small.split()]
    if len(within) == 1:
        return within[0]
    close = difflib.get_close_matches(value.casefold(), list(by_small), n=1, cutoff=0.6)
    return by_small[close[0]] if close else None

"""Leaves out of what somebody typed the things that they say it is not about.

"It isn't the money, nobody has the know-how" speaks of know-how. Only a denial of a reason is left
out; "no money" and "not enough time" are the trouble itself and stay.
"""

from __future__ import annotations

import re
from typing import Final

_NOT = r"(?:is|was|are|were)(?:\s+not|n'?t)|ain'?t"
_IT = r"(?:it|that|this|the\s+(?:problem|issue|reason|cause|trouble|question|point))"
_AFFIRMED = "only|just|enough|working|clear|sure|ready|done|helping|there|yet|happening|going|moving|much"
_ONLY = rf"(?!\s+(?:{_AFFIRMED})\b)"  # "it is not only", "this is not working" deny no reason
_TO_THE_NEXT_PART = r"[^.,;:!?()\n]*?(?=[.,;:!?()\n]|\bbut\b|\bit'?s\b|$)"
_NAMED: Final = re.compile(rf"\b(?:{_IT}\s+(?:{_NOT})|{_IT}'s\s+not){_ONLY}{_TO_THE_NEXT_PART}")
_BECAUSE: Final = re.compile(
    r"\bnot\s+(?:because|due\s+to|about|for\s+lack\s+of|for\s+want\s+of|a\s+(?:matter|question|lack)\s+of|that)\b"
    + _TO_THE_NEXT_PART
)
_INSTEAD: Final = re.compile(
    r"\b(?:instead\s+of|rather\s+than|(?:do\s+not|don'?t)\s+need\s+(?:any\s+)?(?:more|another))\b"
    + _TO_THE_NEXT_PART
)
_AFTERWARDS: Final = re.compile(
    rf"[^.;:!?()\n]*\b(?:{_NOT})\s+(?:really\s+)?(?:the|our|an?)\s+(?:problem|issue|reason|cause|trouble)\b"
)


def without_denied(typed: str) -> str:
    """Give what is left of `typed`; all of it where nothing would be left."""
    left = typed.lower().replace("\u2019", "'")
    for denial in (_AFTERWARDS, _NAMED, _BECAUSE, _INSTEAD):
        left = denial.sub(" ", left)
    return left if re.search(r"\w{3}", left) else typed

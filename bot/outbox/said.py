"""Why something did not arrive elsewhere, in words."""

from __future__ import annotations

from bot.words import Words

_REFUSED = "refused_"


def reason(words: Words, code: str) -> str:
    """Give the words for a code that an attempt was settled with."""
    if code.startswith(_REFUSED):
        return words.label("elsewhere.reason.refused", status=code.removeprefix(_REFUSED))
    return words.label(f"elsewhere.reason.{code}")

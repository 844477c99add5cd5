"""The questions about a value that looks like a typing error, as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.words import Words
from storage.vocabulary_measures import Doubt


def reasons(words: Words, doubts: Iterable[Doubt], last: Decimal | None) -> list[str]:
    """Give one plain sentence for each doubt; `last` is the value before."""
    said = None if last is None else number(last)
    return [words.label(f"measures.doubt.{doubt}", last=said) for doubt in doubts]


def number(value: Decimal) -> str:
    """Give a value as people write it: no exponent, no zeros after it that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

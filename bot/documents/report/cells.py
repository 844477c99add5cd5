"""Cells for the values that reports show, each written once for every format."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.documents.report.model import Cell, Ids, Kind, Source
from bot.rules.percent import whole_percent
from bot.rules.quantities import Ratio
from bot.words.filters import money as said_money
from bot.words.filters import month as said_month


def text(words: object, source: Source | None = None) -> Cell:
    """Give a cell of words; None is an empty cell."""
    said = "" if words is None else str(words)
    return Cell(said, said or None, source=source)


def share(ratio: Ratio, table: str, nothing: str) -> Cell:
    """Give "3 of 8 (38%)"; a share of nothing is said in words and has no value."""
    source = Source(table, ratio.ids, ratio.of_ids)
    if ratio.percent is None:
        return Cell(nothing, None, Kind.PERCENT, ratio.numerator, ratio.denominator, source)
    said = f"{ratio.numerator} of {ratio.denominator} ({ratio.percent}%)"
    return Cell(said, ratio.percent, Kind.PERCENT, ratio.numerator, ratio.denominator, source)


def count(ids: Iterable[int], table: str) -> Cell:
    """Give how many rows there are."""
    keys: Ids = tuple(sorted(set(ids)))
    return Cell(str(len(keys)), len(keys), Kind.NUMBER, source=Source(table, keys))


def money(cents: int, table: str | None = None, ids: Ids = ()) -> Cell:
    """Give an amount; `ids` are the rows that it was added up from."""
    return Cell(said_money(cents), cents, Kind.MONEY, source=Source(table, ids) if table else None)


def budget(used: Ratio, check_ins: Ids, nothing: str) -> Cell:
    """Give "$950 of $1,000 (95%)"; money used where none was planned is told without a share.

    `check_ins` are the revisions that say what was used.
    """
    source = Source("revision", check_ins)
    if used.percent is None:
        said = said_money(used.numerator) if used.numerator else nothing
        return Cell(said, None, Kind.PERCENT, used.numerator, used.denominator, source)
    said = f"{said_money(used.numerator)} of {said_money(used.denominator)} ({used.percent}%)"
    return Cell(said, used.percent, Kind.PERCENT, used.numerator, used.denominator, source)


def day(value: date | None) -> Cell:
    """Give a day with its year: "Oct 30, 2026"."""
    said = "" if value is None else f"{said_month(value, False)[:3]} {value.day}, {value.year}"
    return Cell(said, value, Kind.DAY)


def number(value: Decimal | None, nothing: str = "", table: str | None = None, ids: Ids = ()) -> Cell:
    """Give a measured value, digit by digit; `ids` are the rows where it was entered."""
    source = Source(table, ids) if table else None
    if value is None:
        return Cell(nothing, None, Kind.NUMBER, source=source)
    return Cell(digits(value), value, Kind.NUMBER, source=source)


def part(done: Fraction | None, nothing: str, table: str, ids: Ids) -> Cell:
    """Give how much of a way is done as a whole percent; it may be below 0 or above 100."""
    if done is None:
        return Cell(nothing, None, Kind.PERCENT)
    percent = whole_percent(done)
    return Cell(f"{percent}%", percent, Kind.PERCENT, source=Source(table, ids))


def digits(value: Decimal) -> str:
    """Write a number without an exponent and without zeros that say nothing."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written

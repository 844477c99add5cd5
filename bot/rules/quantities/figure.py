"""Figures that know the rows behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypedDict

from bot.rules.percent import whole_percent

Ids = tuple[int, ...]


class RatioJson(TypedDict):
    """A ratio as reports write it; `value` is a whole percent, or None for a share of nothing."""

    numerator: int
    denominator: int
    value: int | None
    ids: list[int]
    of_ids: list[int]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share with the rows behind it: `ids` of the numerator, `of_ids` of the denominator."""

    numerator: int
    denominator: int
    ids: Ids = ()
    of_ids: Ids = ()

    @property
    def share(self) -> Fraction | None:
        """The exact share, or None when there is nothing to take a share of."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> int | None:
        """The whole percent, half up; None when there is nothing to take a share of."""
        share = self.share
        return None if share is None else whole_percent(share)

    def as_json(self) -> RatioJson:
        """The figure for machine-readable reports."""
        return {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": self.percent,
            "ids": list(self.ids),
            "of_ids": list(self.of_ids),
        }


def ratio_of(ids: Iterable[int], of_ids: Iterable[int]) -> Ratio:
    """The share that `ids` are of `of_ids`, each row counted once."""
    part, whole = tuple(sorted(set(ids))), tuple(sorted(set(of_ids)))
    return Ratio(len(part), len(whole), part, whole)

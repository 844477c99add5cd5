"""Whole percents, half up: the one way in which a share is shown."""

from __future__ import annotations

from fractions import Fraction
from math import floor


def whole_percent(share: Fraction) -> int:
    """A share as a whole percent, halves rounded up: 1/8 (12.5 %) is 13; more than all is over 100."""
    return floor(share * 100 + Fraction(1, 2))

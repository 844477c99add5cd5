"""Whether a value of a measure looks like a typing error: questions to ask, never a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from storage.vocabulary_measures import Doubt

_ROOM_POINTS = Decimal(15)
"""How far a percentage may move beyond all that was seen before anybody is asked."""

_ROOM_SHARE = Decimal("0.5")
"""The same for a plain number, as a share of the last one."""

_SLIPS = (Decimal(10), Decimal(100), Decimal("0.1"), Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a measure when a value comes in: its unit, its past (oldest first), its days.

    `points` holds the baseline, what it is to reach, and every earlier value; `taken` the days that have
    a value of the same group already.
    """

    is_percent: bool
    points: tuple[Decimal, ...] = ()
    last: Decimal | None = None
    starts_on: date | None = None
    taken: frozenset[date] = frozenset()


def doubts(value: Decimal, on: date, today: date, known: Known) -> tuple[Doubt, ...]:
    """Give every reason to ask whether a value is meant as it stands, the plainest first."""
    found = [
        (Doubt.OVER_HUNDRED, known.is_percent and value > 100),
        (Doubt.BELOW_ZERO, value < 0 and all(one >= 0 for one in known.points)),
        (Doubt.DECIMAL_POINT, _slipped(value, known)),
        (Doubt.FAR_OFF, _is_far(value, known)),
        (Doubt.AHEAD, on > today),
        (Doubt.BEFORE_PLAN, known.starts_on is not None and on < known.starts_on),
        (Doubt.SAME_DAY, on in known.taken),
    ]
    asked = [doubt for doubt, holds in found if holds]
    if Doubt.DECIMAL_POINT in asked and Doubt.FAR_OFF in asked:
        asked.remove(Doubt.FAR_OFF)  # the one says what the other only suspects
    return tuple(asked)


def _is_far(value: Decimal, known: Known) -> bool:
    """Beyond everything that was seen or hoped for, by more than a year usually moves."""
    if not known.points:
        return False
    low, high = min(known.points), max(known.points)
    room = max(high - low, _room(known))
    return not low - room <= value <= high + room


def _slipped(value: Decimal, known: Known) -> bool:
    """Close to the last value once the decimal point is moved."""
    last = known.last
    if not last or not value:
        return False
    near = max(abs(last) * Decimal("0.25"), Decimal(2) if known.is_percent else Decimal(0))
    return any(abs(value * slip - last) <= near for slip in _SLIPS)


def _room(known: Known) -> Decimal:
    points: Sequence[Decimal] = known.points
    if known.is_percent:
        return _ROOM_POINTS
    return abs(known.last if known.last is not None else points[-1]) * _ROOM_SHARE

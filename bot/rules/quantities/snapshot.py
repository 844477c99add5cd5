"""One reading of the data at the end of a day: every figure of a report comes from the same one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.rules.facts import ActionFacts, CheckInFacts, MilestoneFacts, SupportFacts
from bot.rules.quantities.counts import Counts, count


@dataclass(frozen=True, slots=True)
class TimingFacts:
    """How long one report took: from opening the form to submitting it (M-06)."""

    check_in_id: int
    opened_at: datetime
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a report is about: a period from `first_day` to `day`, both included, seen from its end.

    `check_ins` and `timings` are those of the period; milestones and supports are everything that is
    known. Dates after `day` are left out by the figures themselves. `ends` are the last days of the
    earlier periods, in any order.
    """

    first_day: date
    day: date
    milestones: tuple[MilestoneFacts, ...] = ()
    check_ins: tuple[CheckInFacts, ...] = ()
    supports: tuple[SupportFacts, ...] = ()
    timings: tuple[TimingFacts, ...] = ()
    ends: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins, and earlier periods that are not earlier."""
        if self.day < self.first_day:
            raise ValueError("a period cannot end before it begins")
        if any(end >= self.first_day for end in self.ends):
            raise ValueError("earlier periods must end before this one begins")

    @property
    def actions(self) -> tuple[ActionFacts, ...]:
        """Every action; those of a withdrawn milestone were withdrawn with it."""
        return tuple(
            replace(action, withdrawn_on=min(days, default=None))
            if (days := [day for day in (action.withdrawn_on, milestone.withdrawn_on) if day])
            else action
            for milestone in self.milestones
            for action in milestone.actions
        )

    def counts(self, day: date | None = None) -> Counts:
        """Where each action stood at the end of `day`, by default the snapshot's own."""
        return count(self.actions, day or self.day)

    def includes(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.first_day <= day <= self.day

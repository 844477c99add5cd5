"""What the rules look at: frozen values, filled by flows from rows and never changed.

Ids are the database's integers. Days are `datetime.date` in the organization's own calendar, moments
are time-zone-aware `datetime`s. Nothing here reads a clock, a session or a setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.vocabulary import Cause, Helped, Standing, Status


@dataclass(frozen=True, slots=True)
class OutputFacts:
    """One anticipated output of an action (F083); `produced_on` is None until somebody says it exists."""

    id: int
    name: str
    produced_on: date | None = None


@dataclass(frozen=True, slots=True)
class DueMove:
    """One change of an action's due date: decided on `moved_on`, from `before` to `after`."""

    moved_on: date
    before: date | None
    after: date | None

    @property
    def is_postponement(self) -> bool:
        """True when a date was replaced by a later one; a first date or a removed one is neither."""
        return self.before is not None and self.after is not None and self.after > self.before


@dataclass(frozen=True, slots=True)
class SpendFacts:
    """Money that a milestone's check-in says was used, in cents (F098)."""

    spent_on: date
    cents: int


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One action of a milestone (E11).

    `due_on` is the due date in force today, `first_due_on` the first one that was approved.
    `added_on` is the day on which the action entered the plan (None: it was always there).
    A status of *dropped* that the school accepts is a `withdrawn_on`.
    """

    id: int
    milestone_id: int
    number: str
    due_on: date | None = None
    first_due_on: date | None = None
    starts_on: date | None = None
    completed_on: date | None = None
    withdrawn_on: date | None = None
    added_on: date | None = None
    predecessor_ids: tuple[int, ...] = ()
    outputs: tuple[OutputFacts, ...] = ()
    budget_cents: int | None = None
    due_dates_moved: tuple[DueMove, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """One milestone with its actions (E10); `completed_on` is the day leadership confirmed it."""

    id: int
    number: str
    starts_on: date | None = None
    due_on: date | None = None
    completed_on: date | None = None
    withdrawn_on: date | None = None
    actions: tuple[ActionFacts, ...] = ()
    spending: tuple[SpendFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The milestones of one plan; predecessors are looked up across all of them."""

    milestones: tuple[MilestoneFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class CycleFacts:
    """One cycle of the routine, whatever its length: its period key and its last day."""

    period: str
    closes_on: date


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the latest revision of one check-in says of one action (E18)."""

    action_id: int
    cycle: CycleFacts
    status: Status
    reported_on: date
    cause: Cause | None = None
    adjustment_proposed: bool = False
    new_due_on: date | None = None
    support_needed: bool = False


@dataclass(frozen=True, slots=True)
class CheckInFacts:
    """Where one milestone's check-in of one cycle stands."""

    milestone_id: int
    cycle: CycleFacts
    standing: Standing


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    """An adjustment that leadership recorded for an action (E19)."""

    action_id: int
    recorded_on: date
    new_due_on: date | None = None
    id: int = 0
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """Support for an action: asked for, offered, given (E15, E16); offered unasked has no `asked_on`.

    `helped` is what those say who received it, None as long as nobody has said.
    """

    action_id: int
    asked_on: date | None = None
    given_on: date | None = None
    id: int = 0
    offered_on: date | None = None
    helped: Helped | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Everything that was reported and recorded; the order of the tuples means nothing."""

    check_ins: tuple[CheckInFacts, ...] = ()
    statuses: tuple[StatusFacts, ...] = ()
    adjustments: tuple[AdjustmentFacts, ...] = ()
    supports: tuple[SupportFacts, ...] = ()

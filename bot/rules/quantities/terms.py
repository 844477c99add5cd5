"""What the planning template asks for: quarter (Q-01 to Q-04, Q-06), semester (S-01, S-02), year (Y-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.rules.facts import MilestoneFacts, OutputFacts
from bot.rules.quantities.counts import Counts, due_on, is_done
from bot.rules.quantities.figure import Ids, Ratio, ratio_of
from bot.rules.quantities.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """The quarter's quantities; percentages are of the plan year so far, not of the quarter alone."""

    counts: Counts
    actions_completed: Ratio
    """Q-01."""
    finished_in_period: Ids
    outputs_produced: tuple[OutputFacts, ...]
    """Q-02: what was produced in the quarter, in order of its day."""
    outputs: Ratio
    """Q-02: outputs produced so far of those anticipated."""
    actions_on_time: Ratio
    """Q-03."""
    due_and_on_time: Ratio
    """Q-03's companion: done by its due date, of what was due; not lifted by what lies ahead."""
    actions_behind: Ratio
    """Q-04."""
    budget_used: Ratio
    """Q-06: cents used so far of cents planned; more than all is possible and shown as it is."""
    spent_in_period: int
    """Q-06: cents used in the quarter."""


@dataclass(frozen=True, slots=True)
class SemesterFigures:
    """The semester's quantities of milestones; a milestone is done when leadership confirmed it."""

    milestones_completed: Ratio
    """S-01."""
    milestones_behind: Ratio
    """S-02: the template asks for the number; the share is kept beside it."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Y-07: what is done at the year's end of all that the plan asked for."""

    milestones: Ratio
    actions: Ratio
    outputs: Ratio


def year(snapshot: Snapshot) -> YearFigures:
    """The completion of the year that the snapshot covers."""
    done = quarter(snapshot)
    return YearFigures(semester(snapshot).milestones_completed, done.actions_completed, done.outputs)


def quarter(snapshot: Snapshot) -> QuarterFigures:
    """The figures of the quarter that the snapshot covers."""
    counts, day = snapshot.counts(), snapshot.day
    actions = {action.id: action for action in snapshot.actions}
    live = [actions[one] for one in counts.everything]
    due = {one.id: due_on(one, day) for one in live}
    was_due = [one for one in live if _passed(due[one.id], day)]
    in_time = set(counts.done_on_time)
    outputs = [output for action in live for output in action.outputs]
    made = [one for one in outputs if one.produced_on is not None and one.produced_on <= day]
    fresh = [one for one in made if snapshot.includes(one.produced_on)]
    spending = [one for milestone in snapshot.milestones for one in milestone.spending if one.spent_on <= day]
    return QuarterFigures(
        counts=counts,
        actions_completed=counts.actions_completed,
        finished_in_period=tuple(one.id for one in live if snapshot.includes(one.completed_on)),
        outputs_produced=tuple(sorted(fresh, key=lambda one: (one.produced_on or day, one.id))),
        outputs=ratio_of((one.id for one in made), (one.id for one in outputs)),
        actions_on_time=counts.actions_on_time,
        due_and_on_time=ratio_of(
            (one.id for one in was_due if one.id in in_time), (one.id for one in was_due)
        ),
        actions_behind=counts.actions_behind,
        budget_used=Ratio(
            sum(one.cents for one in spending),
            sum(one.budget_cents or 0 for one in live),
            of_ids=tuple(one.id for one in live if one.budget_cents),
        ),
        spent_in_period=sum(one.cents for one in spending if snapshot.includes(one.spent_on)),
    )


def semester(snapshot: Snapshot) -> SemesterFigures:
    """The figures of the semester that the snapshot covers."""
    day = snapshot.day
    live = [one for one in snapshot.milestones if not _passed(one.withdrawn_on, day)]
    ids = [one.id for one in live]
    return SemesterFigures(
        milestones_completed=ratio_of((one.id for one in live if is_confirmed(one, day)), ids),
        milestones_behind=ratio_of(
            (one.id for one in live if not is_confirmed(one, day) and _passed(one.due_on, day)), ids
        ),
    )


def is_confirmed(milestone: MilestoneFacts, day: date) -> bool:
    """Whether leadership confirmed the milestone and each of its actions is done or withdrawn (S-01)."""
    return _passed(milestone.completed_on, day) and all(
        is_done(action, day) or _passed(action.withdrawn_on, day) for action in milestone.actions
    )


def _passed(when: date | None, day: date) -> bool:
    return when is not None and when <= day

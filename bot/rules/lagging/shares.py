"""The rules of a whole milestone: waning shares, silence, trajectory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise, takewhile
from math import ceil

from bot.rules.counting import SchoolDayCount
from bot.rules.facts import CycleFacts
from bot.rules.lagging.case import ActionCase, MilestoneCase
from bot.rules.lagging.flag import Flag, Remedy, Scalar
from bot.rules.lagging.runs import iso
from bot.rules.percent import whole_percent
from storage.vocabulary import RuleName, Severity, Standing, Status

Known = dict[int, Status]
"""What was known of each action at the end of one cycle."""

_TEAM_COULD_ANSWER = (Standing.ON_TIME, Standing.LATE, Standing.SILENT)


def waning(case: MilestoneCase) -> Flag | None:
    """A milestone's share of completed actions, or of actions not behind, fell two reports running.

    Two cycles are compared over the actions known in the earlier one, so that adding or withdrawing
    an action is no decline; cycles in which the team reported nothing are left out. Clears with a
    report in which neither share is lower than in the one before.
    """
    known, limits = _known_by_cycle(case), case.setting.thresholds
    measures: tuple[tuple[str, Callable[[Status], bool]], ...] = (
        ("completed", lambda status: status is Status.COMPLETED),
        ("not_behind", lambda status: status is not Status.BEHIND),
    )
    runs = [(_declines(known, counts), name, counts) for name, counts in measures]
    declines, measure, counts = max(runs, key=lambda run: run[0])
    if declines < limits.waning_declines:
        return None
    first = known[-1 - declines]
    facts: dict[str, Scalar] = {
        "measure": measure,
        "declines": declines,
        "percent_before": whole_percent(_share(first, first, counts)),
        "percent_now": whole_percent(_share(known[-1], first, counts)),
        "actions": len(first),
    }
    severity = Severity.URGENT if declines >= limits.waning_urgent_declines else Severity.CONCERN
    return _flag(case, RuleName.WANING, severity, facts, Remedy.HOLD_STEADY)


def silent(case: MilestoneCase) -> Flag | None:
    """No check-in at the close; urgent from the second cycle in a row.

    Cycles in which the team was away, was not asked, or could not answer because the bot was down are
    left out: they neither begin, break nor lengthen a silence. Clears with an answer, even a late one.
    """
    heard = [one for one in case.check_ins if one.standing in _TEAM_COULD_ANSWER]
    quiet = list(takewhile(lambda one: one.standing is Standing.SILENT, reversed(heard)))
    if not quiet:
        return None
    earlier = heard[: len(heard) - len(quiet)]
    facts: dict[str, Scalar] = {
        "cycles_in_a_row": len(quiet),
        "period": quiet[0].cycle.period,
        "closed_on": iso(quiet[0].cycle.closes_on),
        "last_answered_period": earlier[-1].cycle.period if earlier else None,
    }
    urgent = len(quiet) >= case.setting.thresholds.silent_urgent_cycles
    severity = Severity.URGENT if urgent else Severity.WATCH
    return _flag(case, RuleName.SILENT, severity, facts, Remedy.ANSWER)


def trajectory(case: MilestoneCase) -> Flag | None:
    """The milestone's completed share trails its elapsed share by more than 20 points.

    Elapsed is counted in school days, so a summer costs nothing. A milestone without dates of its own
    takes the earliest start and the latest due date of its actions; one without either is not judged.
    Clears when enough actions are completed (`actions_to_complete`) or the milestone is re-dated.
    """
    actions = [one for one in case.actions if not one.is_out]
    span = _span(case, actions)
    if span is None or not actions:
        return None
    limits = case.setting.thresholds
    completed = sum(one.is_completed for one in actions)
    elapsed = _elapsed(case.setting.school_days, *span, case.setting.today)
    behind_by = elapsed - Fraction(completed, len(actions))
    if behind_by * 100 <= limits.trajectory_points:
        return None
    needed = ceil(len(actions) * (elapsed - Fraction(limits.trajectory_points, 100)))
    facts: dict[str, Scalar] = {
        "completed": completed,
        "actions": len(actions),
        "completed_percent": whole_percent(Fraction(completed, len(actions))),
        "elapsed_percent": whole_percent(elapsed),
        "points_behind": whole_percent(behind_by),
        "starts_on": iso(span[0]),
        "due_on": iso(span[1]),
        "actions_to_complete": needed - completed,
    }
    severity = Severity.WATCH
    if behind_by * 100 > limits.trajectory_concern_points:
        severity = Severity.CONCERN
    if behind_by * 100 > limits.trajectory_urgent_points:
        severity = Severity.URGENT
    return _flag(case, RuleName.TRAJECTORY, severity, facts, Remedy.COMPLETE_MORE, Remedy.REDATE)


def _flag(
    case: MilestoneCase, rule: RuleName, severity: Severity, facts: dict[str, Scalar], *remedies: Remedy
) -> Flag:
    return Flag(rule, severity, case.milestone.id, None, facts, remedies)


def _known_by_cycle(case: MilestoneCase) -> list[Known]:
    """The last known status of each action that is in the plan, for each cycle with a report."""
    actions = [one for one in case.actions if not one.is_out]
    cycles = {report.cycle for one in actions for report in one.reports}
    ordered = sorted(cycles, key=lambda cycle: (cycle.closes_on, cycle.period))
    return [
        {one.action.id: status for one in actions if (status := _status_at(one, cycle)) is not None}
        for cycle in ordered
    ]


def _status_at(case: ActionCase, cycle: CycleFacts) -> Status | None:
    done = case.action.completed_on
    if done is not None and done <= min(cycle.closes_on, case.setting.today):
        return Status.COMPLETED
    said = [report for report in case.reports if report.cycle.closes_on <= cycle.closes_on]
    return said[-1].status if said else None


def _declines(known: Sequence[Known], counts: Callable[[Status], bool]) -> int:
    """How many times in a row, ending now, the share fell."""
    falls = (
        bool(earlier) and _share(later, earlier, counts) < _share(earlier, earlier, counts)
        for later, earlier in pairwise(reversed(known))
    )
    return sum(1 for _ in takewhile(bool, falls))


def _share(known: Known, over: Known, counts: Callable[[Status], bool]) -> Fraction:
    return Fraction(sum(counts(known[action]) for action in over), len(over))


def _span(case: MilestoneCase, actions: Sequence[ActionCase]) -> tuple[date, date] | None:
    """When the milestone begins and is due; None when that is unknown or makes no sense."""
    starts = [one.action.starts_on for one in actions if one.action.starts_on]
    dues = [one.action.due_on for one in actions if one.action.due_on]
    first = case.milestone.starts_on or min(starts, default=None)
    last = case.milestone.due_on or max(dues, default=None)
    return None if first is None or last is None or last < first else (first, last)


def _elapsed(school_days: SchoolDayCount, first: date, last: date, today: date) -> Fraction:
    """The share of the span's school days up to and including today; of its days when it has none."""
    if today < first:
        return Fraction(0)
    until = min(today, last)
    whole = school_days.between(first, last)
    if whole:
        return Fraction(school_days.between(first, until), whole)
    return Fraction((until - first).days + 1, (last - first).days + 1)

"""One plan and its history, put in order once so that each rule can read it at a glance.

*Month* in the rules means the team's own cycle: the nth report, or the time between two closes. What
is dated after `today` is left out, so that a past day can be judged again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.rules.calendar import SchoolCalendar
from bot.rules.counting import SchoolDayCount
from bot.rules.facts import (
    ActionFacts,
    CheckInFacts,
    CycleFacts,
    History,
    MilestoneFacts,
    PlanFacts,
    StatusFacts,
    SupportFacts,
)
from bot.rules.thresholds import Thresholds
from storage.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Setting:
    """What all cases of one judgment share; `ends` are the closing days of the cycles, oldest first."""

    school_days: SchoolDayCount
    today: date
    thresholds: Thresholds
    ends: tuple[date, ...]

    def cycles_between(self, start: date, at: date) -> float | None:
        """The time from `start` to `at` in cycles, by the length of the last cycle that ended by `at`.

        None while there has been only one cycle: nothing can be "a cycle ago" yet.
        """
        lengths = [(later - earlier).days for earlier, later in pairwise(self.ends) if later <= at]
        return (at - start).days / lengths[-1] if lengths else None


@dataclass(frozen=True, slots=True)
class ActionCase:
    """One action with its reports, oldest first, and what leadership recorded."""

    setting: Setting
    action: ActionFacts
    reports: tuple[StatusFacts, ...]
    adjusted_on: tuple[date, ...]
    supports: tuple[SupportFacts, ...]
    predecessors: tuple[ActionCase, ...] = ()

    @property
    def status(self) -> Status | None:
        """The status reported last, or None when there was no report."""
        return self.reports[-1].status if self.reports else None

    @property
    def is_completed(self) -> bool:
        """Whether the action is done, by its date or by its team's last report."""
        return _by(self.action.completed_on, self.setting.today) or self.status is Status.COMPLETED

    @property
    def is_out(self) -> bool:
        """Whether the action was dropped or withdrawn, or is not in the plan yet."""
        added = self.action.added_on
        return (
            _by(self.action.withdrawn_on, self.setting.today)
            or (added is not None and added > self.setting.today)
            or (self.status is Status.DROPPED and not self.is_completed)
        )

    @property
    def is_live(self) -> bool:
        """Whether anything could still lag."""
        return not (self.is_completed or self.is_out)

    @property
    def is_late(self) -> bool:
        """Whether the action is unfinished and past its due date, or reported behind."""
        due = self.action.due_on
        return self.is_live and (
            (due is not None and due < self.setting.today) or self.status is Status.BEHIND
        )


@dataclass(frozen=True, slots=True)
class MilestoneCase:
    """One milestone with the cases of all its actions and its check-ins, oldest first."""

    setting: Setting
    milestone: MilestoneFacts
    actions: tuple[ActionCase, ...]
    check_ins: tuple[CheckInFacts, ...]

    @property
    def live_actions(self) -> tuple[ActionCase, ...]:
        """The actions that could still lag; none when the milestone is done or withdrawn."""
        if _is_closed(self.milestone, self.setting.today):
            return ()
        return tuple(case for case in self.actions if case.is_live)


def cases(
    plan: PlanFacts, history: History, calendar: SchoolCalendar, today: date, thresholds: Thresholds
) -> tuple[MilestoneCase, ...]:
    """The cases of a plan's milestones, by id, whatever order the facts came in."""
    ends = {one.cycle.closes_on for one in history.check_ins}
    ends |= {one.cycle.closes_on for one in history.statuses}
    setting = Setting(SchoolDayCount(calendar, today), today, thresholds, tuple(sorted(ends)))
    alone = {
        action.id: _alone(setting, action, *records)
        for action, records in _with_records(plan, history, today)
    }
    awaited = {
        action.id: alone[action.id]
        for milestone in plan.milestones
        if not _is_closed(milestone, today)
        for action in milestone.actions
    }
    check_ins: dict[int, list[CheckInFacts]] = defaultdict(list)
    for check_in in sorted(history.check_ins, key=lambda one: _order(one.cycle)):
        check_ins[check_in.milestone_id].append(check_in)
    return tuple(
        MilestoneCase(
            setting,
            milestone,
            tuple(
                _linked(alone[action.id], awaited)
                for action in sorted(milestone.actions, key=lambda one: one.id)
            ),
            tuple(check_ins[milestone.id]),
        )
        for milestone in sorted(plan.milestones, key=lambda one: one.id)
    )


Records = tuple[list[StatusFacts], list[date], list[SupportFacts]]


def _with_records(plan: PlanFacts, history: History, today: date) -> Iterable[tuple[ActionFacts, Records]]:
    reports: dict[int, list[StatusFacts]] = defaultdict(list)
    adjusted: dict[int, list[date]] = defaultdict(list)
    supports: dict[int, list[SupportFacts]] = defaultdict(list)
    for report in history.statuses:
        if report.reported_on <= today:
            reports[report.action_id].append(report)
    for adjustment in history.adjustments:
        if adjustment.recorded_on <= today:
            adjusted[adjustment.action_id].append(adjustment.recorded_on)
    for support in history.supports:
        supports[support.action_id].append(support)
    for milestone in plan.milestones:
        for action in milestone.actions:
            yield action, (reports[action.id], adjusted[action.id], supports[action.id])


def _alone(
    setting: Setting,
    action: ActionFacts,
    reports: list[StatusFacts],
    adjusted: list[date],
    supports: list[SupportFacts],
) -> ActionCase:
    ordered = sorted(reports, key=lambda one: (*_order(one.cycle), one.reported_on))
    newest = {report.cycle: report for report in ordered}  # one report a cycle: its latest
    return ActionCase(setting, action, tuple(newest.values()), tuple(sorted(adjusted)), tuple(supports))


def _linked(case: ActionCase, awaited: dict[int, ActionCase]) -> ActionCase:
    """The case with its predecessors; those of another plan are unknown here and left out."""
    known = tuple(awaited[one] for one in sorted(set(case.action.predecessor_ids)) if one in awaited)
    return ActionCase(case.setting, case.action, case.reports, case.adjusted_on, case.supports, known)


def _order(cycle: CycleFacts) -> tuple[date, str]:
    return cycle.closes_on, cycle.period


def _is_closed(milestone: MilestoneFacts, today: date) -> bool:
    return _by(milestone.completed_on, today) or _by(milestone.withdrawn_on, today)


def _by(day: date | None, today: date) -> bool:
    return day is not None and day <= today

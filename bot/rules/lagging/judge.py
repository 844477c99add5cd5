"""All nine rules at once (design section 4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.rules.calendar import SchoolCalendar
from bot.rules.facts import History, PlanFacts
from bot.rules.lagging import dates, reports, shares
from bot.rules.lagging.case import ActionCase, MilestoneCase, cases
from bot.rules.lagging.flag import Flag
from bot.rules.thresholds import Thresholds
from storage.vocabulary import RuleName

OF_ACTIONS: tuple[Callable[[ActionCase], Flag | None], ...] = (
    dates.overdue,
    reports.behind,
    reports.waning,
    dates.at_risk,
    dates.slipping,
    reports.adjustment_not_working,
    reports.unsupported,
)
OF_MILESTONES: tuple[Callable[[MilestoneCase], Flag | None], ...] = (
    shares.waning,
    shares.silent,
    shares.trajectory,
)


def judge(
    plan: PlanFacts,
    history: History,
    calendar: SchoolCalendar,
    today: date,
    thresholds: Thresholds | None = None,
) -> tuple[Flag, ...]:
    """Every flag that holds at the end of `today`, the most severe first, at most one of a key.

    A completed, dropped or withdrawn action is never flagged, nor is a milestone that is completed,
    withdrawn, or has no unfinished action. The order in which facts come makes no difference.
    """
    found: list[Flag | None] = []
    for case in cases(plan, history, calendar, today, thresholds or Thresholds()):
        live = case.live_actions
        if live:
            found += [rule(case) for rule in OF_MILESTONES]
        found += [rule(action) for action in live for rule in OF_ACTIONS]
    return tuple(sorted((flag for flag in found if flag is not None), key=_urgency))


def _urgency(flag: Flag) -> tuple[int, int, int, int]:
    order = list(RuleName).index(flag.rule)
    return -flag.severity.rank, flag.milestone_id, flag.action_id or 0, order

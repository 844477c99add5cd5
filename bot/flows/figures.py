"""The figures of one cycle from one snapshot of the data: the digest and every report read them here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.blocks.digest_facts import Point
from bot.flows.facts import facts_of
from bot.flows.routine import Routine
from bot.rules.facts import History, MilestoneFacts
from bot.rules.period import period_of
from bot.rules.quantities import MonthFigures, Ratio, Snapshot, month, ratio_of
from bot.rules.quantities.month import received
from storage import figures
from storage.tables import Cycle
from storage.vocabulary import Standing, Status

EARLIER = 3
"""Check-ins before this one whose figures are shown beside it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A cycle's quantities (Q-01 to Q-04, M-01 to M-07), and its check-ins by where they stand."""

    month: MonthFigures
    standings: dict[Standing, tuple[int, ...]]
    reported_behind: Ratio
    trend: tuple[Point, ...] = ()
    """How the check-ins before this one closed, oldest first."""

    @property
    def check_ins(self) -> tuple[int, ...]:
        """All check-ins of the cycle."""
        return tuple(sorted(key for keys in self.standings.values() for key in keys))

    def share(self, standing: Standing) -> Ratio:
        """The check-ins of one standing, of all of them; the standings are never mixed (J-51)."""
        return ratio_of(self.standings.get(standing, ()), self.check_ins)

    def as_json(self) -> dict[str, Any]:
        """Every figure with numerator, denominator, whole percent and the ids of the rows behind it."""
        counts, moved = self.month.counts, self.month.moved
        return {
            "actions_completed": counts.actions_completed.as_json(),
            "actions_on_time": counts.actions_on_time.as_json(),
            "actions_behind": counts.actions_behind.as_json(),
            "actions_reported_behind": self.reported_behind.as_json(),
            "actions_done_late": counts.actions_done_late.as_json(),
            "newly_done": ratio_of(moved.newly_done, counts.everything).as_json(),
            "newly_behind": ratio_of(moved.newly_behind, counts.everything).as_json(),
            "check_ins_received_in_time": self.month.received.in_time.as_json(),
            "check_ins": {standing.value: self.share(standing).as_json() for standing in Standing},
        }


def figures_of(session: Session, workspace_id: int, cycle: Cycle, routine: Routine) -> Figures:
    """Read the figures of a cycle, as of the day on which it closes."""
    plan, history = facts_of(session, workspace_id, cycle.organization_id, routine.calendar)
    first_day = period_of(cycle.closes_on, routine.settings.rhythm, routine.settings.fortnight_anchor).first
    said: dict[Status, set[int]] = defaultdict(set)
    for row in figures.reports(session, workspace_id, cycle.id):
        said[row.status].add(row.action_id)
    done = said[Status.COMPLETED]
    snapshot = Snapshot(
        first_day=first_day,
        day=cycle.closes_on,
        milestones=tuple(_as_reported(one, done, cycle.closes_on) for one in plan.milestones),
        check_ins=tuple(one for one in history.check_ins if one.cycle.period == cycle.period),
        supports=history.supports,
        ends=tuple({one.cycle.closes_on for one in history.check_ins if one.cycle.closes_on < first_day}),
    )
    standings: dict[Standing, list[int]] = {}
    for row in figures.check_ins(session, workspace_id, cycle.id):
        standings.setdefault(row.standing, []).append(row.id)
    read = month(snapshot)
    return Figures(
        read,
        {standing: tuple(keys) for standing, keys in standings.items()},
        ratio_of(said[Status.BEHIND], read.counts.everything),
        _trend(snapshot, history),
    )


def _trend(snapshot: Snapshot, history: History) -> tuple[Point, ...]:
    """The last check-ins before the snapshot's period; the standings are those that count by now."""
    points = []
    for end in sorted(snapshot.ends)[-EARLIER:]:
        then = [one for one in history.check_ins if one.cycle.closes_on == end]
        points.append(Point(end, snapshot.counts(end).actions_on_time, received(then).in_time))
    return tuple(points)


def _as_reported(milestone: MilestoneFacts, done: set[int], closes_on: date) -> MilestoneFacts:
    """The milestone as its check-in tells it: what a late answer says is done counts for its cycle."""
    return replace(
        milestone,
        actions=tuple(
            replace(action, completed_on=closes_on)
            if action.id in done and action.completed_on and action.completed_on > closes_on
            else action
            for action in milestone.actions
        ),
    )

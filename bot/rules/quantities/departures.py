"""Where a plan left its course, and whether cause and adjustment are on record (Q-05, S-03)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.rules.facts import ActionFacts, History
from bot.rules.quantities.counts import Counts
from bot.rules.quantities.figure import Ids, Ratio, ratio_of
from bot.rules.quantities.snapshot import Snapshot
from bot.rules.quantities.terms import semester
from storage.vocabulary import Cause
from storage.vocabulary_measures import Departure


@dataclass(frozen=True, slots=True)
class Departed:
    """An action that left its course: how, the cause named last, and the keys of what was changed."""

    action_id: int
    milestone_id: int
    ways: tuple[Departure, ...]
    cause: Cause | None
    adjustment_ids: Ids

    @property
    def is_explained(self) -> bool:
        """Whether a cause and an adjustment are both on record."""
        return self.cause is not None and bool(self.adjustment_ids)


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """Q-05 by action and S-03 by milestone; what is missing is what a meeting has to ask about."""

    departed: tuple[Departed, ...]
    explained: Ratio
    """Q-05's coverage: actions with cause and adjustment of those that left their course."""
    milestones_explained: Ratio
    """S-03's coverage: milestones behind that are settled, or all of whose departed actions are explained."""

    def of(self, milestone_id: int) -> tuple[Departed, ...]:
        """The departures of one milestone."""
        return tuple(one for one in self.departed if one.milestone_id == milestone_id)


def course(snapshot: Snapshot, history: History, settled: Collection[int] = ()) -> CourseFigures:
    """Read the departures of a period: behind at its end, finished late in it, or re-dated in it.

    `settled` are milestones that have a cause and an adjustment of their own on record.
    """
    counts = snapshot.counts()
    departed = tuple(
        Departed(
            one.id, one.milestone_id, ways, _cause(one, snapshot, history), _changes(one, snapshot, history)
        )
        for one in sorted(snapshot.actions, key=lambda one: one.id)
        if (ways := _ways(one, snapshot, counts))
    )
    behind = semester(snapshot).milestones_behind.ids
    by_milestone = {key: [one for one in departed if one.milestone_id == key] for key in behind}
    return CourseFigures(
        departed,
        ratio_of(
            (one.action_id for one in departed if one.is_explained), (one.action_id for one in departed)
        ),
        ratio_of(
            (
                key
                for key, ones in by_milestone.items()
                if key in settled or (ones and all(one.is_explained for one in ones))
            ),
            behind,
        ),
    )


def _ways(action: ActionFacts, snapshot: Snapshot, counts: Counts) -> tuple[Departure, ...]:
    if action.id in counts.withdrawn:
        return ()
    redated = any(
        snapshot.includes(move.moved_on) and move.before is not None for move in action.due_dates_moved
    )
    found = (
        (Departure.BEHIND, action.id in counts.behind),
        (Departure.DONE_LATE, action.id in counts.done_late and snapshot.includes(action.completed_on)),
        (Departure.REDATED, redated),
    )
    return tuple(way for way, holds in found if holds)


def _cause(action: ActionFacts, snapshot: Snapshot, history: History) -> Cause | None:
    """The cause that was named last, by a team's report or with a change of course."""
    said = [(one.reported_on, one.cause) for one in history.statuses if one.action_id == action.id]
    said += [(one.recorded_on, one.cause) for one in history.adjustments if one.action_id == action.id]
    known = [(on, cause) for on, cause in said if cause is not None and on <= snapshot.day]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def _changes(action: ActionFacts, snapshot: Snapshot, history: History) -> Ids:
    own = (one for one in history.adjustments if one.action_id == action.id)
    return tuple(sorted(one.id for one in own if one.recorded_on <= snapshot.day))

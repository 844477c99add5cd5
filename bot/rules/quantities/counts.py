"""The five states that an action can be in at the end of a day, and sets of them (inventory B)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.rules.facts import ActionFacts
from bot.rules.quantities.figure import Ids, Ratio, ratio_of


@dataclass(frozen=True, slots=True)
class Counts:
    """The actions in the plan at the end of `day`, each in exactly one state (M-02); ids, sorted.

    In the inventory's letters: Ct, Cl, B, N, U. `withdrawn` lists those that are no longer counted.
    """

    day: date
    done_on_time: Ids = ()
    done_late: Ids = ()
    behind: Ids = ()
    not_due: Ids = ()
    undated: Ids = ()
    withdrawn: Ids = ()

    @property
    def completed(self) -> Ids:
        """C: everything done by the end of the day."""
        return tuple(sorted((*self.done_on_time, *self.done_late)))

    @property
    def everything(self) -> Ids:
        """A: everything in the plan and not withdrawn."""
        return tuple(sorted((*self.completed, *self.behind, *self.not_due, *self.undated)))

    @property
    def dated(self) -> Ids:
        """A without U: everything that can be said to be on time or not."""
        return tuple(sorted(set(self.everything) - set(self.undated)))

    @property
    def actions_completed(self) -> Ratio:
        """Q-01: completed actions of all."""
        return ratio_of(self.completed, self.everything)

    @property
    def actions_on_time(self) -> Ratio:
        """Q-03: done on time or not yet due, of those with a date."""
        return ratio_of((*self.done_on_time, *self.not_due), self.dated)

    @property
    def actions_behind(self) -> Ratio:
        """Q-04: past due and not done, of those with a date."""
        return ratio_of(self.behind, self.dated)

    @property
    def actions_done_late(self) -> Ratio:
        """What Q-03 and Q-04 leave of 100: done, but after the due date."""
        return ratio_of(self.done_late, self.dated)


def count(actions: Iterable[ActionFacts], day: date) -> Counts:
    """Where each action stood at the end of `day`, by the due date that was in force then."""
    states: dict[str, list[int]] = {}
    for action in sorted(actions, key=lambda one: one.id):
        state = _state(action, day)
        if state is not None:
            states.setdefault(state, []).append(action.id)
    return Counts(day, **{state: tuple(ids) for state, ids in states.items()})


def is_done(action: ActionFacts, day: date) -> bool:
    """Whether the action was completed by the end of `day`."""
    return action.completed_on is not None and action.completed_on <= day


def due_on(action: ActionFacts, day: date) -> date | None:
    """The due date that was in force at the end of `day`: later moves of it are undone."""
    later = [move for move in action.due_dates_moved if move.moved_on > day]
    if not later:
        return action.due_on
    return min(later, key=lambda move: move.moved_on).before


def _state(action: ActionFacts, day: date) -> str | None:
    if action.added_on is not None and action.added_on > day:
        return None
    if action.withdrawn_on is not None and action.withdrawn_on <= day:
        return "withdrawn"
    if action.completed_on is not None and action.completed_on <= day:
        due = due_on(action, day)
        return "done_on_time" if due is None or action.completed_on <= due else "done_late"
    due = due_on(action, day)
    if due is None:
        return "undated"
    return "behind" if due <= day else "not_due"

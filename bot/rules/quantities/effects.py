"""What followed help and changes of course (N-02, N-03): seen together, which proves no cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bot.rules.facts import ActionFacts, History, PlanFacts, StatusFacts, SupportFacts
from bot.rules.quantities.counts import due_on, is_done
from bot.rules.quantities.figure import Ids, Ratio, ratio_of
from storage.vocabulary import Effect, Helped, Status

WINDOW = timedelta(days=60)
"""How far before and after its day the effect of something is looked for."""

CHANCE = timedelta(days=14)
"""How long something is given before what is reported counts for or against it."""

_MONTH = 30


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed one event: `was_behind` before it; `speed_up` in completions a month, or None."""

    effect: Effect
    was_behind: bool
    speed_up: Fraction | None = None


@dataclass(frozen=True, slots=True)
class SupportFigures:
    """N-02: `back_on_track` of the items that were behind when help came and were looked at again.

    `speed_up` is the mean over all help with two equal windows; `by_effect` and `by_rating` hold the
    keys of the supports.
    """

    back_on_track: Ratio
    speed_up: Fraction | None
    by_effect: Mapping[Effect, Ids]
    by_rating: Mapping[Helped, Ids]


def followed(plan: PlanFacts, history: History, action_id: int, on: date, today: date) -> Followed:
    """Give what followed something that was done for an action on `on`, as of the end of `today`.

    The newest report between two weeks and sixty days after it counts, or the action's completion.
    """
    action, peers = _found(plan, action_id)
    reports = sorted(
        (one for one in history.statuses if one.action_id == action_id and one.reported_on <= today),
        key=lambda one: (one.reported_on, one.cycle.closes_on),
    )
    was_behind = _is_behind(action, [one for one in reports if one.reported_on <= on], on)
    last = min(today, on + WINDOW)
    later = [one for one in reports if on + CHANCE <= one.reported_on <= last]
    finished = not is_done(action, on) and is_done(action, last)
    if not later and not finished:
        return Followed(Effect.TOO_EARLY, was_behind)
    speed_up = _speed_up(peers, on, today)
    if was_behind and (finished or not _is_behind(action, later, last)):
        return Followed(Effect.BACK_ON_TRACK, was_behind, speed_up)
    faster = finished or (speed_up is not None and speed_up > 0)
    return Followed(Effect.FASTER if faster else Effect.NO_CHANGE, was_behind, speed_up)


def support_effect(plan: PlanFacts, history: History, today: date) -> SupportFigures:
    """N-02 over all help that was given by the end of `today`; help that answered twice counts once."""
    seen: dict[int, Followed] = {}
    rated: dict[Helped, list[int]] = defaultdict(list)
    for one in _given(history.supports, today):
        if one.given_on is not None and _is_known(plan, one.action_id):
            seen[one.id] = followed(plan, history, one.action_id, one.given_on, today)
        if one.helped is not None:
            rated[one.helped].append(one.id)
    looked_at = {key: one for key, one in seen.items() if one.effect is not Effect.TOO_EARLY}
    behind = [key for key, one in looked_at.items() if one.was_behind]
    back = [key for key in behind if looked_at[key].effect is Effect.BACK_ON_TRACK]
    speeds = [one.speed_up for one in looked_at.values() if one.speed_up is not None]
    return SupportFigures(
        ratio_of(back, behind),
        sum(speeds, Fraction(0)) / len(speeds) if speeds else None,
        {
            effect: tuple(sorted(key for key, one in seen.items() if one.effect is effect))
            for effect in Effect
        },
        {helped: tuple(sorted(rated[helped])) for helped in Helped},
    )


def adjustment_effect(plan: PlanFacts, history: History, today: date) -> Ratio:
    """N-03: adjustments whose new date has come and whose action was finished by it.

    Each new date counts for itself, so that moving it again hides nothing. What was withdrawn before
    its date is left out. The keys are those of the adjustments.
    """
    actions = {one.id: one for milestone in plan.milestones for one in milestone.actions}
    came = [
        (one, actions[one.action_id], one.new_due_on)
        for one in history.adjustments
        if one.action_id in actions
        and one.recorded_on <= today
        and one.new_due_on is not None
        and one.new_due_on <= today
    ]
    live = [
        (one, action, due)
        for one, action, due in came
        if action.withdrawn_on is None or action.withdrawn_on > due
    ]
    return ratio_of(
        (one.id for one, action, due in live if is_done(action, due)), (one.id for one, _, _ in live)
    )


def _found(plan: PlanFacts, action_id: int) -> tuple[ActionFacts, Sequence[ActionFacts]]:
    for milestone in plan.milestones:
        for action in milestone.actions:
            if action.id == action_id:
                return action, milestone.actions
    raise LookupError(f"there is no action {action_id} in this plan")


def _is_known(plan: PlanFacts, action_id: int) -> bool:
    return any(one.id == action_id for milestone in plan.milestones for one in milestone.actions)


def _given(supports: Sequence[SupportFacts], today: date) -> list[SupportFacts]:
    """One for each action and day, the rated one before others."""
    ordered = sorted(supports, key=lambda one: (one.helped is None, one.id))
    kept: dict[tuple[int, date], SupportFacts] = {}
    for one in ordered:
        if one.given_on is not None and one.given_on <= today:
            kept.setdefault((one.action_id, one.given_on), one)
    return list(kept.values())


def _is_behind(action: ActionFacts, reports: Sequence[StatusFacts], day: date) -> bool:
    """By the last of these reports, or by a due date that passed unfinished."""
    if is_done(action, day):
        return False
    due = due_on(action, day)
    return bool(reports and reports[-1].status is Status.BEHIND) or (due is not None and due < day)


def _speed_up(actions: Sequence[ActionFacts], on: date, today: date) -> Fraction | None:
    """Completions a month after less before, in two windows of the same length."""
    window = min(WINDOW, today - on)
    if window < CHANCE:
        return None
    done = [one.completed_on for one in actions if one.completed_on is not None]
    before = sum(on - window < day <= on for day in done)
    after = sum(on < day <= on + window for day in done)
    return Fraction((after - before) * _MONTH, window.days)

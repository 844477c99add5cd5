"""What holds of the nine rules for every plan and every history."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.rules.facts import (
    ActionFacts,
    AdjustmentFacts,
    CheckInFacts,
    CycleFacts,
    DueMove,
    History,
    MilestoneFacts,
    OutputFacts,
    PlanFacts,
    StatusFacts,
    SupportFacts,
)
from bot.rules.lagging import Flag, Remedy, StandingFlag, changes, judge
from bot.rules.thresholds import Thresholds
from storage.vocabulary import RuleName, Severity, Standing, Status
from tests.rules.school import CALENDAR, YEAR

ACTIONS = (11, 12, 13, 21, 22)
TODAY = date(2026, 12, 18)
Item = TypeVar("Item")
Applied = tuple[PlanFacts, History]
NEXT = CycleFacts("2027-01", date(2027, 1, 29))

near = st.dates(date(2026, 8, 1), date(2027, 3, 31))
past = st.dates(date(2026, 8, 1), TODAY)
ids = st.sampled_from(ACTIONS)


@st.composite
def actions(draw: st.DrawFn, action_id: int) -> ActionFacts:
    moved = draw(st.lists(st.builds(DueMove, past, near, near), max_size=4))
    made = draw(st.lists(st.none() | past, max_size=2))
    return ActionFacts(
        action_id,
        action_id // 10,
        f"1.1.{action_id // 10}.{action_id % 10}",
        due_on=draw(st.none() | near),
        starts_on=draw(st.none() | near),
        completed_on=draw(st.none() | st.none() | past),
        withdrawn_on=draw(st.none() | st.none() | st.none() | past),
        predecessor_ids=tuple(draw(st.lists(ids, max_size=2))),
        outputs=tuple(OutputFacts(n, f"Output {n}", day) for n, day in enumerate(made)),
        due_dates_moved=tuple(moved),
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanFacts:
    made = [draw(actions(action_id)) for action_id in ACTIONS]
    return PlanFacts(
        tuple(
            MilestoneFacts(
                number,
                f"1.1.{number}",
                starts_on=draw(st.none() | past),
                due_on=draw(st.none() | near),
                actions=tuple(one for one in made if one.milestone_id == number),
            )
            for number in (1, 2)
        )
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    reports = [
        StatusFacts(
            action_id,
            cycle,
            status,
            cycle.closes_on - timedelta(days=draw(st.integers(0, 5))),
            support_needed=draw(st.booleans()),
        )
        for action_id in ACTIONS
        for cycle in YEAR
        if (status := draw(st.none() | st.sampled_from(Status))) is not None
    ]
    check_ins = [
        CheckInFacts(number, cycle, draw(st.sampled_from(Standing))) for number in (1, 2) for cycle in YEAR
    ]
    return History(
        tuple(check_ins),
        tuple(reports),
        tuple(draw(st.lists(st.builds(AdjustmentFacts, ids, past), max_size=4))),
        tuple(draw(st.lists(st.builds(SupportFacts, ids, st.none() | past, st.none() | past), max_size=4))),
    )


def at(plan: PlanFacts, history: History, today: date = TODAY) -> tuple[Flag, ...]:
    return judge(plan, history, CALENDAR, today)


def with_action(plan: PlanFacts, action_id: int, **facts: object) -> PlanFacts:
    return PlanFacts(
        tuple(
            replace(
                milestone,
                actions=tuple(
                    replace(one, **facts) if one.id == action_id else one  # type: ignore[arg-type]
                    for one in milestone.actions
                ),
            )
            for milestone in plan.milestones
        )
    )


@given(plans(), histories(), st.randoms(use_true_random=False))
def test_the_order_of_facts_makes_no_difference(
    plan: PlanFacts, history: History, chance: random.Random
) -> None:
    def mixed(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(chance.sample(items, len(items)))

    def shuffled(one: ActionFacts) -> ActionFacts:
        return replace(
            one, due_dates_moved=mixed(one.due_dates_moved), predecessor_ids=mixed(one.predecessor_ids)
        )

    other_plan = PlanFacts(
        mixed(
            tuple(
                replace(one, actions=mixed(tuple(shuffled(action) for action in one.actions)))
                for one in plan.milestones
            )
        )
    )
    other_history = History(
        mixed(history.check_ins), mixed(history.statuses), mixed(history.adjustments), mixed(history.supports)
    )
    assert at(other_plan, other_history) == at(plan, history)


@given(plans(), histories())
def test_flags_are_unique_sorted_and_carry_plain_facts(plan: PlanFacts, history: History) -> None:
    flags = at(plan, history)
    assert len({flag.key for flag in flags}) == len(flags)
    assert [flag.severity.rank for flag in flags] == sorted(
        (flag.severity.rank for flag in flags), reverse=True
    )
    for flag in flags:
        assert flag.remedies
        assert all(isinstance(value, str | int | float | None) for value in flag.facts.values())
        assert json.loads(json.dumps(dict(flag.facts))) == flag.facts


@given(plans(), histories())
def test_what_is_finished_is_never_flagged(plan: PlanFacts, history: History) -> None:
    last = {one.action_id: one.status for one in sorted(history.statuses, key=lambda s: s.cycle.closes_on)}
    finished = {
        one.id
        for milestone in plan.milestones
        for one in milestone.actions
        if one.completed_on or one.withdrawn_on or last.get(one.id) in (Status.COMPLETED, Status.DROPPED)
    }
    for flag in at(plan, history):
        assert flag.action_id not in finished
        assert not {action_id for action_id in ACTIONS if action_id // 10 == flag.milestone_id} <= finished


@given(plans(), histories())
def test_every_remedy_of_a_flag_clears_it(plan: PlanFacts, history: History) -> None:
    for flag in at(plan, history):
        for remedy in flag.remedies:
            after = at(*REMEDIES[remedy](flag, plan, history))
            assert flag.key not in {one.key for one in after}, remedy


def _report(history: History, action_id: int, status: Status) -> History:
    return replace(history, statuses=(*history.statuses, StatusFacts(action_id, NEXT, status, TODAY)))


def _on_track(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    assert flag.action_id is not None
    return plan, _report(history, flag.action_id, Status.ON_TRACK)


def _redate(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    if flag.action_id is not None:
        return with_action(plan, flag.action_id, due_on=TODAY + timedelta(days=60)), history
    later = TODAY + timedelta(days=3650)
    return PlanFacts(tuple(replace(one, due_on=later) for one in plan.milestones)), history


def _hold(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    last = {one.action_id: one.status for one in sorted(history.statuses, key=lambda s: s.cycle.closes_on)}
    for action_id, status in last.items():
        if flag.action_id in (None, action_id):
            history = _report(history, action_id, status)
    return plan, history


def _answer(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    late = tuple(
        replace(one, standing=Standing.LATE)
        if one.cycle.period == flag.facts["period"] and one.milestone_id == flag.milestone_id
        else one
        for one in history.check_ins
    )
    return plan, replace(history, check_ins=late)


def _predecessors(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    waiting = next(
        one for milestone in plan.milestones for one in milestone.actions if one.id == flag.action_id
    )
    for action_id in waiting.predecessor_ids:
        plan = with_action(plan, action_id, completed_on=TODAY)
    return plan, history


def _outputs(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    assert flag.action_id is not None
    return with_action(plan, flag.action_id, outputs=(OutputFacts(1, "Made", TODAY),)), history


def _support(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    assert flag.action_id is not None
    given = SupportFacts(flag.action_id, given_on=TODAY)
    return plan, replace(history, supports=(*history.supports, given))


def _complete_more(flag: Flag, plan: PlanFacts, history: History) -> Applied:
    last = {one.action_id: one.status for one in sorted(history.statuses, key=lambda s: s.cycle.closes_on)}
    live = [
        one.id
        for milestone in plan.milestones
        for one in milestone.actions
        if milestone.id == flag.milestone_id
        and not (one.completed_on or one.withdrawn_on)
        and last.get(one.id) not in (Status.COMPLETED, Status.DROPPED)
    ]
    needed = flag.facts["actions_to_complete"]
    assert isinstance(needed, int)
    assert 0 < needed <= len(live)
    for action_id in live[:needed]:
        plan = with_action(plan, action_id, completed_on=TODAY)
    return plan, history


REMEDIES: dict[Remedy, Callable[[Flag, PlanFacts, History], Applied]] = {
    Remedy.COMPLETE: lambda f, p, h: (with_action(p, f.action_id or 0, completed_on=TODAY), h),
    Remedy.DROP: lambda f, p, h: (with_action(p, f.action_id or 0, withdrawn_on=TODAY), h),
    Remedy.REDATE: _redate,
    Remedy.REPORT_ON_TRACK: _on_track,
    Remedy.START: _on_track,
    Remedy.HOLD_STEADY: _hold,
    Remedy.ANSWER: _answer,
    Remedy.FINISH_PREDECESSORS: _predecessors,
    Remedy.PRODUCE_OUTPUT: _outputs,
    Remedy.RECORD_SUPPORT: _support,
    Remedy.COMPLETE_MORE: _complete_more,
}


@given(plans(), histories(), st.integers(0, 60))
def test_an_overdue_action_never_becomes_less_urgent_by_waiting(
    plan: PlanFacts, history: History, wait: int
) -> None:
    later = {one.key: one for one in at(plan, history, TODAY + timedelta(days=wait))}
    for flag in at(plan, history):
        if flag.rule is RuleName.OVERDUE:
            assert later[flag.key].severity.rank >= flag.severity.rank


@given(plans(), histories(), ids)
def test_one_more_report_of_behind_never_makes_behind_less_urgent(
    plan: PlanFacts, history: History, action_id: int
) -> None:
    after = {one.key: one for one in at(plan, _report(history, action_id, Status.BEHIND))}
    for flag in at(plan, history):
        if flag.rule is RuleName.BEHIND:
            assert after[flag.key].severity.rank >= flag.severity.rank


@given(plans(), histories(), ids)
def test_completing_an_action_flags_no_other_one(plan: PlanFacts, history: History, action_id: int) -> None:
    before = {flag.key for flag in at(plan, history)}
    after = at(with_action(plan, action_id, completed_on=TODAY), history)
    others = {flag.key for flag in after if flag.rule is not RuleName.WANING}
    assert others <= before


@given(plans(), histories())
def test_wider_thresholds_flag_less(plan: PlanFacts, history: History) -> None:
    patient = Thresholds(
        overdue_concern_school_days=100,
        overdue_urgent_school_days=200,
        waning_declines=4,
        waning_urgent_declines=5,
        at_risk_days=10,
        at_risk_soon_days=5,
        slipping_moves=4,
        slipping_urgent_moves=5,
        adjustment_chance_cycles=2,
        support_wait_cycles=3,
        support_urgent_cycles=4,
        trajectory_points=60,
        trajectory_concern_points=80,
        trajectory_urgent_points=90,
    )
    strict = {flag.key: flag for flag in at(plan, history)}
    for flag in judge(plan, history, CALENDAR, TODAY, patient):
        assert flag.key in strict
        assert flag.severity.rank <= strict[flag.key].severity.rank


severities = st.sampled_from(Severity)
flag_sets = st.dictionaries(
    st.tuples(st.sampled_from(RuleName), st.integers(1, 2), st.none() | ids), severities, max_size=8
)


@given(flag_sets, flag_sets)
def test_changes_put_every_flag_in_exactly_one_place(
    before: dict[tuple[RuleName, int, int | None], Severity],
    now: dict[tuple[RuleName, int, int | None], Severity],
) -> None:
    stood = [StandingFlag(n, key[0], grade, key[1], key[2]) for n, (key, grade) in enumerate(before.items())]
    judged = [Flag(key[0], grade, key[1], key[2]) for key, grade in now.items()]
    found = changes(stood, judged)
    assert {flag.key for flag in found.raised} == now.keys() - before.keys()
    assert {flag.key for flag in found.cleared} == before.keys() - now.keys()
    worse = {old.key for old, new in found.worsened if old.key == new.key}
    kept = {old.key for old, new in found.kept if old.key == new.key}
    assert worse == {key for key in now.keys() & before.keys() if now[key].rank > before[key].rank}
    assert kept == (now.keys() & before.keys()) - worse


def test_the_same_flag_cannot_stand_twice() -> None:
    twice = [StandingFlag(n, RuleName.BEHIND, Severity.CONCERN, 1, 11) for n in (1, 2)]
    with pytest.raises(ValueError, match="flags 1 and 2 are the same flag"):
        changes(twice, ())


def test_thresholds_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValidationError, match="overdue_urgent_school_days must be at least"):
        Thresholds(overdue_concern_school_days=50)
    with pytest.raises(ValidationError):
        Thresholds.model_validate({"overdue_days": 3})

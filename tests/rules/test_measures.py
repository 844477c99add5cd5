"""Measures against their targets (Y-02 to Y-06), doubtful values, and departures (Q-05, S-03)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.doubts import Known, doubts
from bot.rules.facts import ActionFacts, AdjustmentFacts, DueMove, History, MilestoneFacts, StatusFacts
from bot.rules.measures import TargetFacts, ValueFacts, baselines, resolve, year_result
from bot.rules.quantities import Snapshot, course, quarter, ratio_of, semester, year
from storage.vocabulary import Cause, Status
from storage.vocabulary_measures import Attainment, Departure, Doubt, TargetBase, TargetKind, TargetUnit
from tests.rules.school import OCT
from tests.rules.test_quantities import days, some_actions

YEARS = ((date(2026, 8, 24), date(2027, 8, 23)), (date(2027, 8, 24), date(2028, 8, 23)))
D = Decimal


def target(kind: TargetKind, value: str, unit: TargetUnit = TargetUnit.POINTS, **more: object) -> TargetFacts:
    return replace(TargetFacts(1, kind, D(value), unit), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("42%", {"": D(42)}),
        ("42.5 percent of grade 3", {}),  # two numbers, no names: which one is it?
        ("1,250 students", {"": D(1250)}),
        ("All students: 42%; English learners: 30.5%", {"": D(42), "English learners": D("30.5")}),
        ("Grade K=12, Grade one=18", {"Grade K": D(12), "Grade one": D(18)}),
        ("to be set in October", {}),
        (None, {}),
    ],
)
def test_a_baseline_is_read_as_typed(text: str | None, expected: dict[str, Decimal]) -> None:
    assert baselines(text) == expected


@pytest.mark.parametrize(
    ("one", "reach"),
    [
        (target(TargetKind.AT_LEAST, "60"), D(60)),
        (target(TargetKind.INCREASE, "4"), D(44)),
        (target(TargetKind.DECREASE, "4"), D(36)),
        (target(TargetKind.INCREASE, "10", TargetUnit.PERCENT), D(44)),  # of 40, not points
        (target(TargetKind.DECREASE, "10", TargetUnit.PERCENT), D(36)),
        (target(TargetKind.INCREASE, "4", base=TargetBase.YEAR_BEFORE), D(54)),
    ],
)
def test_a_target_becomes_a_value_to_reach(one: TargetFacts, reach: Decimal) -> None:
    assert resolve(one, D(40), D(50)) == reach


def test_the_newest_value_of_the_year_counts_and_lower_may_be_better() -> None:
    values = (
        ValueFacts(1, date(2026, 10, 1), D(18)),
        ValueFacts(2, date(2027, 5, 1), D(15)),
        ValueFacts(3, date(2027, 5, 1), D(14)),  # entered later for the same day: it corrects
        ValueFacts(4, date(2027, 9, 1), D(99)),
        ValueFacts(5, date(2027, 6, 1), D(30), "English learners"),
    )
    fall = year_result([target(TargetKind.DECREASE, "6")], D(20), values, 1, YEARS)
    assert (fall.target, fall.value, fall.attainment) == (D(14), values[2], Attainment.MET)
    assert (fall.change, fall.gap_closed) == (D(-6), Fraction(1))
    split = year_result([target(TargetKind.DECREASE, "6")], D(28), values, 1, YEARS, "English learners")
    assert split.attainment is Attainment.NOT_MET
    assert split.gap_closed == Fraction(-1, 3)
    second = replace(target(TargetKind.INCREASE, "1", base=TargetBase.YEAR_BEFORE), year=2)
    assert year_result([second], D(20), values, 2, YEARS).target == D(15)


def test_what_is_missing_is_named_and_never_counted_as_met() -> None:
    rise, value = target(TargetKind.INCREASE, "4"), (ValueFacts(1, date(2026, 10, 1), D(18)),)
    assert year_result([rise], D(20), (), 1, YEARS).attainment is Attainment.NO_VALUE
    assert year_result([], D(20), value, 1, YEARS).attainment is Attainment.NO_TARGET
    unknown = year_result([rise], None, value, 1, YEARS)
    assert (unknown.attainment, unknown.change, unknown.gap_closed) == (Attainment.NO_BASELINE, None, None)
    level = year_result([target(TargetKind.AT_LEAST, "20")], D(20), value, 1, YEARS)
    assert level.gap_closed is None  # there was no way to go


numbers = st.decimals(-1000, 1000, places=2)


@given(st.sampled_from(TargetKind), st.sampled_from(TargetUnit), numbers, numbers, numbers)
def test_met_and_the_gap_say_the_same(
    kind: TargetKind, unit: TargetUnit, amount: Decimal, base: Decimal, value: Decimal
) -> None:
    found = year_result(
        [target(kind, str(amount), unit)], base, [ValueFacts(1, YEARS[0][0], value)], 1, YEARS
    )
    assert found.target is not None
    assert found.change == value - base
    if found.gap_closed is None:
        assert found.target == base
    elif (found.target < base) == found.falls:  # the way leads where better is
        assert (found.gap_closed >= 1) == (found.attainment is Attainment.MET)
    assert (found.gap_closed == 1) == (value == found.target and found.target != base)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("48", ()),
        ("70", ()),  # a good year, and still close to what is hoped for
        ("104", (Doubt.OVER_HUNDRED, Doubt.FAR_OFF)),
        ("-3", (Doubt.BELOW_ZERO, Doubt.FAR_OFF)),
        ("4.6", (Doubt.DECIMAL_POINT,)),
        ("0.46", (Doubt.DECIMAL_POINT,)),
        ("460", (Doubt.OVER_HUNDRED, Doubt.DECIMAL_POINT)),
        ("97", (Doubt.FAR_OFF,)),
    ],
)
def test_a_value_that_looks_like_a_typing_error_is_asked_about(
    value: str, expected: tuple[Doubt, ...]
) -> None:
    known = Known(True, (D(42), D(60), D(46)), D(46), date(2026, 8, 24), frozenset({date(2026, 10, 1)}))
    day = date(2026, 11, 2)
    assert doubts(D(value), day, day, known) == expected
    assert doubts(D(48), date(2026, 10, 1), day, known) == (Doubt.SAME_DAY,)
    assert doubts(D(48), day + timedelta(days=1), day, known) == (Doubt.AHEAD,)
    assert doubts(D(48), date(2025, 11, 2), day, known) == (Doubt.BEFORE_PLAN,)


def test_nothing_is_asked_where_nothing_is_known() -> None:
    day = date(2026, 11, 2)
    assert doubts(D(5000), day, day, Known(False)) == ()


def test_cause_and_adjustment_are_looked_for_where_an_action_left_its_course() -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    behind = ActionFacts(1, 1, "1", due_on=date(2026, 9, 15))
    late = ActionFacts(2, 1, "2", due_on=date(2026, 9, 15), completed_on=date(2026, 10, 5))
    late_before = replace(late, id=3, completed_on=date(2026, 9, 20))
    moved = DueMove(date(2026, 10, 6), date(2026, 10, 20), date(2026, 12, 1))
    redated = ActionFacts(4, 2, "4", due_on=date(2026, 12, 1), due_dates_moved=(moved,))
    dated_at_last = replace(redated, id=5, due_dates_moved=(replace(moved, before=None),))
    plan = (
        MilestoneFacts(1, "1.1.1", due_on=date(2026, 10, 15), actions=(behind, late, late_before)),
        MilestoneFacts(2, "1.1.2", due_on=date(2027, 5, 1), actions=(redated, dated_at_last)),
    )
    history = History(
        statuses=(StatusFacts(1, OCT, Status.BEHIND, date(2026, 10, 28), Cause.STAFFING),),
        adjustments=(
            AdjustmentFacts(1, date(2026, 10, 29), id=70),
            AdjustmentFacts(4, date(2026, 10, 6), id=71, cause=Cause.SCHEDULE),
            AdjustmentFacts(2, date(2026, 11, 6), id=72, cause=Cause.TIME),  # after the quarter's end
        ),
    )
    found = course(Snapshot(first, last, plan), history)
    assert [(one.action_id, one.ways, one.cause, one.adjustment_ids) for one in found.departed] == [
        (1, (Departure.BEHIND,), Cause.STAFFING, (70,)),
        (2, (Departure.DONE_LATE,), None, ()),
        (4, (Departure.REDATED,), Cause.SCHEDULE, (71,)),
    ]
    assert (found.explained.ids, found.explained.of_ids) == ((1, 4), (1, 2, 4))
    assert (found.milestones_explained.ids, found.milestones_explained.of_ids) == ((), (1,))
    settled = course(Snapshot(first, last, plan), history, settled={1, 2})
    assert (settled.milestones_explained.ids, settled.explained) == ((1,), found.explained)


@given(some_actions, days, days)
def test_departures_are_what_the_other_quantities_say(
    made: list[ActionFacts], one: date, other: date
) -> None:
    whole = Snapshot(min(one, other), max(one, other), (MilestoneFacts(1, "1", actions=tuple(made)),))
    figures, found = quarter(whole), course(whole, History())
    ways = {way: {one.action_id for one in found.departed if way in one.ways} for way in Departure}
    assert ways[Departure.BEHIND] == set(figures.actions_behind.ids) | (
        set(figures.counts.behind) - set(figures.actions_behind.of_ids)
    )
    assert ways[Departure.DONE_LATE] == set(figures.counts.done_late) & set(figures.finished_in_period)
    assert found.explained == ratio_of((), (one.action_id for one in found.departed))
    done = year(whole)
    assert (done.actions, done.outputs) == (figures.actions_completed, figures.outputs)
    halves = semester(whole)
    assert not set(halves.milestones_completed.ids) & set(halves.milestones_behind.ids)
    assert done.milestones == halves.milestones_completed

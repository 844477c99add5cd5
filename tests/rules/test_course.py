"""How far a change of course reaches, and what followed help and changes of course."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.course import ChangeFacts, Reach, reaches
from bot.rules.facts import ActionFacts, AdjustmentFacts, History, PlanFacts, SupportFacts
from bot.rules.quantities import Followed, adjustment_effect, followed, support_effect
from storage.vocabulary import Course, Effect, Helped
from tests.rules.school import COACH_HIRED, milestone, said

DUE = date(2026, 12, 18)
OCTOBER = date(2026, 10, 5)
OTHER = ActionFacts(12, 1, "1.1.1.2", due_on=date(2027, 1, 15))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (ChangeFacts(Course.DATE, date(2026, 12, 18), DUE), ()),
        (ChangeFacts(Course.DATE, date(2026, 12, 19), DUE), (Reach.MILESTONE,)),
        (ChangeFacts(Course.DATE, date(2026, 12, 19), None), ()),
        (ChangeFacts(Course.STOP), (Reach.MILESTONE,)),
        (ChangeFacts(Course.CHANGE, shared_practices=("3b",)), (Reach.PRACTICE,)),
        (ChangeFacts(Course.OUTPUT, is_awaited=True), (Reach.PLAN,)),
        (ChangeFacts(Course.OWNER, is_awaited=True), ()),
        (ChangeFacts(Course.OWNER, is_lent=True), (Reach.PLAN,)),
    ],
)
def test_a_change_reaches_those_whose_work_it_touches(
    change: ChangeFacts, expected: tuple[Reach, ...]
) -> None:
    assert reaches(change) == expected


@given(
    st.builds(
        ChangeFacts,
        st.sampled_from([Course.KEEP, Course.SUPPORT]),
        st.none() | st.dates(),
        st.none() | st.dates(),
        st.sampled_from([(), ("3b",)]),
        st.booleans(),
        st.booleans(),
    )
)
def test_what_changes_nothing_reaches_nobody(change: ChangeFacts) -> None:
    assert reaches(change) == ()


def plan(*actions: ActionFacts) -> PlanFacts:
    return PlanFacts((milestone(*actions),))


@pytest.mark.parametrize(
    ("reports", "today", "expected"),
    [
        ("be be ok", date(2026, 10, 30), Followed(Effect.BACK_ON_TRACK, True, Fraction(0))),
        ("be be be", date(2026, 10, 30), Followed(Effect.NO_CHANGE, True, Fraction(0))),
        ("be be", date(2026, 10, 30), Followed(Effect.TOO_EARLY, True)),
        ("be be ok", date(2026, 10, 12), Followed(Effect.TOO_EARLY, True)),
        ("ok ok ok", date(2026, 10, 30), Followed(Effect.NO_CHANGE, False, Fraction(0))),
        ("be be be ok", date(2026, 11, 30), Followed(Effect.BACK_ON_TRACK, True, Fraction(0))),
        ("be be be . ok", date(2026, 12, 18), Followed(Effect.NO_CHANGE, True, Fraction(0))),
    ],
)
def test_what_was_reported_before_and_after_says_what_followed(
    reports: str, today: date, expected: Followed
) -> None:
    assert followed(plan(COACH_HIRED, OTHER), said(reports), 11, OCTOBER, today) == expected


def test_completions_in_windows_of_the_same_length_say_whether_it_went_faster() -> None:
    quick = replace(OTHER, completed_on=date(2026, 10, 20))
    after = followed(plan(COACH_HIRED, quick), said("be be be"), 11, OCTOBER, date(2026, 11, 4))
    assert after == Followed(Effect.FASTER, True, Fraction(1))
    slow = replace(OTHER, completed_on=date(2026, 9, 20))
    before = followed(plan(COACH_HIRED, slow), said("be be be"), 11, OCTOBER, date(2026, 11, 4))
    assert before == Followed(Effect.NO_CHANGE, True, Fraction(-1))
    done = replace(COACH_HIRED, completed_on=date(2026, 10, 8))
    assert followed(plan(done), said("be be"), 11, OCTOBER, date(2026, 10, 9)).effect is Effect.BACK_ON_TRACK


def test_help_is_counted_once_and_what_was_said_of_it_too() -> None:
    history = replace(
        said("be be ok"),
        supports=(
            SupportFacts(11, date(2026, 9, 1), OCTOBER, 1),
            SupportFacts(11, date(2026, 10, 1), OCTOBER, 2, helped=Helped.A_LOT),
            SupportFacts(12, given_on=date(2026, 10, 25), id=3),
            SupportFacts(12, given_on=date(2027, 1, 25), id=4),
            SupportFacts(99, given_on=OCTOBER, id=5),
        ),
    )
    figures = support_effect(plan(COACH_HIRED, OTHER), history, date(2026, 10, 30))
    assert (figures.back_on_track.ids, figures.back_on_track.of_ids) == ((2,), (2,))
    assert figures.by_effect[Effect.TOO_EARLY] == (3,)
    assert figures.by_rating[Helped.A_LOT] == (2,)
    nothing = support_effect(plan(COACH_HIRED), History(), date(2026, 10, 30))
    assert nothing.back_on_track.percent is None
    assert nothing.speed_up is None


def test_each_new_date_that_has_come_counts_for_itself() -> None:
    done = replace(COACH_HIRED, completed_on=date(2026, 11, 20))
    gone = replace(OTHER, withdrawn_on=date(2026, 10, 1))
    late = ActionFacts(13, 1, "1.1.1.3")
    history = History(
        adjustments=(
            AdjustmentFacts(11, date(2026, 9, 1), date(2026, 10, 30), 1),
            AdjustmentFacts(11, date(2026, 10, 30), date(2026, 11, 30), 2),
            AdjustmentFacts(12, date(2026, 9, 1), date(2026, 10, 30), 3),
            AdjustmentFacts(13, date(2026, 9, 1), date(2027, 10, 30), 4),
            AdjustmentFacts(13, date(2026, 9, 1), None, 5),
        )
    )
    ratio = adjustment_effect(plan(done, gone, late), history, date(2026, 12, 1))
    assert (ratio.ids, ratio.of_ids) == ((2,), (1, 2))


days = st.dates(date(2026, 8, 1), date(2027, 3, 31))


@given(
    st.lists(st.tuples(st.sampled_from([11, 12]), days, st.none() | days), max_size=6),
    st.lists(st.tuples(st.sampled_from([11, 12]), days), max_size=6),
    st.none() | days,
    st.sampled_from(["be be ok", "ok be be be", "be . be ok be"]),
    days,
)
def test_of_what_followed_every_share_is_a_part_and_nothing_to_come_is_counted(
    changed: list[tuple[int, date, date | None]],
    helped: list[tuple[int, date]],
    done_on: date | None,
    reports: str,
    today: date,
) -> None:
    whole = plan(replace(COACH_HIRED, completed_on=done_on), OTHER)
    history = replace(
        said(reports),
        adjustments=tuple(AdjustmentFacts(key, on, new, at) for at, (key, on, new) in enumerate(changed)),
        supports=tuple(SupportFacts(key, given_on=on, id=at) for at, (key, on) in enumerate(helped)),
    )
    figures, dates = support_effect(whole, history, today), adjustment_effect(whole, history, today)
    for ratio in (figures.back_on_track, dates):
        assert set(ratio.ids) <= set(ratio.of_ids)
    counted = [key for keys in figures.by_effect.values() for key in keys]
    assert len(counted) == len(set(counted)) == len({one for one in helped if one[1] <= today})
    soon = [key for key in counted if helped[key][1] > today - timedelta(days=1)]
    assert set(soon) <= set(figures.by_effect[Effect.TOO_EARLY])

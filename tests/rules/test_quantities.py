"""The quantities of the template and of each cycle: worked cases, and identities that always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.facts import (
    ActionFacts,
    CheckInFacts,
    DueMove,
    MilestoneFacts,
    OutputFacts,
    SpendFacts,
    SupportFacts,
)
from bot.rules.percent import whole_percent
from bot.rules.quantities import (
    Ratio,
    Snapshot,
    TimingFacts,
    above_peers,
    count,
    due_on,
    month,
    quarter,
    ratio_of,
    semester,
)
from bot.rules.quantities.month import lateness
from storage.vocabulary import Standing
from tests.rules.school import OCT, SEP

OCT_1, OCT_30 = date(2026, 10, 1), date(2026, 10, 30)
SEP_30 = SEP.closes_on


def action(number: int, **facts: object) -> ActionFacts:
    return replace(ActionFacts(number, 1, f"1.1.1.{number}"), **facts)  # type: ignore[arg-type]


ON_TIME = action(1, due_on=date(2026, 10, 20), completed_on=date(2026, 10, 20))
LATE = action(2, due_on=date(2026, 9, 15), completed_on=date(2026, 10, 5))
BEHIND = action(3, due_on=date(2026, 10, 30))
NOT_DUE = action(4, due_on=date(2026, 10, 31))
UNDATED = action(5)
DONE_UNDATED = action(6, completed_on=date(2026, 9, 1))
WITHDRAWN = action(7, due_on=date(2026, 9, 1), withdrawn_on=date(2026, 10, 30))
FINISHED_LATER = action(8, due_on=date(2026, 10, 1), completed_on=date(2026, 10, 31))
ALL = (ON_TIME, LATE, BEHIND, NOT_DUE, UNDATED, DONE_UNDATED, WITHDRAWN, FINISHED_LATER)


def snapshot(*actions: ActionFacts, **facts: object) -> Snapshot:
    whole = Snapshot(OCT_1, OCT_30, (MilestoneFacts(1, "1.1.1", actions=actions),), ends=(SEP_30,))
    return replace(whole, **facts)  # type: ignore[arg-type]


def test_each_action_of_a_quarter_is_in_its_place() -> None:
    counts = snapshot(*ALL).counts()
    assert counts.done_on_time == (1, 6)
    assert counts.done_late == (2,)
    assert counts.behind == (3, 8)  # due on the last day and not done by its end
    assert counts.not_due == (4,)
    assert counts.undated == (5,)
    assert counts.withdrawn == (7,)


def test_the_quarters_percentages() -> None:
    figures = quarter(snapshot(*ALL))
    assert figures.actions_completed == Ratio(3, 7, (1, 2, 6), (1, 2, 3, 4, 5, 6, 8))
    assert figures.actions_completed.percent == 43
    assert (figures.actions_on_time.numerator, figures.actions_on_time.denominator) == (3, 6)
    assert (figures.actions_behind.numerator, figures.actions_behind.denominator) == (2, 6)
    assert figures.due_and_on_time.ids == (1,)
    assert figures.due_and_on_time.of_ids == (1, 2, 3, 8)
    assert figures.finished_in_period == (1, 2)


def test_a_percentage_of_nothing_is_not_a_number() -> None:
    figures = quarter(snapshot())
    for ratio in (figures.actions_completed, figures.actions_on_time, figures.outputs, figures.budget_used):
        assert ratio.percent is None
        assert ratio.as_json()["value"] is None
    assert semester(Snapshot(OCT_1, OCT_30)).milestones_completed.percent is None
    assert quarter(snapshot(UNDATED)).actions_behind.percent is None
    assert quarter(snapshot(UNDATED)).actions_completed.percent == 0


@pytest.mark.parametrize(("part", "whole", "percent"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (1, 200, 1)])
def test_halves_are_rounded_up(part: int, whole: int, percent: int) -> None:
    assert whole_percent(Fraction(part, whole)) == percent


def test_outputs_of_the_quarter_are_listed_by_day_and_counted_of_those_anticipated() -> None:
    outputs = (
        OutputFacts(1, "Walkthrough form", date(2026, 10, 20)),
        OutputFacts(2, "Coaching calendar", date(2026, 10, 2)),
        OutputFacts(3, "Job description", date(2026, 9, 2)),
        OutputFacts(4, "Feedback protocol"),
        OutputFacts(5, "Schedule", date(2026, 11, 2)),
    )
    gone = replace(WITHDRAWN, outputs=(OutputFacts(6, "Flyer", date(2026, 10, 3)),))
    figures = quarter(snapshot(replace(BEHIND, outputs=outputs), gone))
    assert [one.name for one in figures.outputs_produced] == ["Coaching calendar", "Walkthrough form"]
    assert figures.outputs == Ratio(3, 5, (1, 2, 3), (1, 2, 3, 4, 5))


def test_a_budget_may_be_overspent_and_shows_it() -> None:
    spent = (
        SpendFacts(date(2026, 9, 1), 80_00),
        SpendFacts(OCT_30, 70_00),
        SpendFacts(date(2026, 11, 1), 5_00),
    )
    milestone = MilestoneFacts(
        1, "1.1.1", actions=(replace(BEHIND, budget_cents=100_00), UNDATED), spending=spent
    )
    figures = quarter(snapshot(milestones=(milestone,)))
    assert figures.budget_used.percent == 150
    assert figures.spent_in_period == 70_00
    assert figures.budget_used.of_ids == (3,)


def test_a_milestone_is_completed_when_leadership_confirmed_it_and_nothing_is_left_open() -> None:
    done = MilestoneFacts(1, "1.1.1", due_on=SEP_30, completed_on=OCT_1, actions=(ON_TIME, WITHDRAWN))
    claimed = replace(done, id=2, actions=(BEHIND,))
    unconfirmed = replace(done, id=3, completed_on=None)
    ahead = replace(unconfirmed, id=4, due_on=date(2027, 5, 1))
    withdrawn = replace(unconfirmed, id=5, withdrawn_on=OCT_1)
    figures = semester(snapshot(milestones=(done, claimed, unconfirmed, ahead, withdrawn)))
    assert figures.milestones_completed == Ratio(1, 4, (1,), (1, 2, 3, 4))
    assert figures.milestones_behind.ids == (2, 3)


def test_actions_of_a_withdrawn_milestone_are_withdrawn_with_it() -> None:
    gone = MilestoneFacts(1, "1.1.1", withdrawn_on=OCT_1, actions=(BEHIND, ON_TIME))
    assert snapshot(milestones=(gone,)).counts().withdrawn == (1, 3)
    assert snapshot(milestones=(gone,)).counts(SEP_30).not_due == (1, 3)


def test_the_past_is_seen_with_the_dates_that_were_in_force_then() -> None:
    moves = (
        DueMove(date(2026, 10, 5), date(2026, 9, 30), date(2026, 10, 15)),
        DueMove(date(2026, 10, 20), date(2026, 10, 15), date(2026, 11, 30)),
    )
    redated = action(9, due_on=date(2026, 11, 30), first_due_on=date(2026, 9, 30), due_dates_moved=moves)
    days = (date(2026, 9, 30), date(2026, 10, 5), date(2026, 10, 20))
    assert [due_on(redated, day) for day in days] == [
        date(2026, 9, 30),
        date(2026, 10, 15),
        date(2026, 11, 30),
    ]
    assert count((redated,), SEP_30).behind == (9,)
    changed = month(snapshot(redated)).moved
    assert (changed.redated, changed.recovered) == ((9,), ())


def test_what_changed_since_the_last_close() -> None:
    was_behind = action(9, due_on=date(2026, 9, 30), completed_on=date(2026, 10, 8))
    dropped = action(10, due_on=date(2026, 9, 30), withdrawn_on=date(2026, 10, 8))
    changed = month(snapshot(*ALL, was_behind, dropped)).moved
    assert changed.newly_done == (1, 2, 9)
    assert changed.newly_behind == (3, 8)
    assert changed.recovered == (2, 9)
    assert changed.redated == ()


def test_behind_at_two_ends_running_is_lagging() -> None:
    stuck = action(9, due_on=date(2026, 9, 30))
    figures = month(snapshot(*ALL, stuck, ends=(SEP_30, date(2026, 8, 31))))
    assert figures.lagging == (9,)
    assert next(one for one in figures.lateness if one.action_id == 9).ends_behind == 2
    assert month(snapshot(stuck, ends=())).lagging == ()


@pytest.mark.parametrize(
    ("one", "late", "drift"),
    [
        (replace(ON_TIME, first_due_on=date(2026, 10, 1)), 0, 19),
        (LATE, 20, None),
        (BEHIND, 0, None),
        (NOT_DUE, None, None),
        (UNDATED, None, None),
        (replace(ON_TIME, completed_on=date(2026, 10, 10)), -10, None),
    ],
)
def test_days_late_and_drift(one: ActionFacts, late: int | None, drift: int | None) -> None:
    found = lateness(one, OCT_30)
    assert (found.days_late, found.drift) == (late, drift)


def test_reports_received_are_counted_of_the_teams_that_could_answer() -> None:
    standings = ["on_time", "on_time", "late", "silent", "away", "not_asked", "bot_was_down"]
    check_ins = tuple(CheckInFacts(n, OCT, Standing(word)) for n, word in enumerate(standings, 1))
    found = month(snapshot(check_ins=check_ins)).received
    assert found.in_time == Ratio(2, 4, (1, 2), (1, 2, 3, 4))
    assert found.by_standing[Standing.BOT_WAS_DOWN] == (7,)
    assert month(snapshot()).received.in_time.percent is None


def test_a_report_takes_the_median_of_its_minutes() -> None:
    start = datetime(2026, 10, 28, 14, tzinfo=UTC)
    timings = tuple(
        TimingFacts(n, start, start + timedelta(seconds=took)) for n, took in enumerate((40, 600, 50, 60))
    )
    assert month(snapshot(timings=timings)).seconds_to_report.value == 55
    assert month(snapshot()).seconds_to_report.value is None


def test_support_requests_of_the_month() -> None:
    supports = (
        SupportFacts(3, date(2026, 9, 20), date(2026, 10, 2), id=1),
        SupportFacts(3, date(2026, 10, 10), date(2026, 10, 14), id=2),
        SupportFacts(3, date(2026, 10, 20), None, id=3),
        SupportFacts(3, date(2026, 10, 20), date(2026, 11, 2), id=4),
        SupportFacts(3, None, date(2026, 10, 20), id=5),
        SupportFacts(3, date(2026, 9, 1), date(2026, 9, 2), id=6),
    )
    found = month(snapshot(BEHIND, supports=supports)).requests
    assert (found.opened, found.answered, found.waiting) == ((2, 3, 4), (1, 2), (3, 4))
    assert found.days_to_answer.value == 8


def test_a_unit_stands_out_only_above_its_peers_for_two_ends_running() -> None:
    def ends(*percents: int) -> list[Ratio]:
        return [Ratio(percent, 100) for percent in percents]

    peers = [ends(10, 10), ends(20, 20), ends(30, 30)]
    assert above_peers(ends(41, 41), peers, 20)
    assert not above_peers(ends(40, 41), peers, 20)
    assert not above_peers(ends(41), peers, 20)
    assert not above_peers(ends(41, 41), [], 20)
    assert not above_peers([Ratio(0, 0), Ratio(0, 0)], peers, 20)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Snapshot(OCT_30, OCT_1)
    with pytest.raises(ValueError, match="earlier periods"):
        Snapshot(OCT_1, OCT_30, ends=(OCT_1,))


days = st.dates(date(2026, 8, 1), date(2027, 6, 30))
some_actions = st.lists(
    st.builds(
        lambda due, done, out, added, moved_on, before: ActionFacts(
            1,
            1,
            "1.1.1.1",
            due_on=due,
            completed_on=done,
            withdrawn_on=out,
            added_on=added,
            due_dates_moved=(DueMove(moved_on, before, due),),
        ),
        st.none() | days,
        st.none() | days,
        st.none() | st.none() | days,
        st.none() | st.none() | days,
        days,
        st.none() | days,
    ),
    max_size=12,
).map(lambda made: [replace(one, id=number) for number, one in enumerate(made, 1)])


@given(some_actions, days)
def test_every_action_is_counted_once_and_the_shares_add_up(made: list[ActionFacts], day: date) -> None:
    counts = count(made, day)
    states = (counts.done_on_time, counts.done_late, counts.behind, counts.not_due, counts.undated)
    assert sorted(one for state in states for one in state) == list(counts.everything)
    expected = {
        one.id
        for one in made
        if not (one.withdrawn_on and one.withdrawn_on <= day) and not (one.added_on and one.added_on > day)
    }
    assert set(counts.everything) == expected
    shares = [counts.actions_on_time.share, counts.actions_behind.share, counts.actions_done_late.share]
    assert sum(share for share in shares if share is not None) == (1 if counts.dated else 0)
    assert count(reversed(made), day) == counts


@given(some_actions, days, days)
def test_the_sets_of_a_month_are_differences_of_its_ends(
    made: list[ActionFacts], one: date, other: date
) -> None:
    if one == other:
        return
    before, day = min(one, other), max(one, other)
    whole = Snapshot(before + timedelta(days=1), day, (MilestoneFacts(1, "1", actions=tuple(made)),))
    found = month(replace(whole, ends=(before,)))
    earlier, now = count(made, before), count(made, day)
    left = set(earlier.behind) - set(now.behind)
    assert set(found.moved.newly_done) == set(now.completed) - set(earlier.completed)
    assert set(found.moved.newly_behind) == set(now.behind) - set(earlier.behind)
    assert set(found.moved.recovered) | set(found.moved.redated) == left - set(now.withdrawn)
    assert not set(found.moved.recovered) & set(found.moved.redated)
    assert set(found.lagging) == {one.action_id for one in found.lateness if one.ends_behind >= 2}


@given(st.frozensets(st.integers(1, 20)), st.frozensets(st.integers(1, 20)))
def test_a_ratio_counts_each_row_once(part: frozenset[int], whole: frozenset[int]) -> None:
    ratio = ratio_of([*part, *part], [*whole, *whole])
    assert (ratio.numerator, ratio.denominator) == (len(part), len(whole))
    assert ratio.as_json()["ids"] == sorted(part)

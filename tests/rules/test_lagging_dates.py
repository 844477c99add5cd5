"""Overdue, at-risk and slipping, in cases that a principal would recognise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.rules.facts import DueMove, History, OutputFacts
from bot.rules.lagging import Remedy
from bot.rules.thresholds import Thresholds
from storage.vocabulary import RuleName
from tests.rules.school import COACH_HIRED, found, milestone, moves, said, severity

DUE_SEP_30 = replace(COACH_HIRED, due_on=date(2026, 9, 30))
NOTHING = History()


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 30), None),  # the day itself is in time
        (date(2026, 10, 1), "watch"),
        (date(2026, 10, 14), "watch"),
        (date(2026, 10, 15), "concern"),  # ten school days: Columbus Day does not count
        (date(2026, 11, 30), "concern"),
        (date(2026, 12, 1), "urgent"),  # forty
    ],
)
def test_overdue_grows_with_school_days(today: date, expected: str | None) -> None:
    assert severity(found(RuleName.OVERDUE, DUE_SEP_30, NOTHING, today)) == expected


def test_overdue_over_the_winter_break_is_one_school_day_late() -> None:
    late = replace(COACH_HIRED, due_on=date(2026, 12, 18))
    flag = found(RuleName.OVERDUE, late, NOTHING, date(2027, 1, 4))
    assert flag is not None
    assert flag.facts["school_days_late"] == 1
    assert flag.facts["days_late"] == 17
    assert severity(flag) == "watch"


def test_overdue_on_the_day_after_february_29() -> None:
    leap = replace(COACH_HIRED, due_on=date(2028, 2, 29))
    assert found(RuleName.OVERDUE, leap, NOTHING, date(2028, 2, 29)) is None
    assert severity(found(RuleName.OVERDUE, leap, NOTHING, date(2028, 3, 1))) == "watch"


@pytest.mark.parametrize(
    "finished",
    [
        {"completed_on": date(2026, 11, 2)},
        {"withdrawn_on": date(2026, 10, 2)},
        {"due_on": date(2026, 12, 1)},
        {"due_on": None},
        {"added_on": date(2027, 1, 1)},
    ],
)
def test_overdue_clears_when_done_withdrawn_or_given_a_new_date(finished: dict[str, date]) -> None:
    action = replace(DUE_SEP_30, **finished)  # type: ignore[arg-type]
    assert found(RuleName.OVERDUE, action, NOTHING, date(2026, 11, 30)) is None


@pytest.mark.parametrize("word", ["done", "drop"])
def test_an_action_that_its_team_reports_finished_is_not_overdue(word: str) -> None:
    assert found(RuleName.OVERDUE, DUE_SEP_30, said(f"be be be {word}"), date(2026, 11, 30)) is None


@pytest.mark.parametrize(
    ("due_on", "status", "expected"),
    [
        (date(2026, 11, 29), "ns", "watch"),  # thirty days ahead
        (date(2026, 11, 30), "ns", None),  # thirty-one
        (date(2026, 11, 13), "ns", "concern"),  # fourteen
        (date(2026, 10, 30), "ns", "concern"),  # today
        (date(2026, 10, 29), "ns", None),  # overdue says it already
        (date(2026, 11, 13), "ok", None),
        (date(2026, 11, 13), "be", None),  # behind says it already
        (date(2026, 11, 13), ".", "concern"),  # nobody ever said that it began
    ],
)
def test_at_risk_when_due_soon_and_not_started(due_on: date, status: str, expected: str | None) -> None:
    action = replace(COACH_HIRED, due_on=due_on)
    flag = found(RuleName.AT_RISK, action, said(f". . {status}"), date(2026, 10, 30))
    assert severity(flag) == expected


def test_an_action_whose_start_lies_ahead_is_going_to_plan() -> None:
    sprint = replace(COACH_HIRED, starts_on=date(2026, 11, 2), due_on=date(2026, 11, 13))
    assert found(RuleName.AT_RISK, sprint, NOTHING, date(2026, 10, 30)) is None
    assert severity(found(RuleName.AT_RISK, sprint, NOTHING, date(2026, 11, 2))) == "concern"


def test_training_that_waits_for_a_coach_who_is_not_hired_is_at_risk() -> None:
    hire = replace(COACH_HIRED, id=12, number="1.1.1.2", due_on=date(2026, 9, 30))
    train = replace(COACH_HIRED, due_on=date(2027, 3, 1), predecessor_ids=(12, 12, 999))
    today = date(2026, 10, 30)
    flag = found(RuleName.AT_RISK, milestone(train, hire), said("ok ok ok"), today)
    assert flag is not None
    assert (flag.facts["waiting_on"], flag.facts["waiting_past_date"]) == ("1.1.1.2", True)
    assert (severity(flag), Remedy.FINISH_PREDECESSORS in flag.remedies) == ("watch", True)
    soon = replace(train, due_on=date(2026, 11, 6))
    assert severity(found(RuleName.AT_RISK, milestone(soon, hire), said("ok ok ok"), today)) == "concern"
    hired = replace(hire, completed_on=today)
    assert found(RuleName.AT_RISK, milestone(train, hired), said("ok ok ok"), today) is None
    no_longer_needed = said("ok ok drop", action_id=12)
    assert found(RuleName.AT_RISK, milestone(train, hire), no_longer_needed, today) is None


def test_waiting_on_an_action_reported_behind_counts_although_it_is_not_due() -> None:
    hire = replace(COACH_HIRED, id=12, number="1.1.1.2")
    train = replace(COACH_HIRED, predecessor_ids=(12,))
    flag = found(RuleName.AT_RISK, milestone(train, hire), said("ok be", 12), date(2026, 9, 30))
    assert severity(flag) == "watch"
    assert flag is not None
    assert flag.facts["waiting_past_date"] is False


TWICE = moves("2026-09-15>2026-10-31", "2026-10-20>2026-12-18")


@pytest.mark.parametrize(
    ("moved", "words", "expected"),
    [
        (TWICE[:1], "be be be", None),
        (TWICE, "be be be", "concern"),
        (TWICE, ". ns ns", "concern"),
        (TWICE, "ok ok ok", "concern"),  # on track all along is no movement after the moves
        (TWICE, "be ok be", None),  # it moved between the two
        (TWICE, "be be ok", None),  # it moved after both
        ((*TWICE, *moves("2026-10-28>2027-01-29", first="2026-12-18")), "be be be", "urgent"),
    ],
)
def test_slipping_is_moved_twice_without_moving(
    moved: tuple[DueMove, ...], words: str, expected: str | None
) -> None:
    action = replace(COACH_HIRED, due_on=moved[-1].after, due_dates_moved=moved)
    assert severity(found(RuleName.SLIPPING, action, said(words), date(2026, 10, 30))) == expected


def test_a_date_moved_on_the_day_of_good_news_is_not_counted() -> None:
    moved = moves("2026-09-15>2026-10-31", "2026-09-30>2026-12-18", "2026-10-20>2027-01-29")
    action = replace(COACH_HIRED, due_dates_moved=moved)
    turned = said("be ok ok")  # on track again on September 30, the day of the second move
    assert found(RuleName.SLIPPING, action, turned, date(2026, 10, 30)) is None


def test_dates_that_are_set_removed_or_moved_earlier_do_not_slip() -> None:
    moved = (
        DueMove(date(2026, 9, 1), None, date(2026, 12, 1)),
        DueMove(date(2026, 9, 2), date(2026, 12, 1), date(2026, 11, 1)),
        DueMove(date(2026, 9, 3), date(2026, 11, 1), None),
    )
    action = replace(COACH_HIRED, due_dates_moved=moved)
    one_move = Thresholds(slipping_moves=1)
    assert found(RuleName.SLIPPING, action, NOTHING, date(2026, 10, 30), one_move) is None


def test_slipping_clears_when_an_output_is_produced_after_the_moves() -> None:
    action = replace(COACH_HIRED, due_dates_moved=TWICE, outputs=(OutputFacts(1, "Job description"),))
    flag = found(RuleName.SLIPPING, action, NOTHING, date(2026, 10, 30))
    assert flag is not None
    assert flag.facts["days_moved"] == 79
    assert flag.facts["moved_from"] == "2026-09-30"
    assert Remedy.PRODUCE_OUTPUT in flag.remedies
    made = replace(action, outputs=(OutputFacts(1, "Job description", date(2026, 10, 21)),))
    assert found(RuleName.SLIPPING, made, NOTHING, date(2026, 10, 30)) is None
    before = replace(action, outputs=(OutputFacts(1, "Job description", date(2026, 9, 1)),))
    assert found(RuleName.SLIPPING, before, NOTHING, date(2026, 10, 30)) is not None

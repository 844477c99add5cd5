"""Behind, waning, adjustments and supports, in cases that a principal would recognise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.rules.facts import AdjustmentFacts, CycleFacts, History, StatusFacts, SupportFacts
from bot.rules.lagging import Remedy
from storage.vocabulary import Cause, RuleName, Status
from tests.rules.school import AUG, COACH_HIRED, OCT, SEP, found, said, severity, together

AFTER_OCT = date(2026, 10, 30)
ASKED_AT_FIRST_CHECK_IN = History(
    check_ins=(),
    statuses=(StatusFacts(11, SEP, Status.BEHIND, date(2026, 9, 28), Cause.STAFFING, support_needed=True),),
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ok", None),
        ("be", "concern"),
        ("be be", "urgent"),
        ("be ok be", "concern"),
        ("be . be", "urgent"),  # a silent month said nothing better
        ("be .", "concern"),
        ("be be ok", None),
        ("be be ns", None),
        ("be be done", None),
        ("be be drop", None),
    ],
)
def test_behind_is_urgent_from_the_second_report_in_a_row(words: str, expected: str | None) -> None:
    assert severity(found(RuleName.BEHIND, COACH_HIRED, said(words), AFTER_OCT)) == expected


def test_behind_names_its_cause_and_since_when() -> None:
    flag = found(RuleName.BEHIND, COACH_HIRED, ASKED_AT_FIRST_CHECK_IN, AFTER_OCT)
    assert flag is not None
    assert flag.facts["cause"] == "staffing"
    assert (flag.facts["since"], flag.facts["period"]) == ("2026-09-28", "2026-09")
    assert Remedy.REPORT_ON_TRACK in flag.remedies


def test_behind_counts_weeks_where_teams_report_weekly() -> None:
    weeks = tuple(CycleFacts(f"2026-W{week}", date.fromisocalendar(2026, week, 5)) for week in (40, 41, 42))
    history = said("ok be be", cycles=weeks)
    assert severity(found(RuleName.BEHIND, COACH_HIRED, history, date(2026, 10, 9))) == "concern"
    assert severity(found(RuleName.BEHIND, COACH_HIRED, history, date(2026, 10, 16))) == "urgent"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ok be", None),
        ("ok ns be", "concern"),
        ("done ok be", "concern"),
        ("done ok ns be", "urgent"),
        ("ok be be", None),  # not worse than the month before
        ("ns ok be", None),
        ("ok . ns be", "concern"),
    ],
)
def test_waning_is_worse_twice_running(words: str, expected: str | None) -> None:
    assert severity(found(RuleName.WANING, COACH_HIRED, said(words), date(2026, 12, 18))) == expected


@pytest.mark.parametrize(
    ("recorded_on", "words", "expected"),
    [
        (date(2026, 9, 28), "be be be", "concern"),  # last month; October is behind
        (date(2026, 10, 1), "be be be", "concern"),  # at the leadership meeting after the digest
        (date(2026, 10, 16), "be be be", None),  # two weeks ago: it is given its chance
        (date(2026, 9, 28), "be be ok", None),
        (date(2026, 9, 28), "be be .", None),  # no report since
        (date(2026, 8, 31), "be be be", "urgent"),  # September and October behind
        (date(2026, 8, 31), "be ok be", None),  # it helped then; this is something new
    ],
)
def test_an_adjustment_of_last_month_that_did_not_help(
    recorded_on: date, words: str, expected: str | None
) -> None:
    history = together(said(words), History(adjustments=(AdjustmentFacts(11, recorded_on),)))
    flag = found(RuleName.ADJUSTMENT_NOT_WORKING, COACH_HIRED, history, AFTER_OCT)
    assert severity(flag) == expected


def test_a_newer_adjustment_is_named_but_hides_nothing() -> None:
    recorded = tuple(AdjustmentFacts(11, day) for day in (date(2026, 10, 27), date(2026, 9, 28)))
    history = together(said("be be be"), History(adjustments=recorded))
    flag = found(RuleName.ADJUSTMENT_NOT_WORKING, COACH_HIRED, history, AFTER_OCT)
    assert flag is not None
    assert flag.facts["adjusted_on"] == "2026-09-28"
    assert flag.facts["newer_adjustment_on"] == "2026-10-27"


def test_an_adjustment_for_another_action_says_nothing_of_this_one() -> None:
    history = together(said("be be be"), History(adjustments=(AdjustmentFacts(12, SEP.closes_on),)))
    assert found(RuleName.ADJUSTMENT_NOT_WORKING, COACH_HIRED, history, AFTER_OCT) is None


@pytest.mark.parametrize(
    ("support", "words", "today", "expected"),
    [
        (SupportFacts(11, asked_on=date(2026, 9, 28)), "be be be", SEP.closes_on, None),
        (SupportFacts(11, asked_on=date(2026, 9, 28)), "be be be", AFTER_OCT, "concern"),
        (SupportFacts(11, asked_on=date(2026, 10, 1)), "be be be", AFTER_OCT, "concern"),
        (SupportFacts(11, asked_on=date(2026, 10, 15)), "be be be", AFTER_OCT, None),
        (SupportFacts(11, asked_on=date(2026, 8, 28)), "be be be", AFTER_OCT, "urgent"),
        (SupportFacts(11, asked_on=date(2026, 9, 28)), "be be ok", AFTER_OCT, None),  # lapsed
        (SupportFacts(11, date(2026, 9, 28), given_on=date(2026, 10, 27)), "be be be", AFTER_OCT, None),
        (SupportFacts(11, date(2026, 9, 28), given_on=date(2026, 10, 2)), "be be be", AFTER_OCT, "concern"),
        (SupportFacts(11, given_on=date(2026, 10, 2)), "be be be", AFTER_OCT, "concern"),  # unasked
        (SupportFacts(11, given_on=date(2026, 8, 31)), "be be be", AFTER_OCT, "urgent"),
        (SupportFacts(11, given_on=date(2026, 10, 2)), "be be ok", AFTER_OCT, None),
    ],
)
def test_support_that_does_not_come_or_does_not_help(
    support: SupportFacts, words: str, today: date, expected: str | None
) -> None:
    history = together(said(words), History(supports=(support,)))
    assert severity(found(RuleName.UNSUPPORTED, COACH_HIRED, history, today)) == expected


def test_a_check_in_that_says_support_is_needed_is_a_request() -> None:
    history = together(said("be"), ASKED_AT_FIRST_CHECK_IN, said(". . be"))
    flag = found(RuleName.UNSUPPORTED, COACH_HIRED, history, AFTER_OCT)
    assert flag is not None
    assert flag.facts["asked_on"] == "2026-09-28"
    assert flag.facts["days_waiting"] == 32
    assert Remedy.RECORD_SUPPORT in flag.remedies


def test_support_given_on_the_day_of_the_request_answers_it() -> None:
    support = SupportFacts(11, asked_on=date(2026, 9, 28), given_on=date(2026, 9, 28))
    history = together(said("ok ok ns"), History(supports=(support,)))
    assert found(RuleName.UNSUPPORTED, COACH_HIRED, history, AFTER_OCT) is None


def test_a_team_on_track_that_still_asks_goes_on_waiting_from_its_first_request() -> None:
    still_asking = tuple(
        StatusFacts(11, cycle, Status.ON_TRACK, cycle.closes_on, support_needed=True)
        for cycle in (AUG, SEP, OCT)
    )
    flag = found(RuleName.UNSUPPORTED, COACH_HIRED, History(statuses=still_asking), AFTER_OCT)
    assert flag is not None
    assert flag.facts["asked_on"] == "2026-08-31"
    content = replace(still_asking[1], support_needed=False)
    lapsed = History(statuses=(still_asking[0], content))
    assert found(RuleName.UNSUPPORTED, COACH_HIRED, lapsed, AFTER_OCT) is None


def test_in_a_first_cycle_nothing_can_be_a_cycle_ago() -> None:
    history = together(
        said("be"),
        History(
            supports=(SupportFacts(11, AUG.closes_on),), adjustments=(AdjustmentFacts(11, AUG.closes_on),)
        ),
    )
    for rule in (RuleName.UNSUPPORTED, RuleName.ADJUSTMENT_NOT_WORKING):
        assert found(rule, COACH_HIRED, history, OCT.closes_on) is None


def test_a_later_revision_of_the_same_check_in_is_the_one_that_counts() -> None:
    first = StatusFacts(11, OCT, Status.BEHIND, date(2026, 10, 27))
    corrected = replace(first, status=Status.ON_TRACK, reported_on=date(2026, 10, 29))
    for order in ((first, corrected), (corrected, first)):
        assert found(RuleName.BEHIND, COACH_HIRED, History(statuses=order), AFTER_OCT) is None
    assert found(RuleName.BEHIND, COACH_HIRED, History(statuses=order), date(2026, 10, 28)) is not None

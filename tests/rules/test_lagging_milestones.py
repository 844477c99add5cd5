"""Silence, waning shares and trajectory: what lags as a milestone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.rules.facts import ActionFacts, History
from bot.rules.lagging import Remedy
from storage.vocabulary import RuleName
from tests.rules.school import COACH_HIRED, asked, found, milestone, said, severity, together

FOUR = tuple(
    replace(COACH_HIRED, id=10 + place, number=f"1.1.1.{place}", due_on=date(2027, 6, 1))
    for place in (1, 2, 3, 4)
)
DECEMBER = date(2026, 12, 18)


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        ("on_time", None),
        ("silent", "watch"),
        ("on_time silent", "watch"),
        ("silent silent", "urgent"),
        ("silent on_time silent", "watch"),
        ("silent late", None),
        ("silent away silent", "urgent"),  # away says nothing for or against
        ("on_time away", None),
        ("not_asked", None),
        ("bot_was_down bot_was_down", None),
        ("silent bot_was_down", "watch"),
        ("silent silent open", "urgent"),
        ("open", None),
    ],
)
def test_silent_counts_only_cycles_in_which_the_team_could_answer(
    standings: str, expected: str | None
) -> None:
    assert severity(found(RuleName.SILENT, COACH_HIRED, asked(standings), DECEMBER)) == expected


def test_silence_of_a_milestone_with_nothing_left_to_do_is_no_flag() -> None:
    done = replace(COACH_HIRED, completed_on=date(2026, 9, 1))
    assert found(RuleName.SILENT, done, asked("silent silent"), DECEMBER) is None
    closed = milestone(COACH_HIRED, completed_on=date(2026, 9, 1))
    assert found(RuleName.SILENT, closed, asked("silent silent"), DECEMBER) is None


def test_silence_says_when_the_team_was_last_heard() -> None:
    flag = found(RuleName.SILENT, COACH_HIRED, asked("on_time silent silent"), DECEMBER)
    assert flag is not None
    assert flag.facts["last_answered_period"] == "2026-08"
    assert (flag.facts["cycles_in_a_row"], flag.facts["period"]) == (2, "2026-10")
    assert flag.remedies == (Remedy.ANSWER,)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("ok ok ok", "ok be be", "ok ok be", "ok ok ok"), "concern"),  # 4, 3, 2 of 4 not behind
        (("ok ok ok", "ok be be", "ok ok ok", "ok ok ok"), None),  # fell once
        (("ok ok ok be", "ok be be be", "ok ok be be", "ok ok ok ok"), "urgent"),
        (("done done ok", "done ok ok", "ok ok ok", "ok ok ok"), "concern"),  # two were reopened
        (("ok . ok", "ok . be", "ok . ok", "ok . ok"), None),
    ],
)
def test_waning_shares(rows: tuple[str, ...], expected: str | None) -> None:
    history = together(*(said(row, 11 + place) for place, row in enumerate(rows)))
    flags = found(RuleName.WANING, milestone(*FOUR), history, DECEMBER)
    assert severity(flags) == expected


def test_new_actions_in_a_milestone_are_no_decline() -> None:
    first = together(said("done done done", 11), said("ok ok ok", 12))
    grown = together(first, said(". ok ok", 13), said(". . ok", 14))
    assert found(RuleName.WANING, milestone(*FOUR), grown, DECEMBER) is None


def test_waning_shares_carry_their_figures() -> None:
    rows = ("ok ok ok", "ok be be", "ok ok be", "ok ok ok")
    history = together(*(said(row, 11 + place) for place, row in enumerate(rows)))
    flag = found(RuleName.WANING, milestone(*FOUR), history, DECEMBER)
    assert flag is not None
    assert dict(flag.facts) == {
        "measure": "not_behind",
        "declines": 2,
        "percent_before": 100,
        "percent_now": 50,
        "actions": 4,
    }


def _year(*actions: ActionFacts) -> list[str | None]:
    plan = milestone(*actions, starts_on=date(2026, 8, 3), due_on=date(2027, 6, 1))
    ends = (date(2026, 9, 30), date(2026, 10, 30), date(2026, 12, 18), date(2027, 3, 1))
    return [severity(found(RuleName.TRAJECTORY, plan, History(), day)) for day in ends]


def test_a_milestone_without_a_finished_action_trails_more_and_more() -> None:
    assert _year(*FOUR) == ["watch", "watch", "concern", "urgent"]


def test_a_milestone_that_keeps_pace_does_not_trail() -> None:
    done = tuple(
        replace(one, completed_on=day)
        for one, day in zip(FOUR, (date(2026, 9, 21), date(2026, 11, 2), date(2027, 2, 1)), strict=False)
    )
    assert _year(*done, FOUR[3]) == [None, None, None, None]


def test_trajectory_says_how_many_actions_would_clear_it() -> None:
    plan = milestone(*FOUR, starts_on=date(2026, 8, 3), due_on=date(2027, 6, 1))
    flag = found(RuleName.TRAJECTORY, plan, History(), DECEMBER)
    assert flag is not None
    needed = flag.facts["actions_to_complete"]
    assert needed == 2
    for count, clear in ((1, False), (2, True)):
        done = tuple(replace(one, completed_on=DECEMBER) for one in FOUR[:count])
        better = replace(plan, actions=(*done, *FOUR[count:]))
        assert (found(RuleName.TRAJECTORY, better, History(), DECEMBER) is None) is clear


def test_the_summer_costs_a_milestone_nothing() -> None:
    spring = milestone(*FOUR, starts_on=date(2026, 6, 1), due_on=date(2026, 12, 18))
    last_day, first_day = date(2026, 6, 30), date(2026, 7, 31)
    flags = [found(RuleName.TRAJECTORY, spring, History(), day) for day in (last_day, first_day)]
    assert flags[0] == flags[1]


def test_a_milestone_without_dates_takes_those_of_its_actions_or_is_not_judged() -> None:
    dated = (replace(FOUR[0], starts_on=date(2026, 8, 3)), *FOUR[1:])
    assert severity(found(RuleName.TRAJECTORY, milestone(*dated), History(), DECEMBER)) == "concern"
    assert found(RuleName.TRAJECTORY, milestone(*FOUR), History(), DECEMBER) is None
    backwards = milestone(*FOUR, starts_on=date(2027, 8, 3), due_on=date(2026, 6, 1))
    assert found(RuleName.TRAJECTORY, backwards, History(), DECEMBER) is None

"""Which coaching questions are chosen: the cases that a school improvement coach would nod at."""

from datetime import date, timedelta

import pytest

from bot.catalogue import Catalogue
from bot.rules.coaching import QUIET_DAYS, Asked, Bank, Situation, choose
from storage.vocabulary import Audience, Cause, Phase, RuleName, Severity

LOADED = Catalogue.load()
TODAY = date(2026, 11, 2)


def chosen(situation: Situation, asked: list[Asked] | None = None, limit: int = 3) -> list[str]:
    """The ids chosen for a situation from the packaged questions."""
    choices = choose(LOADED.bank, situation, asked or [], TODAY, limit)
    return [choice.question_id for choice in choices]


@pytest.mark.parametrize(
    ("audience", "rule", "cause", "running", "expected"),
    [
        ("leadership", "behind", "staffing", 2, {"B.4-02", "B.5-09", "B.5-12"}),
        ("team", "overdue", "dependency", 1, {"B.4-06", "B.5-09"}),
        ("leadership", "silent", None, 2, {"B.5-04"}),
        ("team", "silent", None, 1, {"B.5-01", "B.4-01"}),
        ("team", "silent", "ownership", 1, {"B.4-01", "B.4-08"}),
        ("district", "unsupported", None, 1, {"B.5-12", "B.5-07"}),
        ("state", "unsupported", "support", 2, {"B.5-12", "B.5-08"}),
        ("leadership", "adjustment-not-working", "unclear", 3, {"B.5-11"}),
        ("leadership", "adjustment-not-working", "support", 2, {"B.5-07", "B.5-08"}),
        ("team", "behind", "schedule", 1, {"B.4-03", "B.5-09"}),
        ("team", "behind", "money", 1, {"B.4-02", "B.5-12"}),
        ("team", "behind", "skills", 1, {"B.4-09", "B.5-12"}),
        ("leadership", "trajectory", "scope", 1, {"B.5-11"}),
        ("leadership", "behind", "collaboration", 2, {"B.4-10", "B.4-11"}),
        ("leadership", "slipping", "schedule", 2, {"B.4-05", "B.5-04"}),
    ],
)
def test_the_questions_that_a_coach_would_ask(
    audience: str, rule: str, cause: str | None, running: int, expected: set[str]
) -> None:
    situation = Situation(
        Audience(audience), Phase.MONITOR, RuleName(rule), Cause(cause) if cause else None, running=running
    )
    assert expected <= set(chosen(situation))


def test_the_teams_own_words_bring_up_what_the_code_does_not_say() -> None:
    situation = Situation(
        Audience.TEAM, Phase.MONITOR, RuleName.AT_RISK, words="The books are on order, no budget yet"
    )
    assert chosen(situation)[0] == "B.4-02"
    reasons = choose(LOADED.bank, situation, [], TODAY)[0].reasons
    assert [reason.code for reason in reasons] == ["rule", "heard", "words"]
    assert reasons[1].facts == {"cause": Cause.MONEY, "words": ("budget",)}


def test_what_lasts_is_looked_at_more_deeply_than_what_is_new() -> None:
    new = Situation(Audience.LEADERSHIP, Phase.MONITOR, RuleName.UNSUPPORTED, running=1)
    lasting = Situation(Audience.LEADERSHIP, Phase.MONITOR, RuleName.UNSUPPORTED, running=2)
    urgent = Situation(Audience.LEADERSHIP, Phase.MONITOR, RuleName.UNSUPPORTED, severity=Severity.URGENT)
    assert "B.5-08" not in chosen(new)
    assert "B.5-08" in chosen(lasting)
    assert "B.5-08" in chosen(urgent)


def test_a_phase_alone_gives_questions_of_that_phase() -> None:
    for phase in Phase:
        ids = chosen(Situation(Audience.COACH, phase), limit=5)
        assert {LOADED.by_id[i].phase for i in ids} == {phase}


def test_three_questions_are_not_all_of_one_section() -> None:
    situation = Situation(Audience.LEADERSHIP, Phase.IMPLEMENT, cause=Cause.COLLABORATION)
    sections = {LOADED.by_id[i].section for i in chosen(situation)}
    assert len(sections) >= 2


@pytest.mark.parametrize(("days", "again"), [(QUIET_DAYS, False), (QUIET_DAYS + 1, True), (0, False)])
def test_a_question_rests_for_three_months(days: int, again: bool) -> None:
    situation = Situation(Audience.TEAM, Phase.MONITOR, RuleName.OVERDUE, Cause.DEPENDENCY)
    first = chosen(situation)[0]
    assert (first in chosen(situation, [Asked(first, TODAY - timedelta(days=days))])) is again


def test_when_all_were_asked_the_oldest_comes_back_and_says_so() -> None:
    situation = Situation(Audience.STATE, Phase.MONITOR, RuleName.UNSUPPORTED)
    everything = chosen(situation, limit=99)
    asked = [Asked(i, TODAY - timedelta(days=10)) for i in LOADED.by_id] + [Asked("B.5-08", TODAY)]
    asked = [a if a.question_id != "B.5-07" else Asked("B.5-07", TODAY - timedelta(days=40)) for a in asked]
    assert "B.5-07" in everything
    choices = choose(LOADED.bank, situation, asked, TODAY, 2)
    assert choices[0].question_id == "B.5-07"
    assert choices[0].reasons[-1].code == "asked_again"
    assert choices[0].reasons[-1].facts == {"last": TODAY - timedelta(days=40)}
    assert "B.5-08" not in {choice.question_id for choice in choices}


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert choose(Bank([]), Situation(Audience.TEAM), [], TODAY) == []
    assert chosen(Situation(Audience.TEAM), limit=0) == []


def test_the_reason_quotes_what_was_typed_as_it_was_typed() -> None:
    situation = Situation(Audience.LEADERSHIP, words="Teachers won\u2019t use the portfolios")
    first = choose(LOADED.bank, situation, [], TODAY)[0]
    assert first.question_id == "B.4-11"
    assert first.reasons[-1].facts["words"] == ("won't",)

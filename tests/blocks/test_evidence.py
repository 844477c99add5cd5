"""Evidence in words, from the very facts that the rules give."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.blocks.evidence import clears, evidence, evidence_plain
from bot.words import Words
from storage.vocabulary import RuleName

WORDS = Words.load()
DAYS = {"due_on": "2026-10-16", "first_due_on": "2026-10-02"}

FACTS: dict[RuleName, list[tuple[Mapping[str, Any], str]]] = {
    RuleName.OVERDUE: [
        ({**DAYS, "days_late": 14, "school_days_late": 10, "status": "behind"}, "10 school days past"),
        ({**DAYS, "days_late": 1, "school_days_late": 1, "status": None}, "1 school day past its date"),
    ],
    RuleName.BEHIND: [
        (
            {
                **DAYS,
                "reports_in_a_row": 2,
                "since": "2026-09-28",
                "reported_on": "2026-10-29",
                "period": "2026-10",
                "cause": "staffing",
                "new_due_on": None,
                "adjustment_proposed": False,
            },
            "two check-ins in a row, since Monday, September 28. The cause the team names: staffing.",
        ),
    ],
    RuleName.WANING: [
        (
            {
                "measure": "status",
                "declines": 2,
                "status": "behind",
                "status_before": "on_track",
                "since": "2026-09-28",
            },
            "from on track to behind schedule",
        ),
        (
            {
                "measure": "completed",
                "declines": 3,
                "percent_now": 20,
                "percent_before": 45,
                "actions": 5,
            },
            "from 45% to 20%",
        ),
    ],
    RuleName.SILENT: [
        (
            {
                "cycles_in_a_row": 2,
                "period": "2026-10",
                "closed_on": "2026-10-30",
                "last_answered_period": None,
            },
            "the second in a row",
        ),
    ],
    RuleName.AT_RISK: [
        (
            {
                "due_on": "2026-11-20",
                "days_left": 21,
                "status": None,
                "not_started": True,
                "waiting_on": "1.1.1.1",
                "waiting_on_count": 1,
                "waiting_past_date": True,
            },
            "on Friday, November 20 and has not started. It also waits on 1.1.1.1, which is past its date.",
        ),
        (
            {
                "due_on": None,
                "days_left": None,
                "status": "on_track",
                "not_started": False,
                "waiting_on": "1.1.1.1, 1.1.1.2",
                "waiting_on_count": 2,  # as flags of before "waiting_past_date" have it
            },
            "It waits on 1.1.1.1, 1.1.1.2, which are behind.",
        ),
    ],
    RuleName.SLIPPING: [
        (
            {
                "times_moved": 2,
                "days_moved": 42,
                "moved_from": "2026-10-02",
                "due_on": "2026-11-13",
                "last_moved_on": "2026-10-20",
                "status": None,
            },
            "moved two times (42 days in all)",
        ),
    ],
    RuleName.ADJUSTMENT_NOT_WORKING: [
        (
            {
                "adjusted_on": "2026-10-05",
                "reports_since": 1,
                "newer_adjustment_on": None,
                "reported_on": "2026-10-29",
                "cause": None,
                "due_on": None,
            },
            "1 check-in since then still says behind",
        ),
    ],
    RuleName.UNSUPPORTED: [
        (
            {
                "asked_on": "2026-09-28",
                "days_waiting": 32,
                "given_on": None,
                "reports_since": 0,
                "status": "behind",
                "cause": "money",
            },
            "asked for help on Monday, September 28, and none is recorded yet",
        ),
        (
            {
                "asked_on": None,
                "days_waiting": None,
                "given_on": "2026-09-28",
                "reports_since": 2,
                "status": "behind",
                "cause": None,
            },
            "2 check-ins since then still say behind",
        ),
    ],
    RuleName.TRAJECTORY: [
        (
            {
                "completed": 1,
                "actions": 5,
                "completed_percent": 20,
                "elapsed_percent": 52,
                "points_behind": 32,
                "starts_on": "2026-09-01",
                "due_on": "2027-05-28",
                "actions_to_complete": 2,
            },
            "1 of 5 actions (20%) are done, while 52%",
        ),
    ],
}


def test_every_rule_has_its_evidence() -> None:
    assert set(FACTS) == set(RuleName)


@pytest.mark.parametrize(
    ("rule", "facts", "said"),
    [(rule, facts, said) for rule, cases in FACTS.items() for facts, said in cases],
)
def test_evidence_says_what_the_rule_found(rule: RuleName, facts: Mapping[str, Any], said: str) -> None:
    sentence = evidence(WORDS, rule, facts)
    assert said in sentence
    assert sentence.endswith(".")
    assert "None" not in sentence
    assert "  " not in sentence
    few = evidence_plain(WORDS, rule, facts)
    assert 5 < len(few) < 80
    assert few == evidence(WORDS, rule, facts, short=True)
    assert clears(WORDS, rule, facts).startswith("What would clear it: ")


def test_a_flags_own_remedies_are_said_and_dropping_is_never_the_first_idea() -> None:
    facts = {"remedies": ["redate", "complete", "drop"]}
    assert (
        clears(WORDS, RuleName.OVERDUE, facts)
        == "What would clear it: agreeing on a realistic new date or completing it."
    )
    assert "two more completed actions" in clears(WORDS, RuleName.TRAJECTORY, {"actions_to_complete": 2})

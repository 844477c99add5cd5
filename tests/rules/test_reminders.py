"""Whom to ask, and which reminders are better left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from bot.rules.absence import MemberFacts, Stretch
from bot.rules.reminders import Decision, ReminderFacts, SkipReason, remind, whom_to_ask

NOW = datetime(2026, 9, 28, 13, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
GONE = Stretch(NOW - 48 * HOUR, NOW + 48 * HOUR)
LEAD, SECOND, THIRD = MemberFacts(30, 0), MemberFacts(20, 1), MemberFacts(10, 2)
LEAD_AWAY = replace(LEAD, away=(GONE,))
SECOND_ON_VACATION = replace(SECOND, away=(Stretch(NOW, NOW + HOUR),))
FACTS = ReminderFacts(NOW + 55 * HOUR, (LEAD, SECOND, THIRD), prompted_at=NOW - 96 * HOUR)


@pytest.mark.parametrize(
    ("team", "expected"),
    [
        ((LEAD, SECOND, THIRD), 30),
        ((LEAD_AWAY, SECOND, THIRD), 20),
        ((LEAD_AWAY, SECOND_ON_VACATION, THIRD), 10),
        ((LEAD_AWAY, SECOND_ON_VACATION), None),
        ((), None),
    ],
)
def test_the_lead_is_asked_or_else_the_next_who_is_there(
    team: tuple[MemberFacts, ...], expected: int | None
) -> None:
    for order in permutations(team):
        found = whom_to_ask(order, NOW)
        assert (found.person_id if found else None) == expected


def test_whoever_it_was_handed_to_stays_asked_while_there() -> None:
    assert remind(replace(FACTS, asked_person_id=10), NOW) == Decision(person_id=10)
    away = replace(FACTS, members=(LEAD, SECOND, replace(THIRD, away=(GONE,))), asked_person_id=10)
    assert remind(away, NOW) == Decision(person_id=30)


def test_a_person_whose_vacation_status_ran_out_is_asked_again() -> None:
    assert whom_to_ask((SECOND_ON_VACATION, THIRD), NOW + HOUR) == SECOND_ON_VACATION


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"answered_at": NOW - HOUR}, SkipReason.ANSWERED),
        ({"closes_at": NOW}, SkipReason.CLOSED),
        ({"prompted_at": None}, SkipReason.NOT_ASKED),
        ({"members": ()}, SkipReason.NOT_ASKED),
        ({"next_reminder_at": NOW - HOUR}, SkipReason.SUPERSEDED),
        ({"prompted_at": NOW - HOUR}, SkipReason.JUST_ASKED),
        ({"members": (LEAD_AWAY, SECOND_ON_VACATION)}, SkipReason.ALL_AWAY),
    ],
)
def test_a_reminder_that_no_longer_makes_sense_is_skipped_with_its_reason(
    change: dict[str, object], reason: SkipReason
) -> None:
    facts = replace(FACTS, **change)  # type: ignore[arg-type]
    assert remind(facts, NOW) == Decision(skipped=reason)


def test_otherwise_the_person_who_is_there_is_reminded() -> None:
    assert remind(FACTS, NOW) == Decision(person_id=30)
    assert remind(replace(FACTS, next_reminder_at=NOW + HOUR), NOW) == Decision(person_id=30)

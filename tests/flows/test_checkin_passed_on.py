"""A check-in that goes from hand to hand, or is put off for an hour: whoever is meant hears of it."""

from __future__ import annotations

import pytest

from bot.flows import checkin_pass
from bot.flows.kit import Who
from bot.flows.message import Message
from tests.flows.month import Month

PLANNED, OPEN = "2026-09-01 08:00", "2026-09-24 09:00"


@pytest.fixture
def opened(month: Month) -> Month:
    """September's questions are out."""
    month.go_to(PLANNED)
    month.go_to(OPEN)
    return month


def hand_over(month: Month, giver: str, taker: str, at: str) -> None:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        who = Who(month.cast.workspace_id, month.cast.slack(giver))
        colleague = month.cast.people[taker]
        checkin_pass.hand_over(session, month.kit, who, one.id, colleague, month.at(at))


def fresh(keys: list[str]) -> list[str]:
    """The keys of new messages, without those that were only said anew."""
    return [key for key in keys if not key.endswith("*")]


def test_who_asks_to_be_reminded_in_an_hour_is_reminded_then(opened: Month) -> None:
    with opened.database.begin() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        who = Who(opened.cast.workspace_id, opened.cast.slack("dana"))
        when = opened.at("2026-09-24 10:30")
        checkin_pass.later(session, opened.kit, who, one.id, when, opened.at("2026-09-24 09:10"))
    (nudge,) = fresh(opened.go_to("2026-09-24 10:30"))
    assert nudge.startswith(f"checkin-reminder:{one.id}:put_off-")


def test_whoever_it_comes_back_to_is_asked_again_and_told_by_whom(opened: Month) -> None:
    hand_over(opened, "dana", "marcus", "2026-09-24 09:10")
    assert len(fresh(opened.send("2026-09-24 09:11"))) == 1
    hand_over(opened, "marcus", "ines", "2026-09-24 09:20")
    assert len(fresh(opened.send("2026-09-24 09:21"))) == 1
    hand_over(opened, "ines", "marcus", "2026-09-24 09:30")
    (key,) = fresh(opened.send("2026-09-24 09:31"))
    with opened.database.reading() as session:
        message = opened.message(session, key, "2026-09-24 09:31")
    assert isinstance(message, Message)
    assert "Ines Fofana" in message.text


def test_handing_over_twice_at_once_asks_once(opened: Month) -> None:
    hand_over(opened, "dana", "marcus", "2026-09-24 09:10")
    hand_over(opened, "dana", "marcus", "2026-09-24 09:10")
    assert len(fresh(opened.send("2026-09-24 09:11"))) == 1

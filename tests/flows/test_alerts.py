"""News of flags for those who follow them: whom it reaches, when, how often, and how it stops."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from bot.flows import subscriptions
from bot.flows.kit import Refusal
from storage.tables import Alert, Flag, Subscription
from storage.vocabulary import Cadence, RuleName, Severity, Times, Topic
from tests.flows.following import (
    NOON,
    change,
    flag,
    follow,
    said,
    spread,
    waiting,
    who,
)
from tests.flows.month import Month


def test_those_who_follow_hear_at_once_why_and_how_to_stop(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    lena = month.cast.people["lena"]
    key = f"alert:{lena}:{raised}:raised:concern"
    assert waiting(month) == {key: lena}
    words = said(month, key)
    assert "News from Cedar Grove Elementary" in words
    assert "*New, needs attention:* 1.1.1.2 Set up a shared data board — reported behind" in words
    assert "because you follow Lincoln County Schools." in words


def test_the_same_news_is_told_once_however_often_it_is_spread(month: Month) -> None:
    follow(month, "lena", "lincoln")
    follow(month, "lena", "cedar")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    spread(month, raised=(raised,))
    with month.database.begin() as session:
        assert len(session.exec(select(Alert)).all()) == 1
    assert len(waiting(month)) == 1


def test_several_pieces_at_one_moment_are_one_message(month: Month) -> None:
    follow(month, "lena", "lincoln", Severity.WATCH)
    first, second = flag(month, "cedar 1.1.1.2"), flag(month, "cedar 1.1.2.1", Severity.WATCH)
    spread(month, raised=(first, second))
    third = flag(month, "harbor 1.1.1.1", Severity.URGENT)
    spread(month, raised=(third,))  # another school closes at the same moment
    assert len(waiting(month)) == 1
    words = said(month, next(iter(waiting(month))))
    assert "Cedar Grove Elementary and Harbor Middle School" in words
    assert words.count("*New,") == 3


@pytest.mark.parametrize(
    ("place", "practice", "severity", "hears"),
    [
        ("lincoln", None, Severity.CONCERN, True),
        ("cedar", None, Severity.CONCERN, True),
        ("harbor", None, Severity.WATCH, False),
        ("lincoln", "3a", Severity.WATCH, True),
        ("lincoln", "4c", Severity.WATCH, True),  # the strategy's own code
        ("lincoln", "2b", Severity.WATCH, False),
        ("lincoln", None, Severity.URGENT, False),
    ],
)
def test_place_practice_and_severity_decide(
    month: Month, place: str, practice: str | None, severity: Severity, hears: bool
) -> None:
    follow(month, "lena", place, severity, practice=practice)
    spread(month, raised=(flag(month, "cedar 1.1.1.2"),))
    assert bool(waiting(month)) is hears


@pytest.mark.parametrize(
    ("more", "hears"),
    [
        ({"topic": Topic.SILENT}, ["silent"]),
        ({"topic": Topic.BEHIND}, ["behind"]),
        ({"times": Times.FIRST}, ["behind", "silent"]),
        ({"times": Times.AGAIN}, ["again"]),
        ({"practice": "3"}, ["again", "behind", "silent"]),
        ({"practice": "2"}, []),
    ],
)
def test_topic_repetition_and_domain_decide(month: Month, more: dict[str, Any], hears: list[str]) -> None:
    follow(month, "lena", "lincoln", **more)
    earlier = flag(month, "cedar 1.1.1.1", rule=RuleName.SLIPPING)
    change(month, earlier, cleared_on=month.at(NOON).date(), cleared_at=month.at("2026-10-01 12:00"))
    ids = {
        "behind": flag(month, "cedar 1.1.1.2"),
        "silent": flag(month, "cedar 1.1.1.2", rule=RuleName.SILENT),
        "again": flag(month, "cedar 1.1.1.1", rule=RuleName.SLIPPING),
    }
    spread(month, raised=tuple(ids.values()))
    with month.database.begin() as session:
        told = set(session.exec(select(Alert.flag_id)))
    assert sorted(name for name, key in ids.items() if key in told) == hears


def test_a_daily_summary_waits_for_its_school_morning_and_comes_once(month: Month) -> None:
    follow(month, "lena", "lincoln", cadence=Cadence.DAILY)
    friday = "2026-10-09 16:00"
    spread(month, at=friday, raised=(flag(month, "cedar 1.1.1.2"), flag(month, "harbor 1.1.1.1")))
    assert waiting(month) == {}
    month.sweep("2026-10-12 08:00")  # Columbus Day
    assert waiting(month) == {}
    month.sweep("2026-10-13 07:31")
    month.sweep("2026-10-13 07:32")
    (key,) = waiting(month)
    words = said(month, key)
    assert "2 pieces of news from Cedar Grove Elementary and Harbor Middle School" in words
    with month.database.begin() as session:
        assert session.exec(select(Subscription.next_at)).all() == [None]


def test_the_soonest_of_two_subscriptions_tells(month: Month) -> None:
    follow(month, "lena", "lincoln", cadence=Cadence.WEEKLY)
    follow(month, "lena", "cedar", cadence=Cadence.NOW)
    spread(month, raised=(flag(month, "cedar 1.1.1.2"),))
    assert len(waiting(month)) == 1
    month.sweep("2026-10-13 08:00")
    assert len(waiting(month)) == 1


def test_nobody_follows_what_they_may_not_see(month: Month) -> None:
    with pytest.raises(Refusal, match="not_visible"):
        follow(month, "dana", "harbor")
    follow(month, "dana", "cedar")
    with (
        month.database.begin() as session
    ):  # Dana changes schools: her subscription stays, her place does not
        one = session.exec(select(Subscription)).one()
        one.organization_id = month.cast.organizations["harbor"]
        session.add(one)
    spread(month, raised=(flag(month, "harbor 1.1.1.1", Severity.URGENT),))
    assert waiting(month) == {}


def test_stopping_stops_and_what_waited_is_not_told(month: Month) -> None:
    follow(month, "lena", "lincoln", cadence=Cadence.DAILY)
    spread(month, raised=(flag(month, "cedar 1.1.1.2"),))
    with month.database.begin() as session:
        one = session.exec(select(Subscription)).one()
        with pytest.raises(Refusal, match="not_yours"):
            subscriptions.end(session, month.kit, who(month, "dana"), one.id, month.at(NOON))
        ended = subscriptions.end(session, month.kit, who(month, "lena"), one.id, month.at(NOON))
    assert "You don't follow Lincoln County Schools this way any more" in ended
    month.sweep("2026-10-09 08:00")
    assert waiting(month) == {}


def test_the_same_subscription_twice_is_one(month: Month) -> None:
    assert "You now follow Cedar Grove Elementary, practice 3a" in follow(
        month, "lena", "cedar", practice="3a"
    )
    assert "already" in follow(month, "lena", "cedar", practice="3a")
    with month.database.begin() as session:
        assert len(session.exec(select(Subscription)).all()) == 1


def test_what_is_over_before_it_is_read_says_so(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    with month.database.begin() as session:
        row = session.exec(select(Flag).where(col(Flag.id) == raised)).one()
        row.cleared_on = month.at(NOON).date()
        session.add(row)
    assert "back on track since then" in said(month, next(iter(waiting(month))))

"""News of flags for those who follow them: whom it reaches, when, how often, and how it stops."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from bot.flows import alerts, alerts_told, subscriptions
from bot.flows.changes import Changes
from bot.flows.kit import Refusal, Who
from bot.flows.message import Message
from bot.forms.subscribe import SubscribeForm
from storage.tables import Alert, Delivery, Flag, Subscription
from storage.vocabulary import Cadence, RuleName, Severity
from tests.blockkit import faults, words_of
from tests.flows.month import Month

NOON = "2026-10-07 12:00"
FACTS: dict[str, Any] = {
    "reports_in_a_row": 1,
    "since": "2026-10-01",
    "reported_on": "2026-10-01",
    "period": "2026-09",
    "cause": "staffing",
    "due_on": None,
    "new_due_on": None,
    "adjustment_proposed": False,
}


def who(month: Month, key: str) -> Who:
    return Who(month.cast.workspace_id, month.cast.slack(key))


def follow(
    month: Month,
    key: str,
    place: str,
    severity: Severity = Severity.CONCERN,
    cadence: Cadence = Cadence.NOW,
    practice: str | None = None,
) -> str:
    """Have somebody follow a school or the district."""
    form = SubscribeForm(
        organization_id=month.cast.organizations[place], practice=practice, severity=severity, cadence=cadence
    )
    with month.database.begin() as session:
        return subscriptions.subscribe(
            session, month.kit, who(month, key), form, month.at("2026-09-01 08:00")
        )


def flag(month: Month, action: str, severity: Severity = Severity.CONCERN) -> int:
    """A flag that was just raised."""
    school, number = action.split(" ")
    now = month.at(NOON)
    with month.database.begin() as session:
        row = Flag(
            workspace_id=month.cast.workspace_id,
            organization_id=month.cast.organizations[school],
            milestone_id=month.cast.milestones[f"{school} {number.rpartition('.')[0]}"],
            action_id=month.cast.actions[action],
            rule=RuleName.BEHIND,
            severity=severity,
            facts=FACTS,
            raised_on=now.date(),
            raised_at=now,
        )
        session.add(row)
        session.flush()
        return row.id


def spread(month: Month, at: str = NOON, **changes: tuple[int, ...]) -> None:
    """What judging does once it has written its flags."""
    with month.database.begin() as session:
        alerts.spread(session, month.kit, month.cast.workspace_id, Changes(**changes), month.at(at))


def waiting(month: Month) -> dict[str, int]:
    """The alerts and roll-ups that were wished for: key and whom they are for."""
    with month.database.begin() as session:
        rows = session.exec(
            select(Delivery.key, Delivery.person_id).where(col(Delivery.kind).in_(["alert", "roll_up"]))
        )
        return {key: person or 0 for key, person in rows}


def said(month: Month, key: str, at: str = NOON) -> str:
    """All that a message says."""
    with month.database.begin() as session:
        message = month.message(session, key, at)
    assert isinstance(message, Message)
    assert faults(message.blocks) == []
    return words_of(message.blocks)


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
    assert "because you follow Lincoln County Schools, from “Needs attention” up. To stop" in words
    assert "`/milepost unsubscribe`" in words


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
    assert words.count("*New") == 3


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


def test_growing_worse_and_being_back_on_track_are_news_of_their_own(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    month.send(NOON)
    with month.database.begin() as session:
        row = session.exec(select(Flag).where(col(Flag.id) == raised)).one()
        row.severity = Severity.URGENT
        session.add(row)
    spread(month, worsened=(raised,))
    month.send(NOON)
    spread(month, cleared=(raised,))
    lena = month.cast.people["lena"]
    assert list(waiting(month)) == [
        f"alert:{lena}:{raised}:raised:concern",
        f"alert:{lena}:{raised}:worsened:urgent",
        f"alert:{lena}:{raised}:cleared:urgent",
    ]
    assert "*Back on track:* 1.1.1.2" in said(month, f"alert:{lena}:{raised}:cleared:urgent")


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


def test_acknowledging_is_kept_and_shown(month: Month) -> None:
    follow(month, "lena", "lincoln")
    spread(month, raised=(flag(month, "cedar 1.1.1.2"),))
    month.send(NOON)
    (key,) = waiting(month)
    with month.database.begin() as session:
        delivery = session.exec(select(Delivery).where(col(Delivery.key) == key)).one()
        with pytest.raises(Refusal):
            alerts_told.acknowledge(session, month.kit, who(month, "dana"), delivery.id, month.at(NOON))
        alerts_told.acknowledge(session, month.kit, who(month, "lena"), delivery.id, month.at(NOON))
        alerts_told.acknowledge(session, month.kit, who(month, "lena"), delivery.id, month.at(NOON))
    assert month.send(NOON) == [f"{key}*"]
    words = said(month, key)
    assert "You acknowledged this on Wednesday, October 7." in words
    assert "Acknowledge\n" not in words


def test_what_is_over_before_it_is_read_says_so(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    with month.database.begin() as session:
        row = session.exec(select(Flag).where(col(Flag.id) == raised)).one()
        row.cleared_on = month.at(NOON).date()
        session.add(row)
    assert "back on track since then" in said(month, next(iter(waiting(month))))

"""News of flags for those who follow them: whom it reaches, when, how often, and how it stops."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.blocks.alerts import shown_view
from bot.flows import alerts, alerts_buttons, checkin_report, subscriptions, support
from bot.flows.changes import Changes
from bot.flows.kit import Refusal, Who
from bot.flows.message import Message
from bot.forms.checkin import Typed
from bot.forms.checkin_sent import SentReport
from bot.forms.subscribe import SubscribeForm
from bot.forms.support import SupportForm
from storage.tables import Alert, Delivery, Flag, Subscription, Support
from storage.vocabulary import Cadence, RuleName, Severity, Times, Topic
from tests.blockkit import faults, words_of
from tests.flows.month import Month

NOON = "2026-10-07 12:00"
FACTS: dict[str, Any] = {
    "reports_in_a_row": 1,
    "since": "2026-10-01",
    "reported_on": "2026-10-01",
    "period": "2026-09",
    "cause": "staffing",
    "due_on": "2026-10-16",
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
    **more: Any,
) -> str:
    """Have somebody follow a school or the district."""
    form = SubscribeForm(
        organization_id=month.cast.organizations[place], severity=severity, cadence=cadence, **more
    )
    now = month.at("2026-09-01 08:00")
    with month.database.begin() as session:
        return subscriptions.subscribe(session, month.kit, who(month, key), form, now)[1]


def flag(
    month: Month,
    action: str,
    severity: Severity = Severity.CONCERN,
    rule: RuleName = RuleName.BEHIND,
    of_milestone: bool = False,
) -> int:
    """A flag that was just raised, for an action or for its milestone as a whole."""
    school, number = action.split(" ")
    now = month.at(NOON)
    with month.database.begin() as session:
        row = Flag(
            workspace_id=month.cast.workspace_id,
            organization_id=month.cast.organizations[school],
            milestone_id=month.cast.milestones[f"{school} {number.rpartition('.')[0]}"],
            action_id=None if of_milestone else month.cast.actions[action],
            rule=rule,
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
            select(Delivery.key, Delivery.person_id).where(
                col(Delivery.kind).in_(["alert", "alert_update", "roll_up"])
            )
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


def change(month: Month, flag_id: int, **values: Any) -> None:
    """What judging writes of a flag."""
    with month.database.begin() as session:
        row = session.exec(select(Flag).where(col(Flag.id) == flag_id)).one()
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)


def clear(month: Month, flag_id: int, at: str = NOON) -> None:
    """What judging does when a flag does not stand any more."""
    now = month.at(at)
    change(month, flag_id, cleared_on=now.date(), cleared_at=now)
    spread(month, at, cleared=(flag_id,))


def test_what_follows_is_the_thread_of_one_alert_and_its_end_is_said_once(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    (root,) = month.send(NOON)
    change(month, raised, severity=Severity.URGENT)
    spread(month, "2026-11-02 08:00", worsened=(raised,))
    assert sorted(month.send("2026-11-02 08:00")) == sorted([f"{root}*", *_updates(month)])
    second = flag(month, "cedar 1.1.1.2", rule=RuleName.OVERDUE)  # another rule, the same action
    spread(month, "2026-11-02 09:00", raised=(second,))
    month.send("2026-11-02 09:00")
    change(month, raised, severity=Severity.WATCH)  # below what she asked for, when it comes to its end
    clear(month, raised, "2026-12-01 08:00")
    clear(month, raised, "2026-12-01 08:00")
    month.send("2026-12-01 08:00")
    worse, other, back = _updates(month)
    assert [key for key in waiting(month) if not key.startswith("alert-update")] == [root]
    assert "*More urgent, needs help now:* 1.1.1.2" in said(month, worse)
    assert "past its due date" in said(month, other)
    assert "*Back on track:* 1.1.1.2" in said(month, back)
    assert "past its due date" in said(month, root, "2026-12-01 09:00"), "what still stands is what counts"


def _updates(month: Month) -> list[str]:
    return [key for key in waiting(month) if key.startswith("alert-update")]


def test_good_news_goes_to_those_who_heard_of_the_trouble_alone(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    follow(month, "carla", "cedar")  # later: she never heard of it
    month.send(NOON)
    clear(month, raised)
    assert len(_updates(month)) == 1
    assert set(waiting(month).values()) == {month.cast.people["lena"]}


def test_what_comes_in_quiet_hours_waits_for_their_end_as_one(month: Month) -> None:
    follow(month, "lena", "lincoln", quiet_from=time(18), quiet_until=time(7))
    spread(month, "2026-10-07 20:00", raised=(flag(month, "cedar 1.1.1.2"),))
    spread(month, "2026-10-08 06:59", raised=(flag(month, "harbor 1.1.1.1"),))
    assert month.send("2026-10-08 06:59") == []
    assert len(month.send("2026-10-08 07:00")) == 1


def test_many_at_once_are_a_summary_and_many_in_a_row_are_gathered(month: Month) -> None:
    follow(month, "lena", "lincoln", Severity.WATCH)
    every = [flag(month, one, Severity.WATCH) for one in month.cast.actions if one.startswith("cedar")]
    harbor = [flag(month, one, Severity.URGENT) for one in month.cast.actions if one.startswith("harbor")]
    whole = [flag(month, one, Severity.WATCH, of_milestone=True) for one in month.cast.actions]
    spread(month, raised=(*every, *harbor, *whole))
    (root,) = waiting(month)
    words = said(month, root)
    assert "*A lot changed at once:* 12 pieces of news from 2 schools." in words
    assert "*Harbor Middle School:* 3 pieces of news, 2 of them need help now" in words
    assert words.index("*Harbor Middle School:*") < words.index("*Cedar Grove Elementary:*")
    assert words.count("*New, needs help now:*") == 2
    with month.database.begin() as session:
        key = session.exec(select(Delivery.id).where(col(Delivery.key) == root)).one()
        shown = shown_view(
            month.kit.words, alerts_buttons.everything(session, month.kit, who(month, "lena"), key)
        )
    assert words_of(shown["blocks"]).count("• *New") == 12
    month.send(NOON)
    for minute in range(1, 6):
        again = f"2026-10-07 13:{minute:02d}"
        clear_all(month, again)
        spread(month, again, raised=(flag(month, "cedar 1.1.1.2"),))
        month.send(again)
    begun = [key for key in waiting(month) if not key.startswith("alert-update")]
    assert len(begun) == 5, "the first, three within the hour, and one for all that came after"


def clear_all(month: Month, at: str) -> None:
    """End every flag, without a word."""
    now = month.at(at)
    with month.database.begin() as session:
        for row in session.exec(select(Flag)):
            row.cleared_on, row.cleared_at = now.date(), now - timedelta(minutes=1)
            session.add(row)


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


def test_a_channel_hears_once_whoever_asked_for_it(month: Month) -> None:
    follow(month, "paula", "cedar", channel="C0CEDAR")
    follow(month, "carla", "cedar", Severity.WATCH, channel="C0CEDAR")
    spread(month, raised=(flag(month, "cedar 1.1.1.2"),))
    (key,) = waiting(month)
    month.send(NOON)
    assert "Paula Reyes follows Cedar Grove Elementary in this channel." in said(month, key)
    with month.database.begin() as session:
        delivery = session.exec(select(Delivery).where(col(Delivery.key) == key)).one()
        assert delivery.channel == "C0CEDAR"
        act = (session, month.kit)
        with pytest.raises(Refusal, match="not_visible"):
            alerts_buttons.acknowledge(*act, who(month, "ray"), delivery.id, month.at(NOON))
        alerts_buttons.acknowledge(*act, who(month, "carla"), delivery.id, month.at(NOON))
    assert "Carla Brandt acknowledged this" in said(month, key)


def test_a_snoozed_alert_keeps_what_happens_and_says_it_once_in_the_morning(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    (root,) = month.send(NOON)
    with month.database.begin() as session:
        key = session.exec(select(Delivery.id)).one()
        given = (session, month.kit, who(month, "lena"), key)
        with pytest.raises(Refusal, match="past"):
            alerts_buttons.snooze(*given, date(2026, 10, 7), month.at(NOON))
        alerts_buttons.snooze(*given, date(2026, 10, 9), month.at(NOON))
        alerts_buttons.snooze(*given, date(2026, 10, 12), month.at(NOON))
    assert month.send(NOON) == [f"{root}*"]
    assert "Snoozed until Monday, October 12." in said(month, root)
    change(month, raised, severity=Severity.URGENT)
    spread(month, "2026-10-08 08:00", worsened=(raised,))
    assert month.send("2026-10-09 08:00") == [f"{root}*"], "the message is kept true, and nobody is called"
    assert month.send("2026-10-12 07:30") == [f"alert-wake:{key}:2026-10-09"]
    assert "*More urgent, needs help now:* 1.1.1.2" in said(month, f"alert-wake:{key}:2026-10-09")


def test_a_snoozed_alert_comes_back_while_it_stands_and_not_once_it_is_over(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = [flag(month, one) for one in ("cedar 1.1.1.2", "harbor 1.1.1.1")]
    for one, at in zip(raised, (NOON, "2026-10-07 12:10"), strict=True):
        spread(month, at, raised=(one,))
        month.send(at)
    with month.database.begin() as session:
        for key in session.exec(select(Delivery.id)).all():
            given = (session, month.kit, who(month, "lena"), key, date(2026, 10, 9))
            alerts_buttons.snooze(*given, month.at("2026-10-07 12:20"))
    change(month, raised[1], cleared_on=date(2026, 10, 8), cleared_at=month.at("2026-10-08 12:00"))
    sent = [key for key in month.send("2026-10-09 07:30") if key.startswith("alert-wake")]
    assert len(sent) == 1
    assert "You asked me to bring this up again. This still stands:" in said(month, sent[0])
    assert "1.1.1.2" in said(month, sent[0])


def test_a_request_for_help_is_told_and_an_offer_ends_it(month: Month) -> None:
    follow(month, "lena", "lincoln", topic=Topic.HELP_ASKED)
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    action = month.cast.actions["cedar 1.1.1.1"]
    with month.database.begin() as session:
        key = month.check_in(session, "cedar 1.1.1").id
        values = {f"status:{action}": "behind", f"cause:{action}": "time", f"support:{action}": "An aide"}
        sent = SentReport(key, 0, "2026-09-25T14:00:00+00:00", "V1", Typed(values=values))
        checkin_report.send(session, month.kit, who(month, "dana"), sent, month.at("2026-09-25 10:00"))
    (root,) = [one for one in month.send("2026-09-25 10:00") if one.startswith("alert:")]
    assert "*Help asked for:* 1.1.1.1" in said(month, root)
    assert "“An aide”" in said(month, root)
    with month.database.begin() as session:
        message = session.exec(select(Delivery.id).where(col(Delivery.key) == root)).one()
        lena = who(month, "lena")
        assert alerts_buttons.helpable(session, month.kit, lena, message)[0][0] == action
        form = SupportForm(lena.slack_user_id, "Two mornings a week")
        support.offer(session, month.kit, lena, action, form, month.at("2026-09-26 10:00"))
    (update,) = _updates(month)
    assert "*Help is on its way:* 1.1.1.1" in said(month, update)
    assert "Lena Ortiz has offered help" in said(month, root)
    with month.database.begin() as session:
        (row,) = session.exec(select(Support)).all()
        assert (row.offered_by_id, row.offered_words) == (month.cast.people["lena"], "Two mornings a week")


def test_a_request_that_is_taken_back_is_said_to_be(month: Month) -> None:
    follow(month, "lena", "lincoln", topic=Topic.HELP_ASKED)
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    action = month.cast.actions["cedar 1.1.1.1"]
    for seen, asks in enumerate(("An aide", "")):
        with month.database.begin() as session:
            key = month.check_in(session, "cedar 1.1.1").id
            values = {f"status:{action}": "behind", f"cause:{action}": "time", f"support:{action}": asks}
            sent = SentReport(key, seen, "2026-09-25T14:00:00+00:00", f"V{seen}", Typed(values=values))
            checkin_report.send(session, month.kit, who(month, "dana"), sent, month.at("2026-09-25 10:00"))
        month.send("2026-09-25 10:00")
    (root,) = waiting(month)
    assert "the team has taken this back since then" in said(month, root)


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
            alerts_buttons.acknowledge(session, month.kit, who(month, "dana"), delivery.id, month.at(NOON))
        alerts_buttons.acknowledge(session, month.kit, who(month, "lena"), delivery.id, month.at(NOON))
        alerts_buttons.acknowledge(session, month.kit, who(month, "lena"), delivery.id, month.at(NOON))
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

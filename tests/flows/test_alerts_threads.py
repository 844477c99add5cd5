"""One thing is one alert: threads, storms, quiet hours, snoozes, channels, and help that is offered."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlmodel import col, select

from bot.blocks.alerts import shown_view
from bot.flows import alerts_buttons, checkin_report, support
from bot.flows.concerns import concerns
from bot.flows.kit import Refusal
from bot.forms.checkin import Typed
from bot.forms.checkin_sent import SentReport
from bot.forms.support import SupportForm
from storage import alert_threads
from storage.tables import Delivery, Support
from storage.vocabulary import DeliveryState, RuleName, Severity, Topic
from tests.blockkit import words_of
from tests.flows.following import (
    NOON,
    change,
    clear,
    clear_all,
    flag,
    follow,
    said,
    spread,
    updates,
    waiting,
    who,
)
from tests.flows.month import Month


def test_what_follows_is_the_thread_of_one_alert_and_its_end_is_said_once(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    (root,) = month.send(NOON)
    change(month, raised, severity=Severity.URGENT)
    spread(month, "2026-11-02 08:00", worsened=(raised,))
    assert sorted(month.send("2026-11-02 08:00")) == sorted([f"{root}*", *updates(month)])
    second = flag(month, "cedar 1.1.1.2", rule=RuleName.OVERDUE)  # another rule, the same action
    spread(month, "2026-11-02 09:00", raised=(second,))
    month.send("2026-11-02 09:00")
    change(month, raised, severity=Severity.WATCH)  # below what she asked for, when it comes to its end
    clear(month, raised, "2026-12-01 08:00")
    clear(month, raised, "2026-12-01 08:00")
    month.send("2026-12-01 08:00")
    worse, other, back = updates(month)
    assert [key for key in waiting(month) if not key.startswith("alert-update")] == [root]
    assert "*More urgent, needs help now:* 1.1.1.2" in said(month, worse)
    assert "past its due date" in said(month, other)
    assert "*Back on track:* 1.1.1.2" in said(month, back)
    assert "past its due date" in said(month, root, "2026-12-01 09:00"), "what still stands is what counts"


def test_good_news_goes_to_those_who_heard_of_the_trouble_alone(month: Month) -> None:
    follow(month, "lena", "lincoln")
    raised = flag(month, "cedar 1.1.1.2")
    spread(month, raised=(raised,))
    follow(month, "carla", "cedar")  # later: she never heard of it
    month.send(NOON)
    clear(month, raised)
    assert len(updates(month)) == 1
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
    with month.database.begin() as session:
        assert alert_threads.unreachable(session, month.cast.workspace_id) == []
        delivery = session.exec(select(Delivery).where(col(Delivery.key) == key)).one()
        delivery.state, delivery.reason = DeliveryState.STOPPED, "It was archived."
        session.add(delivery)
    with month.database.begin() as session:
        assert "Alerts for the channel C0CEDAR do not arrive: It was archived." in str(
            concerns(session, month.kit.words, month.cast.workspace_id)
        )


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
    (update,) = updates(month)
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

"""What the buttons of an alert do: acknowledge, snooze, help, show everything, say why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from bot.blocks.alert_facts import NewsItem
from bot.blocks.alerts_why import Reason
from bot.flows import alerts_threads
from bot.flows.alerts_told import followed_of, items_of
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.ids import Field
from bot.rules.calendar import zone_of
from storage import alert_threads, alerts, subscriptions, trees
from storage.alerts import Told

MORNING = time(7, 30)
LONGEST = timedelta(days=183)


def acknowledge(session: Session, kit: Kit, who: Who, message_id: int, now: datetime) -> None:
    """Note that the news of a message was seen, and have the message say so and by whom."""
    person_id, _ = _open(session, who, message_id)
    marked = {"acknowledged_at": now, "acknowledged_by_id": person_id}
    if alerts.mark(session, who.workspace_id, message_id, only_open=True, **marked):
        alerts_threads.freshen(session, who.workspace_id, message_id, now)


def tomorrow(session: Session, kit: Kit, who: Who, message_id: int, now: datetime) -> date:
    """Give the first day until which an alert can be snoozed; `Refusal` for those whom it is not for."""
    _, told = _open(session, who, message_id)
    return _today(told, now) + timedelta(days=1)


def snooze(session: Session, kit: Kit, who: Who, message_id: int, until: date | None, now: datetime) -> str:
    """Have nothing more said of an alert before the morning of a day; give the sentence that says so.

    What happens meanwhile is kept, and told then together; what does not stand any more by then is not
    brought up again.
    """
    _, told = _open(session, who, message_id)
    today = _today(told, now)
    if until is None or not today < until <= today + LONGEST:
        raise Refusal("alerts.snooze.past", block_id=Field.WHEN)
    zone = zone_of(told[0].organization.timezone)
    moment = datetime.combine(until, MORNING, zone).astimezone(now.tzinfo)
    alerts.mark(session, who.workspace_id, message_id, only_open=False, snoozed_until=moment)
    reply = alert_threads.unsent(session, who.workspace_id, kind=alerts_threads.UPDATE, parent_id=message_id)
    if reply is None:
        key = f"alert-wake:{message_id}:{until}"
        alerts_threads.wish_reply(session, who.workspace_id, message_id, key, moment, now)
    else:
        alert_threads.hold_back(session, who.workspace_id, reply, moment)
    alerts_threads.freshen(session, who.workspace_id, message_id, now)
    return kit.words.line("alerts.snooze.done", until=until)


def helpable(session: Session, kit: Kit, who: Who, message_id: int) -> list[tuple[int, str, str]]:
    """Give the unfinished actions that an alert is about: keys, numbers, texts; `Refusal` for none."""
    _, told = _open(session, who, message_id)
    standing = [one for one, item in zip(told, items_of(session, who.workspace_id, told), strict=True)
                if item.stands] or told  # fmt: skip
    actions = [one.alert.action_id for one in standing if one.alert.action_id is not None]
    whole = [one.alert.milestone_id for one in standing if one.alert.action_id is None]
    rows = alerts.open_actions(session, who.workspace_id, actions, whole)
    if not rows:
        raise Refusal("alerts.help.none")
    return [(row.id, row.number, row.text) for row in rows]


def everything(session: Session, kit: Kit, who: Who, message_id: int) -> tuple[NewsItem, ...]:
    """Give all the news of a message, which may have shown a part of it."""
    _, told = _open(session, who, message_id)
    return items_of(session, who.workspace_id, told)


def reasons(session: Session, kit: Kit, who: Who, message_id: int) -> tuple[list[Reason], bool]:
    """Give why each piece of news was sent, and whether the asker owns what brought it."""
    person_id, told = _open(session, who, message_id)
    followed = followed_of(session, who.workspace_id, told)
    items = items_of(session, who.workspace_id, told)
    created = subscriptions.created(session, who.workspace_id, followed)
    first: dict[tuple[int | None, int | None], datetime] = {}
    for one in told:
        if not one.alert.news.is_good:
            first.setdefault((one.alert.flag_id, one.alert.support_id), one.alert.created_at)
    found = []
    for one, item in zip(told, items, strict=True):
        zone = zone_of(one.organization.timezone)
        began = first.get((one.alert.flag_id, one.alert.support_id)) if one.alert.news.is_good else None
        subscription = followed[one.alert.subscription_id]
        since = created[one.alert.subscription_id].astimezone(zone).date()
        told_on = began.astimezone(zone).date() if began else None
        found.append(Reason(item, subscription, since, told_on))
    return found, told[0].alert.person_id == person_id


def _open(session: Session, who: Who, message_id: int) -> tuple[int, Sequence[Told]]:
    """Give the person and the news of a message, to its reader, or in a channel to who may see the place."""
    person = person_of(session, who)
    told = alerts.of_message(session, who.workspace_id, message_id, whole=True)
    if not told:
        raise Refusal("subscribe.not_yours")
    if told[0].alert.place.startswith("person:"):
        if told[0].alert.person_id != person.id:
            raise Refusal("subscribe.not_yours")
    elif told[0].organization.id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("subscribe.not_visible")
    return person.id, told


def _today(told: Sequence[Told], now: datetime) -> date:
    return now.astimezone(zone_of(told[0].organization.timezone)).date()

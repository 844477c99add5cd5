"""What an alert or a roll-up says when it is sent, and what its buttons do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.blocks.alerts import AlertFacts, Follow, NewsItem, alert_blocks, alert_text
from bot.blocks.digest_facts import Evidence
from bot.flows.alerts import ALERT, ROLL_UP
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.message import Message, Skip
from bot.flows.persons import person_of
from bot.rules.calendar import zone_of
from storage import alerts, deliveries, subscriptions, tellings
from storage.alerts import Told
from storage.tables import Delivery
from storage.vocabulary import AlertNews


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read the news that a message tells, as it is now."""
    told = alerts.of_delivery(session, delivery.workspace_id, delivery.id)
    if not told:
        return Skip("there is nothing to tell any more")
    seen = [one.alert.acknowledged_at for one in told if one.alert.acknowledged_at]
    zone = zone_of(told[0].organization.timezone)
    facts = AlertFacts(
        kind=delivery.kind,
        delivery_id=delivery.id,
        items=tuple(_item(one) for one in told),
        follows=_follows(session, delivery.workspace_id, told),
        acknowledged_on=max(seen).astimezone(zone).date() if seen else None,
    )
    return Message(alert_text(kit.words, facts), alert_blocks(kit.words, facts))


def acknowledge(session: Session, kit: Kit, who: Who, delivery_id: int, now: datetime) -> None:
    """Note that a subscriber has seen the news of a message, and have the message say so."""
    person = person_of(session, who)
    told = alerts.of_delivery(session, who.workspace_id, delivery_id)
    if not told or told[0].alert.person_id != person.id:
        raise Refusal("subscribe.not_yours")
    if alerts.acknowledge(session, who.workspace_id, delivery_id, person.id, now):
        about = f"alert:{min(one.alert.id for one in told)}"
        deliveries.freshen(session, who.workspace_id, about, (ALERT, ROLL_UP), now)


def _item(one: Told) -> NewsItem:
    flag = one.flag
    return NewsItem(
        school=one.organization.name,
        number=one.action.number if one.action else one.milestone.number,
        text=one.action.text if one.action else one.milestone.statement,
        news=one.alert.news,
        severity=one.alert.severity,
        evidence=Evidence(flag.rule, flag.severity, flag.facts),
        is_over=flag.cleared_on is not None and one.alert.news is not AlertNews.CLEARED,
    )


def _follows(session: Session, workspace_id: int, told: Sequence[Told]) -> tuple[Follow, ...]:
    """The subscriptions that brought the news, each once."""
    found = []
    for subscription_id in dict.fromkeys(one.alert.subscription_id for one in told):
        one = subscriptions.one(session, workspace_id, subscription_id)
        if one is not None:
            organization = tellings.organization(session, workspace_id, one.organization_id)
            found.append(Follow(one.id, organization.name, one.practice, one.severity))
    return tuple(found)

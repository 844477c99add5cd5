"""What an alert, its thread and a roll-up say when they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.blocks.alert_facts import AlertFacts, NewsItem
from bot.blocks.alerts import alert_blocks, alert_text, update_blocks, update_text
from bot.blocks.digest_facts import Evidence
from bot.blocks.subscribe import Follow
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.flows.subscriptions import form_of
from bot.rules.calendar import zone_of
from storage import alerts, people, subscriptions, tellings
from storage.alerts import Told
from storage.tables import Delivery


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read the news that a message tells, as it is now."""
    told = alerts.of_message(session, delivery.workspace_id, delivery.id, whole=True)
    if not told:
        return Skip("there is nothing to tell any more")
    facts = _facts(session, delivery, told, now)
    return Message(alert_text(kit.words, facts), alert_blocks(kit.words, facts))


def compose_update(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what changed; where nothing did, and the message was snoozed, what of it still stands."""
    workspace_id = delivery.workspace_id
    told = alerts.of_message(session, workspace_id, delivery.id, whole=False)
    items = items_of(session, workspace_id, told)
    if not told and delivery.parent_id is not None:
        whole = alerts.of_message(session, workspace_id, delivery.parent_id, whole=True)
        items = tuple(one for one in items_of(session, workspace_id, whole) if one.stands)
    if not items:
        return Skip("nothing of it stands any more")
    facts = AlertFacts(delivery.kind, delivery.id, items, (), is_reminder=not told)
    return Message(update_text(kit.words, facts), update_blocks(kit.words, facts))


def items_of(session: Session, workspace_id: int, told: Sequence[Told]) -> tuple[NewsItem, ...]:
    """Give the pieces of news, each as it is now."""
    actions = {one.action.id for one in told if one.action is not None}
    helpers: dict[tuple[int, Any], str] = {}
    for row in alerts.offers(session, workspace_id, actions) if actions else ():
        helpers[row.action_id, row.offered_on] = row.name
    return tuple(_item(one, helpers) for one in told)


def followed_of(session: Session, workspace_id: int, told: Sequence[Told]) -> dict[int, Follow]:
    """Give the subscriptions that brought the news, by their keys."""
    found = {}
    for subscription_id in dict.fromkeys(one.alert.subscription_id for one in told):
        one = subscriptions.one(session, workspace_id, subscription_id)
        if one is not None:
            organization = tellings.organization(session, workspace_id, one.organization_id)
            found[one.id] = Follow(one.id, organization.name, form_of(one))
    return found


def _facts(session: Session, delivery: Delivery, told: Sequence[Told], now: datetime) -> AlertFacts:
    workspace_id = delivery.workspace_id
    zone = zone_of(told[0].organization.timezone)
    own = told[0].alert.person_id
    troubles = [one.alert for one in told if not one.alert.news.is_good] or [one.alert for one in told]
    seen = [one.acknowledged_at for one in troubles if one.acknowledged_at]
    by = next((one.acknowledged_by_id for one in reversed(troubles) if one.acknowledged_by_id), None)
    until = max((one.snoozed_until for one in troubles if one.snoozed_until), default=None)
    rows = people.names(session, workspace_id, [own] if by is None else [own, by])
    names = {key: row.name for key, row in rows.items()}
    in_channel = not told[0].alert.place.startswith("person:")
    return AlertFacts(
        kind=delivery.kind,
        delivery_id=delivery.id,
        items=items_of(session, workspace_id, told),
        follows=tuple(followed_of(session, workspace_id, told).values()),
        acknowledged_on=max(seen).astimezone(zone).date() if len(seen) == len(troubles) else None,
        acknowledged_by=names.get(by or 0) if in_channel else None,
        snoozed_until=until.astimezone(zone).date() if until and until > now else None,
        follower=names.get(own) if in_channel else None,
    )


def _item(one: Told, helpers: dict[tuple[int, Any], str]) -> NewsItem:
    flag, action, support = one.flag, one.action, one.support
    since = flag.raised_on if flag is not None else support.asked_on if support is not None else None
    helper = None
    if action is not None and since is not None:
        helper = next((name for (key, on), name in helpers.items() if key == action.id and on >= since), None)
    over = flag is not None and flag.cleared_on is not None
    over = over or (support is not None and support.offered_on is not None)
    is_taken_back = flag is None and support is None
    return NewsItem(
        school=one.organization.name,
        number=action.number if action else one.milestone.number,
        text=action.text if action else one.milestone.statement,
        news=one.alert.news,
        severity=one.alert.severity,
        evidence=Evidence(flag.rule, flag.severity, flag.facts) if flag is not None else None,
        is_over=(over or is_taken_back) and not one.alert.news.is_good,
        words=support.asked_words if support is not None else None,
        helper=helper,
        practices=tuple(action.practices or ()) if action else (),
        is_taken_back=is_taken_back,
    )

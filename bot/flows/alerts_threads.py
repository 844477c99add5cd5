"""Alerts that are told at once: a message for one thing, its thread for what follows, storms as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.rules.following import loud_from
from storage import alert_threads, alerts, cycles, deliveries
from storage.deliveries import Wish
from storage.tables import Alert, Subscription

ALERT, UPDATE = "alert", "alert_update"

STORM_MESSAGES = 3
"""Messages that a place is sent within an hour; what comes after them is gathered into one."""

STORM = timedelta(hours=1)

Written = Sequence[tuple[Alert, Subscription]]


def tell(session: Session, workspace_id: int, written: Written, now: datetime) -> None:
    """Have new alerts told: in the thread where one goes on, or else in one message for each place."""
    if not written:
        return
    places = {one.place for one, _ in written}
    milestones = {one.milestone_id for one, _ in written}
    threads = alert_threads.threads(session, workspace_id, places, milestones, now)
    replies: dict[int, list[tuple[Alert, Subscription]]] = defaultdict(list)
    fresh: dict[tuple[str, datetime], list[Alert]] = defaultdict(list)
    for alert, subscription in written:
        root = threads.get((alert.place, alert.milestone_id, alert.action_id))
        if root is not None:
            replies[root].append((alert, subscription))
        else:
            fresh[alert.place, _loud(session, workspace_id, subscription, now)].append(alert)
    for root, mine in replies.items():
        _reply(session, workspace_id, root, mine, now)
    for (place, moment), ones in fresh.items():
        _begin(session, workspace_id, place, ones, moment, now)


def _begin(
    session: Session, workspace_id: int, place: str, ones: Sequence[Alert], moment: datetime, now: datetime
) -> None:
    """Begin a message, or add to one that nobody has begun to send: news of one moment is one message."""
    due_at = max(moment, _after_the_storm(session, workspace_id, place, now))
    to = _addressed(place)
    open_one = alert_threads.unsent(session, workspace_id, kind=ALERT, **to, until=due_at)
    if open_one is None:
        first = ones[0]
        subject = first.flag_id if first.flag_id is not None else f"help-{first.support_id}"
        key = f"alert:{to['channel'] or to['person_id']}:{subject}:{first.news}:{first.severity}"
        wish = Wish(
            workspace_id=workspace_id, key=key, kind=ALERT, due_at=due_at, about=f"alert:{first.id}", **to
        )
        deliveries.wish(session, [wish], now)
        delivery = deliveries.find(session, workspace_id, key)
        if delivery is None:
            return
        open_one = delivery.id
    alerts.tell(session, workspace_id, [one.id for one in ones], open_one, open_one)


def _reply(session: Session, workspace_id: int, root_id: int, mine: Written, now: datetime) -> None:
    """Go on with a message: it is kept true, and its thread says what changed, once.

    While it is snoozed, or was not sent yet, the news waits with it.
    """
    ids = [alert.id for alert, _ in mine]
    root = alert_threads.unsent(session, workspace_id, id=root_id)
    if root is not None:
        alerts.tell(session, workspace_id, ids, root_id, root_id)
        return
    open_one = alert_threads.unsent(session, workspace_id, kind=UPDATE, parent_id=root_id)
    if open_one is None:
        moment = min(_loud(session, workspace_id, one, now) for _, one in mine)
        open_one = wish_reply(session, workspace_id, root_id, f"alert-update:{root_id}:{ids[0]}", moment, now)
    alerts.tell(session, workspace_id, ids, open_one, root_id)
    freshen(session, workspace_id, root_id, now)


def wish_reply(
    session: Session, workspace_id: int, root_id: int, key: str, due_at: datetime, now: datetime
) -> int:
    """Wish for a reply in the thread of an alert; give its key."""
    root = deliveries.by_id(session, workspace_id, root_id)
    wish = Wish(
        workspace_id=workspace_id,
        key=key,
        kind=UPDATE,
        due_at=due_at,
        about=f"alert-thread:{root_id}",
        person_id=root.person_id,
        channel=None if root.person_id is not None else root.channel,
        parent_id=root_id,
    )
    deliveries.wish(session, [wish], now)
    found = deliveries.find(session, workspace_id, key)
    assert found is not None
    return found.id


def freshen(session: Session, workspace_id: int, root_id: int, now: datetime) -> None:
    """Have an alert say what is true now."""
    root = deliveries.by_id(session, workspace_id, root_id)
    deliveries.freshen(session, workspace_id, root.about, (root.kind,), now)


def _addressed(place: str) -> dict[str, Any]:
    """Give the person or the channel of a place, as deliveries name them."""
    kind, _, key = place.partition(":")
    return (
        {"person_id": int(key), "channel": None}
        if kind == "person"
        else {"person_id": None, "channel": place}
    )


def _loud(session: Session, workspace_id: int, subscription: Subscription, now: datetime) -> datetime:
    """Give the first moment from now on that is not in a subscription's quiet hours."""
    if subscription.quiet_from is None:
        return now
    timezone = cycles.timezone(session, workspace_id, subscription.organization_id)
    return loud_from(subscription.quiet_from, subscription.quiet_until, timezone, now)


def _after_the_storm(session: Session, workspace_id: int, place: str, now: datetime) -> datetime:
    """Give `now`, or where a place has had many messages within the hour the end of that hour."""
    begun = alert_threads.recent(session, workspace_id, place, now - STORM)
    return begun[-STORM_MESSAGES] + STORM if len(begun) >= STORM_MESSAGES else now

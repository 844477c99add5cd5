"""News of flags for those who follow them: at once, or kept for a roll-up (design section 2, step 6).

Whoever writes a flag calls `spread` in the same transaction; the unique rows of alerts make a second
telling impossible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.flows.changes import Changes
from bot.flows.kit import Kit
from bot.flows.routine import routines
from bot.rules.cadence import roll_up_after
from storage import alerts as alert_rows
from storage import deliveries, subscriptions, trees
from storage.alerts import Place
from storage.deliveries import Wish
from storage.tables import Alert, Subscription
from storage.vocabulary import AlertNews, Cadence

ALERT, ROLL_UP = "alert", "roll_up"
_SOONEST_FIRST = (Cadence.NOW, Cadence.DAILY, Cadence.WEEKLY)


def spread(session: Session, kit: Kit, workspace_id: int, changes: Changes, now: datetime) -> None:
    """Write an alert for every subscriber whom a change concerns, and what is to be said at once.

    A person hears of one change once, by the soonest of their subscriptions that match it; several
    changes at the same moment are one message.
    """
    news = changes.news()
    if not news:
        return
    told = alert_rows.told(session, workspace_id, news)
    audience = _Audience(session, workspace_id)
    alerts: list[Alert] = []
    for place in alert_rows.places(session, workspace_id, news):
        for subscription in audience.of(place):
            if (subscription.person_id, place.flag_id, news[place.flag_id], place.severity) not in told:
                alerts.append(_alert(workspace_id, subscription, place, news[place.flag_id], now))
    session.add_all(alerts)
    session.flush()
    for_now = [one for one in alerts if audience.known[one.subscription_id].cadence is Cadence.NOW]
    _tell_at_once(session, workspace_id, for_now, now)
    waiting = {one.subscription_id for one in alerts} - {one.subscription_id for one in for_now}
    _keep_for_later(session, workspace_id, [audience.known[one] for one in waiting], now)


def roll_up_due(session: Session, kit: Kit, workspace_id: int, now: datetime) -> bool:
    """Write the one roll-up that has been due the longest; False when none is due.

    Everything of one person that is due goes into one message.
    """
    first = subscriptions.first_due(session, workspace_id, now)
    if first is None:
        return False
    moment = first.next_at or now
    due = subscriptions.take_due(session, workspace_id, first.person_id, now)
    alerts = alert_rows.untold(session, workspace_id, due)
    if alerts:
        key = f"roll-up:{first.person_id}:{moment.isoformat(timespec='minutes')}"
        _wish(session, workspace_id, ROLL_UP, key, alerts, now)
    return True


class _Audience:
    """Who is to hear of what; each organization's and each person's rows are read once."""

    def __init__(self, session: Session, workspace_id: int) -> None:
        self._session = session
        self._workspace_id = workspace_id
        self._followers: dict[int, list[Subscription]] = {}
        self._visible: dict[int, set[int]] = {}
        self.known: dict[int, Subscription] = {}

    def of(self, place: Place) -> list[Subscription]:
        """One subscription for each person who follows this place and may see it."""
        best: dict[int, Subscription] = {}
        for one in self._near(place.organization_id):
            if _concerns(one, place) and self._may_see(one.person_id, place.organization_id):
                other = best.get(one.person_id)
                if other is None or _order(one) < _order(other):
                    best[one.person_id] = one
        self.known |= {one.id: one for one in best.values()}
        return list(best.values())

    def _near(self, organization_id: int) -> list[Subscription]:
        if organization_id not in self._followers:
            places = trees.above(self._session, self._workspace_id, organization_id)
            self._followers[organization_id] = subscriptions.matching(
                self._session, self._workspace_id, places
            )
        return self._followers[organization_id]

    def _may_see(self, person_id: int, organization_id: int) -> bool:
        if person_id not in self._visible:
            self._visible[person_id] = trees.visible(self._session, self._workspace_id, person_id)
        return organization_id in self._visible[person_id]


def _concerns(subscription: Subscription, place: Place) -> bool:
    practice = subscription.practice
    return place.severity.rank >= subscription.severity.rank and (
        practice is None or practice in place.practices
    )


def _order(subscription: Subscription) -> int:
    return _SOONEST_FIRST.index(subscription.cadence)


def _alert(
    workspace_id: int, subscription: Subscription, place: Place, news: AlertNews, now: datetime
) -> Alert:
    return Alert(
        workspace_id=workspace_id,
        person_id=subscription.person_id,
        subscription_id=subscription.id,
        place=f"person:{subscription.person_id}",
        organization_id=place.organization_id,
        milestone_id=place.milestone_id,
        action_id=place.action_id,
        flag_id=place.flag_id,
        news=news,
        severity=place.severity,
        created_at=now,
    )


def _tell_at_once(session: Session, workspace_id: int, alerts: Iterable[Alert], now: datetime) -> None:
    by_person: dict[int, list[Alert]] = defaultdict(list)
    for alert in alerts:
        by_person[alert.person_id].append(alert)
    for person_id, mine in by_person.items():
        open_one = alert_rows.unsent(session, workspace_id, person_id, ALERT)
        if open_one is not None:  # another school's news of the same moment: one message for both
            alert_rows.tell(session, workspace_id, [alert.id for alert in mine], open_one)
            continue
        first = mine[0]
        key = f"alert:{person_id}:{first.flag_id}:{first.news}:{first.severity}"
        _wish(session, workspace_id, ALERT, key, mine, now)


def _keep_for_later(
    session: Session, workspace_id: int, waiting: Sequence[Subscription], now: datetime
) -> None:
    """Have the roll-ups of these subscriptions be due, in the time zone of what they follow."""
    if not waiting:
        return
    known = routines(session, workspace_id, now.date(), {one.organization_id for one in waiting})
    for one in waiting:
        moment = roll_up_after(one.cadence, known[one.organization_id].calendar, now)
        subscriptions.set_due(session, workspace_id, one.id, moment)


def _wish(
    session: Session, workspace_id: int, kind: str, key: str, alerts: Sequence[Alert], now: datetime
) -> None:
    wish = Wish(
        workspace_id=workspace_id,
        key=key,
        kind=kind,
        due_at=now,
        about=f"alert:{alerts[0].id}",
        person_id=alerts[0].person_id,
    )
    deliveries.wish(session, [wish], now)
    delivery = deliveries.find(session, workspace_id, key)
    if delivery is not None:
        alert_rows.tell(session, workspace_id, [alert.id for alert in alerts], delivery.id)

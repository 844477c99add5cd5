"""News for those who follow a place: at once, or kept for a roll-up (design section 2, step 6).

Whoever writes a flag calls `spread` in the same transaction; the unique rows of alerts make a second
telling impossible. One thing is one alert: what happens to an action or a milestone while anything stands
against it goes on in the thread of the message that told of it first, and that message is kept true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.flows import alerts_threads, webhooks
from bot.flows.alerts_audience import Audience, Hearing
from bot.flows.changes import Changes
from bot.flows.kit import Kit
from bot.flows.routine import routines
from bot.rules.cadence import roll_up_after
from storage import alert_subjects, alert_threads, deliveries, listening, subscriptions
from storage import alerts as alert_rows
from storage.alert_subjects import Subject
from storage.deliveries import Wish
from storage.tables import Alert, Subscription
from storage.vocabulary import AlertNews, Cadence

ROLL_UP = "roll_up"


def spread(session: Session, kit: Kit, workspace_id: int, changes: Changes, now: datetime) -> None:
    """Write an alert for every place that a change of flags concerns, and what is to be said at once.

    A place hears of one change once, by the soonest of the subscriptions that match it; several changes
    at the same moment are one message.
    """
    news = changes.news()
    if news:
        found = alert_subjects.of_flags(session, workspace_id, news)
        subjects: dict[AlertNews, list[Subject]] = {}
        for one in found:
            subjects.setdefault(news[one.flag_id or 0], []).append(one)
        _spread(session, workspace_id, subjects, now)


def asked(
    session: Session, workspace_id: int, organization_id: int, action_ids: Iterable[int], now: datetime
) -> None:
    """Tell those who follow requests for help of the ones that wait at these actions of an organization."""
    if not listening.anyone(session, workspace_id, organization_id):
        return
    waiting = alert_subjects.open_requests(session, workspace_id, action_ids)
    _requests(session, workspace_id, waiting, AlertNews.ASKED, now)


def answered(session: Session, workspace_id: int, action_id: int, now: datetime) -> None:
    """Tell those who heard of an action's requests that help is on its way; messages of it are kept true."""
    found = alert_subjects.answered_requests(session, workspace_id, action_id)
    _requests(session, workspace_id, found, AlertNews.ANSWERED, now)
    abouts = alert_threads.messages_about(session, workspace_id, action_id)
    deliveries.freshen_all(session, workspace_id, abouts, (alerts_threads.ALERT, ROLL_UP), now)


def taken_back(session: Session, workspace_id: int, support_ids: Sequence[int], now: datetime) -> None:
    """Have messages that told of requests say that these were taken back; call it before they are deleted."""
    if support_ids:
        abouts = alert_threads.let_go(session, workspace_id, support_ids)
        deliveries.freshen_all(session, workspace_id, abouts, (alerts_threads.ALERT, ROLL_UP), now)


def roll_up_due(session: Session, kit: Kit, workspace_id: int, now: datetime) -> bool:
    """Write the one roll-up that has been due the longest; False when none is due.

    Everything that is due for one person in one place goes into one message.
    """
    first = subscriptions.first_due(session, workspace_id, now)
    if first is None:
        return False
    moment = first.next_at or now
    due = subscriptions.take_due(session, workspace_id, first.person_id, first.channel, now)
    alerts = alert_rows.untold(session, workspace_id, due)
    if alerts:
        where = first.channel or first.person_id
        key = f"roll-up:{where}:{moment.isoformat(timespec='minutes')}"
        key += f":{first.person_id}" if first.channel else ""
        wish = Wish(
            workspace_id=workspace_id,
            key=key,
            kind=ROLL_UP,
            due_at=now,
            about=f"alert:{alerts[0].id}",
            person_id=None if first.channel else first.person_id,
            channel=first.channel,
        )
        deliveries.wish(session, [wish], now)
        if (delivery := deliveries.find(session, workspace_id, key)) is not None:
            alert_rows.tell(session, workspace_id, [one.id for one in alerts], delivery.id)
    return True


def _requests(
    session: Session, workspace_id: int, support_ids: Sequence[int], news: AlertNews, now: datetime
) -> None:
    if support_ids:
        found = alert_subjects.of_requests(session, workspace_id, support_ids)
        _spread(session, workspace_id, {news: found}, now)


def _spread(
    session: Session, workspace_id: int, subjects: Mapping[AlertNews, list[Subject]], now: datetime
) -> None:
    every = [one for alike in subjects.values() for one in alike]
    over = any(news.is_good for news in subjects)  # its end is told to whoever heard, even if they left since
    places = {one.organization_id for one in every}
    if not over and not any(listening.anyone(session, workspace_id, place) for place in places):
        return
    webhooks.spread(session, workspace_id, subjects, now)
    flags = [one.flag_id for one in every if one.flag_id is not None]
    requests = [one.support_id for one in every if one.support_id is not None]
    known = alert_rows.known(session, workspace_id, flags, requests)
    written: list[tuple[Alert, Subscription]] = []
    for hearing in Audience(session, workspace_id).of(subjects):
        one = hearing.subject
        if (hearing.place, one.flag_id, one.support_id, hearing.news, one.severity) not in known:
            written.append((_alert(workspace_id, hearing, now), hearing.subscription))
    session.add_all([alert for alert, _ in written])
    session.flush()
    at_once = [one for one in written if one[1].cadence is Cadence.NOW]
    alerts_threads.tell(session, workspace_id, at_once, now)
    later = {one.id: one for _, one in written if one.cadence is not Cadence.NOW}
    _keep_for_later(session, workspace_id, list(later.values()), now)


def _alert(workspace_id: int, hearing: Hearing, now: datetime) -> Alert:
    subject = hearing.subject
    return Alert(
        workspace_id=workspace_id,
        person_id=hearing.subscription.person_id,
        subscription_id=hearing.subscription.id,
        place=hearing.place,
        organization_id=subject.organization_id,
        milestone_id=subject.milestone_id,
        action_id=subject.action_id,
        flag_id=subject.flag_id,
        support_id=subject.support_id,
        news=hearing.news,
        severity=subject.severity,
        created_at=now,
    )


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

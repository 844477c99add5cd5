"""Who is to hear of a piece of news, and in which place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from bot.rules.following import Interest, Piece, concerns
from storage import alerts, subscriptions, trees
from storage.alert_subjects import Subject
from storage.tables import Subscription
from storage.vocabulary import AlertNews, Cadence

_SOONEST_FIRST = (Cadence.NOW, Cadence.DAILY, Cadence.WEEKLY)


@dataclass(frozen=True, slots=True)
class Hearing:
    """One place that hears of one subject, by one subscription; `place` is as `Alert.place` has it."""

    place: str
    subscription: Subscription
    subject: Subject
    news: AlertNews


def place_of(subscription: Subscription) -> str:
    """Give the place that a subscription tells."""
    return subscription.channel or f"person:{subscription.person_id}"


class Audience:
    """Who is to hear of what; each organization's and each person's rows are read once."""

    def __init__(self, session: Session, workspace_id: int) -> None:
        """Look in one workspace."""
        self._session = session
        self._workspace_id = workspace_id
        self._followers: dict[int, list[Subscription]] = {}
        self._visible: dict[int, set[int]] = {}

    def of(self, subjects: Mapping[AlertNews, list[Subject]]) -> Iterator[Hearing]:
        """Give who hears: of trouble all whom it concerns, of its end those who had heard of it."""
        for news, alike in subjects.items():
            if news.is_good:
                yield from self._of_the_end(alike, news)
            else:
                for one in alike:
                    yield from self._of_trouble(one, news)

    def _of_trouble(self, subject: Subject, news: AlertNews) -> Iterator[Hearing]:
        """One subscription for each place, the soonest that matches."""
        is_again = subject.was_before or news is AlertNews.WORSENED
        piece = Piece(subject.rule, subject.severity, subject.practices, is_again)
        best: dict[str, Subscription] = {}
        for one in self._near(subject.organization_id):
            if not concerns(Interest(one.topic, one.severity, one.times, one.practice), piece):
                continue
            if not self._may_see(one.person_id, subject.organization_id):
                continue
            other = best.get(place_of(one))
            if other is None or _order(one) < _order(other):
                best[place_of(one)] = one
        return (Hearing(place, one, subject, news) for place, one in best.items())

    def _of_the_end(self, subjects: list[Subject], news: AlertNews) -> Iterator[Hearing]:
        """Whatever level it has come down to: who was told of the trouble is told that it is over."""
        flags: dict[int | None, Subject] = {one.flag_id: one for one in subjects if one.flag_id}
        requests: dict[int | None, Subject] = {one.support_id: one for one in subjects if one.support_id}
        heard: dict[tuple[str, Subject], Subscription] = {}
        ids = ([key for key in known if key is not None] for known in (flags, requests))
        rows = alerts.listeners(self._session, self._workspace_id, *ids)
        for alert, subscription in rows:
            subject = flags.get(alert.flag_id) or requests.get(alert.support_id)
            if subject is not None and self._may_see(alert.person_id, subject.organization_id):
                heard[alert.place, subject] = subscription
        return (Hearing(place, one, subject, news) for (place, subject), one in heard.items())

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


def _order(subscription: Subscription) -> int:
    return _SOONEST_FIRST.index(subscription.cadence)

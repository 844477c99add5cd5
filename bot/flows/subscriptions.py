"""Following a school, a district or a practice, and stopping to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.subscribe import SubscribeForm
from storage import subscriptions, tellings, trees
from storage.tables import Subscription
from storage.vocabulary import Cadence, Severity

MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Following:
    """One living subscription."""

    id: int
    organization: str
    practice: str | None
    severity: Severity
    cadence: Cadence


def places(session: Session, kit: Kit, who: Who) -> dict[int, str]:
    """Give what a person may follow, by name: first what they belong to, then what lies below.

    `Refusal` when there is nothing.
    """
    person = person_of(session, who)
    own = trees.homes(session, who.workspace_id, person.id)
    every = trees.named(session, who.workspace_id, trees.below(session, who.workspace_id, own))
    if not every:
        raise Refusal("subscribe.nothing_visible")
    ordered = sorted(every, key=lambda one: (one.id not in own, one.name))
    return {one.id: one.name for one in ordered[:MOST_PLACES]}


def subscribe(session: Session, kit: Kit, who: Who, form: SubscribeForm, now: datetime) -> str:
    """Have a person follow something; give the sentence that says so. The same again changes nothing."""
    person = person_of(session, who)
    if form.organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("subscribe.not_visible")
    wanted = (form.organization_id, form.practice, form.severity, form.cadence)
    for one, _ in subscriptions.of_person(session, who.workspace_id, person.id):
        if (one.organization_id, one.practice, one.severity, one.cadence) == wanted:
            return kit.words.line("subscribe.known")
    session.add(
        Subscription(
            workspace_id=who.workspace_id,
            person_id=person.id,
            organization_id=form.organization_id,
            practice=form.practice,
            severity=form.severity,
            cadence=form.cadence,
            created_at=now,
        )
    )
    organization = tellings.organization(session, who.workspace_id, form.organization_id)
    return kit.words.line(
        "subscribe.done",
        organization=organization.name,
        practice=form.practice,
        severity=kit.words.term(form.severity),
        cadence=kit.words.label(f"subscribe.cadence_words.{form.cadence}"),
    )


def following(session: Session, kit: Kit, who: Who) -> list[Following]:
    """Give what a person follows, oldest first."""
    person = person_of(session, who)
    return [
        Following(one.id, organization.name, one.practice, one.severity, one.cadence)
        for one, organization in subscriptions.of_person(session, who.workspace_id, person.id)
    ]


def end(session: Session, kit: Kit, who: Who, subscription_id: int, now: datetime) -> str:
    """Stop a person's own subscription; give the sentence that says so.

    News that waited for its roll-up is not told any more.
    """
    person = person_of(session, who)
    one = subscriptions.one(session, who.workspace_id, subscription_id)
    if one is None or one.person_id != person.id:
        raise Refusal("subscribe.not_yours")
    if one.ended_at is not None:
        raise Refusal("subscribe.gone")
    one.ended_at, one.next_at = now, None
    session.add(one)
    organization = tellings.organization(session, who.workspace_id, one.organization_id)
    return kit.words.line("alerts.stopped", organization=organization.name)

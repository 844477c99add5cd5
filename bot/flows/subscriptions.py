"""Following a school, a district, a practice or a domain; changing that, and stopping to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup
from sqlmodel import Session

from bot.blocks.subscribe import Follow, sentence
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.subscribe import SubscribeForm
from storage import subscriptions, tellings, trees
from storage.tables import Subscription

_FIELDS = tuple(SubscribeForm.model_fields)


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
    return {one.id: one.name for one in ordered}


def found(session: Session, kit: Kit, who: Who, typed: str) -> dict[int, str]:
    """Give the places whose names hold what was typed; those that begin with it come first."""
    part = " ".join(typed.lower().split())
    near = {key: name for key, name in places(session, kit, who).items() if part in name.lower()}
    return dict(sorted(near.items(), key=lambda one: (not one[1].lower().startswith(part), one[1])))


def home_of(session: Session, kit: Kit, who: Who) -> int | None:
    """Give the one place that a person belongs to; None for nobody's or several."""
    own = trees.homes(session, who.workspace_id, person_of(session, who).id)
    return next(iter(own)) if len(own) == 1 else None


def subscribe(session: Session, kit: Kit, who: Who, form: SubscribeForm, now: datetime) -> tuple[int, str]:
    """Have a person follow something; give its key and the sentence that says so.

    The same again changes nothing.
    """
    person = person_of(session, who)
    organization = _visible(session, who, person.id, form.organization_id)
    for one, _ in subscriptions.of_person(session, who.workspace_id, person.id):
        if form_of(one) == form:
            known = sentence(kit.words, organization, form)
            return one.id, kit.words.line("subscribe.known", sentence=Markup(known))
    row = Subscription(
        workspace_id=who.workspace_id, person_id=person.id, created_at=now, **form.model_dump()
    )
    session.add(row)
    session.flush()
    said = sentence(kit.words, organization, form)
    done = kit.words.line(
        "subscribe.done", organization=organization, practice=form.practice, sentence=Markup(said)
    )
    return row.id, done


def change(
    session: Session, kit: Kit, who: Who, subscription_id: int, form: SubscribeForm, now: datetime
) -> str:
    """Change a person's own subscription; give the sentence that says what it is now.

    News that waited for a roll-up is told when the next one is due: nothing that was noticed is lost.
    """
    one = _own(session, who, subscription_id)
    organization = _visible(session, who, one.person_id, form.organization_id)
    for name in _FIELDS:
        setattr(one, name, getattr(form, name))
    session.add(one)
    said = sentence(kit.words, organization, form)
    return kit.words.line("subscribe.changed", sentence=Markup(said))


def following(session: Session, kit: Kit, who: Who) -> list[Follow]:
    """Give what a person follows, oldest first."""
    person = person_of(session, who)
    return [
        Follow(one.id, organization.name, form_of(one))
        for one, organization in subscriptions.of_person(session, who.workspace_id, person.id)
    ]


def one_of(
    session: Session, kit: Kit, who: Who, subscription_id: int
) -> tuple[SubscribeForm, Mapping[int, str]]:
    """Give one subscription to change, and the places that its owner may follow."""
    return form_of(_own(session, who, subscription_id)), places(session, kit, who)


def end(session: Session, kit: Kit, who: Who, subscription_id: int, now: datetime) -> str:
    """Stop a person's own subscription; give the sentence that says so.

    News that waited for its roll-up is not told any more.
    """
    one = _own(session, who, subscription_id)
    one.ended_at, one.next_at = now, None
    session.add(one)
    organization = tellings.organization(session, who.workspace_id, one.organization_id)
    return kit.words.line("alerts.stopped", organization=organization.name)


def form_of(one: Subscription) -> SubscribeForm:
    """Give a stored subscription as the values of its form."""
    return SubscribeForm(**{name: getattr(one, name) for name in _FIELDS})


def _own(session: Session, who: Who, subscription_id: int) -> Subscription:
    person = person_of(session, who)
    one = subscriptions.one(session, who.workspace_id, subscription_id)
    if one is None or one.person_id != person.id:
        raise Refusal("subscribe.not_yours")
    if one.ended_at is not None:
        raise Refusal("subscribe.gone")
    return one


def _visible(session: Session, who: Who, person_id: int, organization_id: int) -> str:
    """Give the name of a place that a person may follow; `Refusal` for any other."""
    if organization_id not in trees.visible(session, who.workspace_id, person_id):
        raise Refusal("subscribe.not_visible")
    return tellings.organization(session, who.workspace_id, organization_id).name

"""`/milepost subscribe` with words behind it: what they mean, or a sentence that says what was not clear."""

from __future__ import annotations

from sqlmodel import Session

from bot.flows import subscriptions
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.follow_words import Heard, NotUnderstood, understand
from bot.forms.subscribe import SubscribeForm
from storage import trees
from storage.vocabulary import Cadence, Severity, Times, Topic

KINDS: dict[str, type[Topic] | type[Severity] | type[Times] | type[Cadence]] = {
    "topic": Topic,
    "severity": Severity,
    "times": Times,
    "cadence": Cadence,
}


def read(session: Session, kit: Kit, who: Who, typed: str) -> SubscribeForm | str:
    """Give what somebody wants to follow, or the sentences (mrkdwn) that say what was not understood."""
    heard = _heard(kit, *_places(session, kit, who))
    found = understand(typed, heard, subscriptions.home_of(session, kit, who))
    if isinstance(found, NotUnderstood):
        label = f"subscribe.not_understood.{found.fault}"
        example = next(iter(subscriptions.places(session, kit, who).values()))
        wrong = kit.words.line(label, words=list(found.words))
        return f"{wrong}\n{kit.words.line('subscribe.examples', organization=example)}"
    return SubscribeForm(**found)


def _places(session: Session, kit: Kit, who: Who) -> tuple[dict[str, int], dict[str, int]]:
    """The names and the codes of what a person may follow, in small letters; `Refusal` for nothing."""
    visible = trees.visible(session, who.workspace_id, person_of(session, who).id)
    rows = trees.named(session, who.workspace_id, visible)
    if not rows:
        raise Refusal("subscribe.nothing_visible")
    codes = {one.code.lower(): one.id for one in rows}
    return {" ".join(one.name.lower().split()): one.id for one in rows}, codes


def _heard(kit: Kit, places: dict[str, int], codes: dict[str, int]) -> Heard:
    words = kit.words
    names: dict[str, tuple[str, object]] = {}
    for name in words.label("subscribe.heard.channel.mine").split("|"):
        names[name.lower()] = ("channel", None)
    for kind, terms in KINDS.items():
        for term in terms:
            ways = [words.term(term), *words.label(f"subscribe.heard.{kind}.{term}").split("|")]
            names |= {way.lower(): (kind, term) for way in ways}
    for domain in kit.catalogue.domains:
        ways = [f"domain {domain.code}", domain.name, *domain.also]
        names |= {way.lower(): ("practice", domain.code) for way in ways}
        for practice in domain.practices:
            ways = [f"practice {practice.code}", practice.code, practice.name, *practice.also]
            names |= {way.lower(): ("practice", practice.code) for way in ways}
    silent = frozenset(words.label("subscribe.heard.silent").split("|"))
    return Heard(names, places, codes, silent)

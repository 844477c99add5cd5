"""What one follows: each subscription as a sentence, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.forms.subscribe import SubscribeForm
from bot.ids import Act
from bot.words import Words
from storage.vocabulary import Times, Topic

MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Follow:
    """One living subscription, with the name of the place it is about."""

    id: int
    organization: str
    form: SubscribeForm


def sentence(words: Words, organization: str, form: SubscribeForm) -> str:
    """What somebody follows, as a person would say it (mrkdwn)."""
    label = words.label
    return words.line(
        "subscribe.sentence",
        organization=organization,
        channel=Markup(label("subscribe.channel_words", channel=form.channel)) if form.channel else None,
        cadence=label(f"subscribe.cadence_words.{form.cadence}"),
        topic=label(f"subscribe.topic_words.{form.topic}"),
        practice=practice_words(words, form.practice),
        severity=None if form.topic is Topic.HELP_ASKED else words.term(form.severity),
        times=None if form.times is Times.ANY else label(f"subscribe.times_words.{form.times}"),
        quiet_from=form.quiet_from,
        quiet_until=form.quiet_until,
    )


def practice_words(words: Words, code: str | None) -> str | None:
    """ "practice 3a", or "domain 3" for a whole one; None for any."""
    if code is None:
        return None
    return words.label(f"subscribe.{'domain' if code.isdigit() else 'practice'}_words", code=code)


def list_blocks(words: Words, subscriptions: Sequence[Follow], which: bool = False) -> list[Block]:
    """What somebody follows, each with a button that changes it; `which` asks which one to stop."""
    add = kit.button(words.label("subscribe.add"), Act.SUBSCRIPTION_ADD, "add")
    if not subscriptions:
        return [kit.section(words.line("subscribe.none")), kit.actions([add])]
    blocks = [kit.section(words.line("subscribe.which" if which else "subscribe.list_title"))]
    verb, act = ("stop", Act.SUBSCRIPTION_END) if which else ("change", Act.SUBSCRIPTION_EDIT)
    for one in subscriptions[:MOST_LISTED]:
        spoken = words.label(f"subscribe.{verb}_spoken", organization=one.organization)
        button = kit.button(words.label(f"subscribe.{verb}"), act, str(one.id), spoken=spoken)
        blocks.append(kit.section(sentence(words, one.organization, one.form), button))
    if (more := len(subscriptions) - MOST_LISTED) > 0:
        blocks.append(kit.context(words.line("subscribe.more", count=more)))
    return [*blocks, kit.actions([add])]


def said_blocks(words: Words, said: str, subscription_id: int) -> list[Block]:
    """A sentence that was just understood, with the buttons that change and stop it."""
    change = kit.button(words.label("subscribe.change"), Act.SUBSCRIPTION_EDIT, str(subscription_id))
    stop = kit.button(words.label("subscribe.stop"), Act.SUBSCRIPTION_END, str(subscription_id))
    return [kit.section(said), kit.actions([change, stop])]

"""Why somebody got an alert: what they follow, and how each piece of news fits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from bot.blocks import parts as kit
from bot.blocks.alert_facts import NewsItem
from bot.blocks.parts import Block, View
from bot.blocks.subscribe import Follow, sentence
from bot.ids import Act, Modal
from bot.words import Words

MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of news, the subscription that brought it, and when its trouble was told if it is over."""

    item: NewsItem
    followed: Follow
    since: date
    told_on: date | None = None


def why_view(words: Words, reasons: Sequence[Reason], is_owner: bool) -> View:
    """The explanation; whoever owns the subscriptions can change or stop them there."""
    blocks: list[Block] = []
    for followed in {one.followed.id: one.followed for one in reasons}.values():
        mine = [one for one in reasons if one.followed.id == followed.id]
        said = sentence(words, followed.organization, followed.form)
        intro = words.line("alerts.because.follow", sentence=Markup(said), since=mine[0].since)
        blocks.append(kit.section("\n".join([intro, *(_line(words, one) for one in mine[:MOST])])))
        if (more := len(mine) - MOST) > 0:
            blocks.append(kit.context(words.line("alerts.more", count=more)))
        if is_owner:
            blocks.append(kit.actions(_buttons(words, followed)))
    if any(one.told_on for one in reasons):
        blocks.append(kit.context(words.line("alerts.because.good")))
    title = words.label("alerts.because.title")
    return kit.modal(Modal.ALERT_WHY, title, blocks, close=words.label("home.close"))


def _line(words: Words, one: Reason) -> str:
    item = one.item
    return words.line(
        "alerts.because.item",
        school=item.school,
        number=item.number,
        news=words.term(item.news),
        rule=words.term(item.evidence.rule) if item.evidence else None,
        severity=words.term(item.severity) if item.evidence else None,
        practices=list(item.practices) if one.followed.form.practice else [],
        is_below=item.school != one.followed.organization,
        organization=one.followed.organization,
        told_on=one.told_on,
    )


def _buttons(words: Words, followed: Follow) -> list[Block]:
    organization = followed.organization
    change = kit.button(words.label("subscribe.change"), Act.SUBSCRIPTION_EDIT, str(followed.id),
                        spoken=words.label("subscribe.change_spoken", organization=organization))  # fmt: skip
    stop = kit.button(words.label("alerts.button.stop"), Act.ALERT_STOP, str(followed.id),
                      spoken=words.label("alerts.button.stop_spoken", organization=organization))  # fmt: skip
    stop["confirm"] = {
        "title": kit.plain(words.label("alerts.stop_confirm.title"), 100),
        "text": kit.plain(words.label("alerts.stop_confirm.text", organization=organization), 300),
        "confirm": kit.plain(words.label("alerts.stop_confirm.accept"), 30),
        "deny": kit.plain(words.label("alerts.stop_confirm.decline"), 30),
    }
    return [change, stop]

"""Alerts and roll-ups: what changed, why it was sent, how to stop it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from markupsafe import Markup

from bot.blocks import parts as kit
from bot.blocks.digest_facts import Evidence
from bot.blocks.evidence import evidence
from bot.blocks.parts import Block
from bot.ids import Act
from bot.words import Words
from bot.words.escaping import mrkdwn
from storage.vocabulary import AlertNews, RuleName, Severity

MOST: Final = 12
"""Milestones and actions with news in one message; the rest is counted."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news: where, what, and on what evidence; `is_over` when it was cleared since."""

    school: str
    number: str
    text: str
    news: AlertNews
    severity: Severity
    evidence: Evidence
    is_over: bool = False

    @property
    def is_silence(self) -> bool:
        """Whether it is about a missing check-in, which an answer ends whatever the answer says."""
        return self.evidence.rule is RuleName.SILENT


@dataclass(frozen=True, slots=True)
class Follow:
    """One subscription, as its owner would say it."""

    subscription_id: int
    organization: str
    practice: str | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """One message to one subscriber."""

    kind: str
    delivery_id: int
    items: tuple[NewsItem, ...]
    follows: tuple[Follow, ...]
    acknowledged_on: date | None = None


def merged(items: Iterable[NewsItem]) -> list[tuple[NewsItem, ...]]:
    """The news of each milestone or action as one: what stands against it, the gravest first.

    What is over counts only where nothing stands any more, and the end of a silence least.
    """
    by_place: dict[tuple[str, str], list[NewsItem]] = {}
    for one in items:
        by_place.setdefault((one.school, one.number), []).append(one)
    told = []
    for news in by_place.values():
        standing = [one for one in news if one.news is not AlertNews.CLEARED and not one.is_over]
        cleared = [one for one in news if one.news is AlertNews.CLEARED]
        cleared = sorted(cleared, key=lambda one: not one.is_silence)[-1:]
        told.append(tuple(sorted(standing or cleared or news, key=lambda one: -one.severity.rank)))
    return told


def alert_blocks(words: Words, facts: AlertFacts) -> list[Block]:
    """The blocks of an alert or a roll-up."""
    told = merged(facts.items)
    blocks = [kit.section(_title(words, facts))]
    for school, items in groupby(told[:MOST], key=lambda news: news[0].school):
        said = [words.line("alerts.school", school=school), *(f"• {_line(words, one)}" for one in items)]
        blocks.append(kit.section("\n".join(said)))
    if (more := len(told) - MOST) > 0:
        blocks.append(kit.context(words.line("alerts.more", count=more)))
    stops = [_stop(words, follow, len(facts.follows) > 1) for follow in facts.follows[:3]]
    if facts.acknowledged_on is None:
        blocks.append(kit.actions([_acknowledge(words, facts), *stops[:1]]))
        stops = stops[1:]
    else:
        blocks.append(kit.context(words.line("alerts.acknowledged", on=facts.acknowledged_on)))
    blocks += [kit.actions([stop]) for stop in stops]  # one to a row: an id is used once in each row
    return [*blocks, kit.context(_why(words, facts))]


def alert_text(words: Words, facts: AlertFacts) -> str:
    """The same in one text."""
    told = merged(facts.items)
    said = [_title(words, facts)]
    said += [f"{mrkdwn(news[0].school)}: {_line(words, news)}" for news in told[:MOST]]
    if (more := len(told) - MOST) > 0:
        said.append(words.line("alerts.more", count=more))
    return "\n".join([*said, _why(words, facts)])


def follow_words(words: Words, follow: Follow) -> str:
    """ "Lincoln Middle School, practice 3a, from “Needs attention” up", as plain text."""
    return words.label(
        "alerts.follow",
        organization=follow.organization,
        practice=follow.practice,
        severity=words.term(follow.severity),
    )


def _title(words: Words, facts: AlertFacts) -> str:
    schools = list(dict.fromkeys(one.school for one in facts.items))
    shown = schools if len(schools) <= 3 else [*schools[:3], f"+{len(schools) - 3}"]
    return words.line(f"alerts.title.{facts.kind}", schools=shown, count=len(merged(facts.items)))


def _line(words: Words, news: Sequence[NewsItem]) -> str:
    one = news[0]
    if one.news is AlertNews.CLEARED and one.is_silence:
        return words.line("alerts.line_checked_in", number=one.number, text=one.text)
    if one.news is AlertNews.CLEARED:
        return words.line("alerts.line_cleared", news=words.term(one.news), number=one.number, text=one.text)
    line = words.line(
        "alerts.line",
        news=words.term(one.news),
        severity=words.term(one.severity).lower(),
        number=one.number,
        text=one.text,
        evidence=[Markup(evidence(words, it.evidence.rule, it.evidence.facts, short=True)) for it in news],
    )
    if not one.is_over:
        return line
    return words.line("alerts.line_since", line=Markup(line), is_silence=all(it.is_silence for it in news))


def _why(words: Words, facts: AlertFacts) -> str:
    follows = [follow_words(words, follow) for follow in facts.follows]
    return words.line("alerts.why", follows=follows)


def _acknowledge(words: Words, facts: AlertFacts) -> Block:
    label = words.label("alerts.button.acknowledge")
    return kit.button(label, Act.ALERT_ACKNOWLEDGE, str(facts.delivery_id), "primary")


def _stop(words: Words, follow: Follow, named: bool) -> Block:
    label = words.label("alerts.button.stop")
    button = kit.button(
        f"{label}: {follow.organization}" if named else label,
        Act.ALERT_STOP,
        str(follow.subscription_id),
        spoken=words.label("alerts.button.stop_spoken", organization=follow.organization),
    )
    button["confirm"] = {
        "title": kit.plain(words.label("alerts.stop_confirm.title"), 100),
        "text": kit.plain(words.label("alerts.stop_confirm.text", organization=follow.organization), 300),
        "confirm": kit.plain(words.label("alerts.stop_confirm.accept"), 30),
        "deny": kit.plain(words.label("alerts.stop_confirm.decline"), 30),
    }
    return button

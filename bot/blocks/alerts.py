"""Alerts and roll-ups: what changed, what one can do about it, and why it was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup

from bot.blocks import parts as kit
from bot.blocks.alert_facts import AlertFacts, NewsItem, merged
from bot.blocks.evidence import evidence
from bot.blocks.parts import Block, View
from bot.ids import Act, Field, Modal
from bot.words import Words
from bot.words.escaping import mrkdwn
from storage.vocabulary import AlertNews, Severity

STORM: Final = 8
"""More pieces than these in one message are counted, and only the gravest are written out."""

GRAVEST: Final = 3
MOST_SCHOOLS: Final = 10
MOST_SHOWN: Final = 60

News = Sequence[NewsItem]


def alert_blocks(words: Words, facts: AlertFacts) -> list[Block]:
    """The blocks of an alert or a roll-up."""
    told = merged(facts.items)
    title = _title(words, facts, told)
    if len(told) > STORM:
        blocks = [kit.section(title), *_storm(words, told)]
    elif len({news[0].school for news in told}) == 1:  # the title names it
        blocks = [kit.section("\n".join([title, *(f"• {news_line(words, one)}" for one in told)]))]
    else:
        blocks = [kit.section(title), *_listed(words, told)]
    for said in _notes(words, facts):
        blocks.append(kit.context(said))
    blocks.append(kit.actions(_buttons(words, facts, len(told) > STORM)))
    return [*blocks, kit.context(_why(words, facts))]


def alert_text(words: Words, facts: AlertFacts) -> str:
    """The same in one text."""
    told = merged(facts.items)
    said = [_title(words, facts, told)]
    if len(told) > STORM:
        said += [*_counts(words, told), *(news_line(words, one) for one in _gravest(told))]
    else:
        said += [f"{mrkdwn(news[0].school)}: {news_line(words, news)}" for news in told]
    return "\n".join([*said, *_notes(words, facts), _why(words, facts)])


def update_blocks(words: Words, facts: AlertFacts) -> list[Block]:
    """What a thread says when something of its alert has changed."""
    return [kit.section(update_text(words, facts))]


def update_text(words: Words, facts: AlertFacts) -> str:
    """The same in one text."""
    told = merged(facts.items)
    lines = [f"• {news_line(words, one)}" for one in told[:STORM]]
    if (more := len(told) - STORM) > 0:
        lines.append(words.line("alerts.more", count=more))
    if facts.is_reminder:
        lines.insert(0, words.line("alerts.reminder"))
    return "\n".join(lines) if len(lines) > 1 else lines[0].removeprefix("• ")


def shown_view(words: Words, items: Sequence[NewsItem]) -> View:
    """Everything that a summary counted, school by school."""
    told = merged(items)
    blocks = _listed(words, told[:MOST_SHOWN])
    if (more := len(told) - MOST_SHOWN) > 0:
        blocks.append(kit.context(words.line("alerts.more", count=more)))
    return kit.modal(Modal.SAID, words.label("alerts.show.title"), blocks, close=words.label("home.close"))


def snooze_view(words: Words, first: str, delivery_id: int) -> View:
    """Asks until when an alert is to be quiet; `first` is YYYY-MM-DD."""
    blocks = [
        kit.section(words.line("alerts.snooze.intro")),
        kit.field(words.label("alerts.snooze.until"), kit.datepicker(Act.INPUT, initial=first), Field.WHEN,
                  hint=words.label("alerts.snooze.hint")),
    ]  # fmt: skip
    return kit.modal(
        Modal.ALERT_SNOOZE,
        words.label("alerts.snooze.title"),
        blocks,
        close=words.label("subscribe.close"),
        submit=words.label("alerts.snooze.submit"),
        private_metadata=str(delivery_id),
    )


def help_view(words: Words, actions: Sequence[tuple[int, str, str]]) -> View:
    """Asks which action somebody wants to help with: keys, numbers and texts."""
    options = [kit.option(f"{number} {text}", str(key)) for key, number, text in actions[:100]]
    chosen = kit.select(options, Act.INPUT, chosen=options[0]["value"])
    return kit.modal(
        Modal.ALERT_HELP,
        words.label("alerts.help.title"),
        [kit.field(words.label("alerts.help.which"), chosen, Field.ITEM)],
        close=words.label("subscribe.close"),
        submit=words.label("alerts.help.submit"),
    )


def news_line(words: Words, news: News) -> str:
    """What there is to say of one milestone or action, in a line of mrkdwn."""
    one = news[0]
    shared = {"number": one.number, "text": one.text}
    if one.news is AlertNews.CLEARED and one.is_silence:
        return words.line("alerts.line_checked_in", **shared)
    if one.news.is_good:
        line = words.line("alerts.line_good", news=words.term(one.news), helper=one.helper, **shared)
        return line
    line = words.line(
        "alerts.line",
        news=words.term(one.news),
        severity=None if one.evidence is None else words.term(one.severity).lower(),
        evidence=[Markup(_evidence(words, it)) for it in news],
        helper=one.helper if one.stands else None,
        **shared,
    )
    if not one.is_over:
        return line
    how = "offered" if one.evidence is None else "back"
    how = "taken_back" if one.is_taken_back else how
    how = "heard" if all(it.is_silence for it in news) else how
    return words.line("alerts.line_since", line=Markup(line), how=words.label(f"alerts.since.{how}"))


def _evidence(words: Words, one: NewsItem) -> str:
    if one.evidence is None:
        return words.line("alerts.asked_words", words=one.words)
    return evidence(words, one.evidence.rule, one.evidence.facts, short=True)


def _listed(words: Words, told: Sequence[News]) -> list[Block]:
    blocks = []
    for school, items in groupby(told, key=lambda news: news[0].school):
        lines = [f"• {news_line(words, one)}" for one in items]
        head = words.line("alerts.school", school=school)
        for start in range(0, len(lines), STORM):
            blocks.append(kit.section("\n".join([head, *lines[start : start + STORM]])))
    return blocks


def _storm(words: Words, told: Sequence[News]) -> list[Block]:
    gravest = [f"• {news_line(words, one)}" for one in _gravest(told)]
    return [
        kit.section("\n".join(_counts(words, told))),
        kit.section("\n".join([words.line("alerts.gravest"), *gravest])),
    ]


def _counts(words: Words, told: Sequence[News]) -> list[str]:
    """A line for each school: how much, and how much of it is pressing; the most pressing school first."""
    found: dict[str, Counter[str]] = {}
    for news in told:
        one = news[0]
        kind = (
            "urgent" if one.stands and one.severity is Severity.URGENT else "open" if one.stands else "good"
        )
        found.setdefault(one.school, Counter())[kind] += 1
    ranked = sorted(found.items(), key=lambda it: (-it[1]["urgent"], -it[1]["open"], it[0]))
    lines = [
        words.line("alerts.count", school=school, count=counts.total(), urgent=counts["urgent"],
                   good=counts["good"])
        for school, counts in ranked[:MOST_SCHOOLS]
    ]  # fmt: skip
    if (more := len(ranked) - MOST_SCHOOLS) > 0:
        lines.append(words.line("alerts.more_schools", count=more))
    return lines


def _gravest(told: Sequence[News]) -> list[News]:
    return sorted(told, key=lambda news: (not news[0].stands, -news[0].severity.rank))[:GRAVEST]


def _title(words: Words, facts: AlertFacts, told: Sequence[News]) -> str:
    schools = list(dict.fromkeys(one.school for one in facts.items))
    shown = schools if len(schools) <= 3 else [*schools[:3], f"+{len(schools) - 3}"]
    kind = "storm" if len(told) > STORM and facts.kind == "alert" else facts.kind
    return words.line(f"alerts.title.{kind}", schools=shown, count=len(told), school_count=len(schools))


def _notes(words: Words, facts: AlertFacts) -> list[str]:
    said = []
    if facts.acknowledged_on is not None:
        facts_of = {"on": facts.acknowledged_on, "by": facts.acknowledged_by}
        said.append(words.line("alerts.acknowledged", **facts_of))
    if facts.snoozed_until is not None and facts.stands:
        said.append(words.line("alerts.snoozed", until=facts.snoozed_until))
    return said


def _buttons(words: Words, facts: AlertFacts, is_storm: bool) -> list[Block]:
    value = str(facts.delivery_id)

    def button(key: str, act: Act, style: str | None = None) -> Block:
        return kit.button(words.label(f"alerts.button.{key}"), act, value, style)

    found = []
    if facts.acknowledged_on is None:
        found.append(button("acknowledge", Act.ALERT_ACKNOWLEDGE, "primary"))
    if facts.stands and facts.kind == "alert":
        found.append(button("snooze", Act.ALERT_SNOOZE))
    if facts.stands:
        found.append(button("help", Act.ALERT_HELP))
    if is_storm:
        found.append(button("show", Act.ALERT_SHOW))
    return [*found, button("why", Act.ALERT_WHY)]


def _why(words: Words, facts: AlertFacts) -> str:
    places = list(dict.fromkeys(one.organization for one in facts.follows))
    good = facts.kind == "alert" and all(one.news.is_good for one in facts.items)
    return words.line("alerts.why", places=places, follower=facts.follower, good=good)

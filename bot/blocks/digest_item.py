"""One lagging item: its reply in the digest's thread, and the window that shows the same."""

from __future__ import annotations

import json

from markupsafe import Markup

from bot.blocks import parts as kit
from bot.blocks.digest_facts import ItemStory
from bot.blocks.evidence import clears, evidence
from bot.blocks.parts import Block, View
from bot.blocks.why import shared
from bot.ids import Act, Modal
from bot.words import Words

MOST_SAID = 3_800
"""Characters of an item's text: Slack takes 4,000 when a message is said anew."""


def item_blocks(words: Words, story: ItemStory, buttons: bool = True) -> list[Block]:
    """Evidence, what would clear it, questions worth asking, and what one can do about it.

    In the thread, with `buttons`, a question brings at most one of its follow-ups; a window has room for all.
    """
    item = story.item
    if story.cleared_on is not None:
        return [kit.section(item_text(words, story))]
    where = words.line("digest.item.where", team=item.team, milestone=story.milestone, due_on=story.due_on)
    blocks = [kit.section(f"{_title(words, story)}\n{where}"), kit.section(_evidence(words, story))]
    if said := _team(words, story):
        blocks.append(kit.section(said))
    blocks.append(kit.context(clears(words, item.evidence[0].rule, item.evidence[0].facts)))
    if done := _done(words, story):
        blocks.append(kit.section("\n".join(done)))
    if story.questions:
        once = shared([why for _, _, why in story.questions])
        heading = words.line("digest.item.questions")
        blocks.append(kit.section(f"{heading}\n{_why(words, once)}" if once else heading))
        most = 1 if buttons else None
        blocks += [
            _question(words, text, said[:most], None if once else why) for text, said, why in story.questions
        ]
    if buttons:
        blocks.append(kit.actions(_buttons(words, story)))
    return blocks


def item_text(words: Words, story: ItemStory) -> str:
    """The same in one text."""
    item = story.item
    if story.cleared_on is not None:
        key = "checked_in" if item.is_only_silent else "back"
        return words.line(f"digest.item.{key}", on=story.cleared_on, number=item.number, text=item.text)
    said = [_title(words, story), _evidence(words, story), *_done(words, story)]
    said.append(clears(words, item.evidence[0].rule, item.evidence[0].facts))
    said += [
        words.line("digest.item.question", text=text, follow_ups=follow_ups[:1])
        for text, follow_ups, _ in story.questions
    ]
    return kit.fitting("\n".join(said), MOST_SAID)


def item_view(words: Words, story: ItemStory) -> View:
    """The item in a window of its own, for those who read the digest and not its thread."""
    return kit.modal(
        Modal.DIGEST,
        words.label("digest.item.modal"),
        item_blocks(words, story, buttons=False),
        close=words.label("digest.close"),
    )


def item_value(story: ItemStory) -> str:
    """What an item's buttons carry: the cycle, the milestone, and the action if it is one."""
    item = story.item
    return json.dumps({"cycle": story.cycle_id, "milestone": item.milestone_id, "action": item.action_id})


def _title(words: Words, story: ItemStory) -> str:
    return words.line("digest.item.title", number=story.item.number, text=story.item.text)


def _evidence(words: Words, story: ItemStory) -> str:
    return "\n".join(
        words.line(
            "digest.item.flag",
            severity=words.term(one.severity),
            sentence=Markup(evidence(words, one.rule, one.facts)),
        )
        for one in story.item.evidence
    )


def _team(words: Words, story: ItemStory) -> str:
    report = story.report
    said = (
        ("team_words", report.cause_words),
        ("proposes", report.adjustment),
        ("needs", report.support_needed),
    )
    lines = [words.line(f"digest.item.{key}", words=text) for key, text in said if text]
    if story.found is not None:
        lines.append(words.line("rootcause.found", words=story.found[0], evidence=story.found[1]))
    return "\n".join(lines)


def _done(words: Words, story: ItemStory) -> list[str]:
    adjusted = [
        words.line(
            "digest.item.adjusted", on=one.on, name=one.name, words=one.words, new_due_on=one.new_due_on
        )
        for one in story.adjusted
    ]
    return adjusted + [
        words.line("digest.item.supported", on=one.on, name=one.name, words=one.words)
        for one in story.supported
    ]


def _question(words: Words, text: str, follow_ups: tuple[str, ...], why: str | None) -> Block:
    asked = words.line("digest.item.question", text=text, follow_ups=follow_ups)
    return kit.section(f"{asked}\n{_why(words, why)}" if why else asked)


def _why(words: Words, why: str) -> str:
    return words.line("digest.item.why", why=Markup(why))


def _buttons(words: Words, story: ItemStory) -> list[Block]:
    value = item_value(story)
    more = kit.button(words.label("digest.button.more_questions"), Act.LAG_MORE_QUESTIONS, value)
    label = words.label("digest.button.adjust")
    if story.item.action_id is None:
        return [kit.button(label, Act.LAG_ADJUST, value), more]
    return [
        kit.button(words.label("rootcause.button.whys"), Act.WHYS_START, value),
        kit.button(label, Act.LAG_ADJUST, value, "primary"),
        kit.button(words.label("digest.button.support"), Act.LAG_SUPPORT, value),
        more,
    ]

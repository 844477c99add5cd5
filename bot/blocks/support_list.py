"""Help at a glance, for `/milepost support` and for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.blocks.support import Request, request_blocks, request_line
from bot.ids import Act
from bot.rules.quantities import Ratio
from bot.words import Words

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Help:
    """Help that was offered; `name` is who offered it, `on` when."""

    id: int
    number: str
    text: str
    name: str
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed help (N-02, the items that were behind) and new dates (N-03)."""

    back_on_track: Ratio
    by_new_date: Ratio


@dataclass(frozen=True, slots=True)
class Care:
    """What a person can do about help: answer requests, say that it was given, say how it went."""

    requests: tuple[Request, ...] = ()
    to_give: tuple[Help, ...] = ()
    to_rate: tuple[Help, ...] = ()
    leads: bool = False
    helps: bool = False
    knows: tuple[str, ...] = ()


def care_blocks(words: Words, care: Care, seen: Followed) -> list[Block]:
    """Everything about help that concerns a person, and what followed so far."""
    blocks = [kit.section(words.line("support.list.title"))]
    if care.requests:
        blocks += [kit.section(words.line("support.list.requests")), *request_blocks(words, care.requests)]
    else:
        blocks.append(kit.section(words.line("support.list.nothing_waits")))
    blocks += help_blocks(words, care)
    if followed := _followed(words, seen):
        blocks.append(kit.context(followed))
    return blocks


def care_text(words: Words, care: Care, seen: Followed) -> str:
    """The same in one text."""
    said = [words.line("support.list.title")]
    said += [request_line(words, one) for one in care.requests]
    said += [_help(words, one) for one in (*care.to_give, *care.to_rate)]
    if not care.requests:
        said.append(words.line("support.list.nothing_waits"))
    return kit.fitting("\n".join([*said, _followed(words, seen)]).strip(), 3_900)


def desk_blocks(words: Words, care: Care) -> list[Block]:
    """The part of a desk that is about help and about changing course; nothing for who has neither."""
    blocks: list[Block] = []
    if care.requests:
        blocks += [kit.section(words.line("support.list.requests")), *request_blocks(words, care.requests)]
    elif care.helps:
        blocks.append(kit.section(words.line("support.list.nothing_waits")))
    blocks += help_blocks(words, care)
    buttons = []
    if care.leads:
        buttons.append(kit.button(words.label("course.open"), Act.ADJUST_OPEN, "adjust"))
    buttons.append(kit.button(words.label("expert.edit"), Act.EXPERT_EDIT, "expert"))
    known = words.line("expert.known", codes=care.knows)
    return [*blocks, kit.section(known), kit.actions(buttons)]


def help_blocks(words: Words, care: Care) -> list[Block]:
    """Help that this person promised, and help that their team can say something about."""
    blocks = []
    for heading, button, act, found in (
        ("to_give", "given", Act.SUPPORT_GIVEN, care.to_give),
        ("to_rate", "rate", Act.SUPPORT_RATE, care.to_rate),
    ):
        if found:
            blocks.append(kit.section(words.line(f"support.list.{heading}")))
        for one in found[:MOST]:
            spoken = words.label(f"support.{button}_spoken", number=one.number)
            element = kit.button(words.label(f"support.{button}"), act, str(one.id), spoken=spoken)
            blocks.append(kit.section(_help(words, one), element))
    return blocks


def _help(words: Words, one: Help) -> str:
    return words.line(
        "support.list.help", number=one.number, text=one.text, name=one.name, words=one.words, on=one.on
    )


def _followed(words: Words, seen: Followed) -> str:
    """N-02 and N-03, where there is something to tell."""
    said = []
    if seen.back_on_track.denominator:
        said.append(words.line("support.list.back_on_track", share=seen.back_on_track))
    if seen.by_new_date.denominator:
        said.append(words.line("support.list.by_new_date", share=seen.by_new_date))
    return "\n".join([*said, words.line("support.list.association")]) if said else ""

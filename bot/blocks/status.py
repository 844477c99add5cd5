"""How things stand, in a line for each school."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import parts as kit
from bot.blocks.home import glance_line
from bot.blocks.home_facts import Glance
from bot.blocks.parts import Block
from bot.ids import Act
from bot.words import Words


def status_blocks(words: Words, schools: Sequence[Glance], more: int) -> list[Block]:
    """A section for each school, with a button to its digest once a cycle has closed."""
    if not schools:
        return [kit.section(words.line("status.none"))]
    blocks = [kit.header(words.label("status.title"))]
    for one in schools:
        spoken = words.label("home.school.digest_spoken", school=one.school)
        button = kit.button(
            words.label("home.school.digest"), Act.HOME_DIGEST, str(one.cycle_id), spoken=spoken
        )
        blocks.append(kit.section(glance_line(words, one), button if one.cycle_id else None))
    if more:
        blocks.append(kit.context(words.line("status.more", count=more)))
    return blocks


def status_text(words: Words, schools: Sequence[Glance], more: int) -> str:
    """The same in one text."""
    if not schools:
        return words.line("status.none")
    said = [words.line("status.title"), *(glance_line(words, one) for one in schools)]
    return "\n".join([*said, words.line("status.more", count=more)] if more else said)

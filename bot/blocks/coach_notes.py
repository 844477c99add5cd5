"""Notes for who leads the talk: what to look at before a visit, and ways to lead (inventory B.1-P, B.2-T)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.ids import Modal
from bot.words import Words


def notes_blocks(words: Words, preparation: Sequence[str], techniques: Sequence[str]) -> list[Block]:
    """Both lists in their order; a list that a district has emptied is left out."""
    lists = (("before", preparation), ("during", techniques))
    said = [kit.section(words.line(f"coach.notes.{key}", lines=lines)) for key, lines in lists if lines]
    return [*said, kit.context(words.line("coach.notes.foot"))]


def notes_text(words: Words) -> str:
    """The same in one line, for where blocks are not shown."""
    return words.line("coach.notes.plain")


def notes_view(words: Words, preparation: Sequence[str], techniques: Sequence[str]) -> View:
    """The notes in a window of their own."""
    blocks = notes_blocks(words, preparation, techniques)
    return kit.modal(Modal.SAID, words.label("coach.notes.title"), blocks, close=words.label("coach.close"))

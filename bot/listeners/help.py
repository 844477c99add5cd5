"""What Milepost can do: `/milepost help`, or `/milepost` alone."""

from __future__ import annotations

from bot.blocks.help import help_blocks, help_text
from bot.listeners.visit import Visit


async def show(visit: Visit) -> None:
    """List the commands, or say more of one."""
    await visit.ack()
    typed, words = visit.words.lower(), visit.kit.words
    await visit.whisper(help_text(words, typed), help_blocks(words, typed))

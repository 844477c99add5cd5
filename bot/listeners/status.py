"""How things stand: `/milepost status`."""

from __future__ import annotations

from bot.blocks.status import status_blocks, status_text
from bot.flows import network_status
from bot.listeners.visit import Visit


async def show(visit: Visit) -> None:
    """Show how a person's district or state, and their schools, stand; to them alone."""
    standing = await visit.read(network_status.standing, visit.who, visit.words, visit.now)
    await visit.ack()
    words = visit.kit.words
    await visit.whisper(status_text(words, standing), status_blocks(words, standing))

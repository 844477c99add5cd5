"""How things stand: `/milepost status`."""

from __future__ import annotations

from bot.blocks.status import status_blocks, status_text
from bot.flows import showing
from bot.listeners.router import Router
from bot.listeners.visit import Visit


def register(router: Router) -> None:
    """Have this story answered."""
    router.command("status", show)


async def show(visit: Visit) -> None:
    """Show a person's schools in a line each, to them alone."""
    schools, more = await visit.read(showing.standing, visit.who, visit.words, visit.now)
    await visit.ack()
    words = visit.kit.words
    await visit.whisper(status_text(words, schools, more), status_blocks(words, schools, more))

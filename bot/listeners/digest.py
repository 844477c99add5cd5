"""The digest's own buttons, and `/milepost digest` for one person's eyes."""

from __future__ import annotations

import json

from bot.flows import showing
from bot.listeners.visit import Visit


async def latest(visit: Visit) -> None:
    """Show the latest digest of the person's school to them alone."""
    message = await visit.read(showing.latest, visit.who, visit.words, visit.now)
    await visit.ack()
    await visit.whisper(message.text, message.blocks)


async def open_line(visit: Visit) -> None:
    """Open a part of the digest, or one of its items, in a window."""
    value = json.loads(visit.action["value"])
    view = await visit.read(showing.opened, visit.who, value["cycle"], value["what"], visit.now)
    await visit.ack()
    await visit.open(view)


async def open_whole(visit: Visit) -> None:
    """Open a whole digest from somebody's desk."""
    view = await visit.read(showing.opened, visit.who, int(visit.action["value"]), "all", visit.now)
    await visit.ack()
    await visit.open(view)

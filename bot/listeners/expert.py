"""Practice experts: `/milepost expert 3b`, `/milepost practice 3b`, and saying what one knows."""

from __future__ import annotations

from bot.flows import expert
from bot.forms.state import several
from bot.ids import Field
from bot.listeners import replies
from bot.listeners.home import publish
from bot.listeners.visit import Visit


async def find(visit: Visit) -> None:
    """Say who knows the practice that was typed; without one, ask which practices one knows."""
    if not visit.words:
        await ask(visit)
        return
    text, blocks = await visit.read(expert.find, visit.who, visit.words)
    await visit.ack()
    await visit.whisper(text, blocks)


async def ask(visit: Visit) -> None:
    """Open the form in which people say which practices they know."""
    view = await visit.read(expert.open_form, visit.who)
    await visit.ack()
    await visit.open(view)


async def declare(visit: Visit) -> None:
    """Store what one knows, say so, and lay the desk anew."""
    codes = several(visit.view, Field.PRACTICES)
    await replies.done(visit, await visit.run(expert.declare, visit.who, codes, visit.now))
    await publish(visit)

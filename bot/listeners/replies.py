"""How a listener answers in the place where the person is: in a form, in a conversation, on their desk."""

from __future__ import annotations

from collections.abc import Mapping

from bot.blocks import parts
from bot.ids import Modal
from bot.listeners.visit import Visit


async def done(visit: Visit, said: str) -> None:
    """Acknowledge a form that was stored; the form's window says what came of it (mrkdwn)."""
    words = visit.kit.words
    view = parts.modal(
        Modal.SAID, words.label("home.said_title"), [parts.section(said)], close=words.label("home.close")
    )
    await visit.ack(response_action="update", view=view)


async def tell(visit: Visit, said: str) -> None:
    """Say something (mrkdwn) to this person alone: beside the message, or in a window where there is none."""
    if visit.body.get("response_url") or visit.body.get("response_urls"):
        await visit.whisper(said, [parts.section(said)])
        return
    words = visit.kit.words
    view = parts.modal(
        Modal.SAID, words.label("home.said_title"), [parts.section(said)], close=words.label("home.close")
    )
    await visit.open(view)


async def wrong(visit: Visit, faults: Mapping[str, str]) -> None:
    """Acknowledge a form that was not stored: it stays open and says what is wrong, field by field."""
    said = {block: visit.kit.words.label(key) for block, key in faults.items()}
    await visit.ack(response_action="errors", errors=said)

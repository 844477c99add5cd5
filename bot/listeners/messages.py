"""What people write: every story that hears messages is asked in turn, until one says that it was meant.

Milepost hears direct messages, and in channels only what mentions it. The events `message.channels` and
`message.groups` would bring it every word that a staff room writes; a school would be right to refuse that,
so the manifest does not ask for them. In a channel's thread a team mentions Milepost, or uses the button.
"""

from __future__ import annotations

from bot.listeners.router import Router
from bot.listeners.visit import Visit


def register(router: Router) -> None:
    """Have messages and mentions answered by those who registered with `Router.message`."""

    async def heard(visit: Visit) -> None:
        if not visit.body["event"].get("bot_id"):
            for hearer in router.hearers:
                if await hearer(visit):
                    break
        await visit.ack()

    router.event("message", heard)
    router.event("app_mention", heard)

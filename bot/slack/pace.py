"""Slack's pace: how often something may be asked of one workspace.

Calls are spaced evenly, a little further apart than the limit allows, so that no window of a minute
holds too many however Slack counts. Slack answers 429 to whoever is faster; at this pace it does not.
"""

from __future__ import annotations

import asyncio

SLACKNESS = 1.02
MESSAGES_IN_CHANNEL = 60
TIERS = {
    "chat.update": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "users.lookupByEmail": 50,
    "users.info": 100,
    "conversations.info": 50,
    "conversations.join": 50,
    "conversations.list": 20,
    "files.getUploadURLExternal": 100,
    "files.completeUploadExternal": 100,
}
"""Calls a minute that a method has in one workspace, where that is fewer than messages have."""


class Pace:
    """Waits as long as the limits ask; one for each workspace."""

    def __init__(self, messages_per_minute: int, enabled: bool = True) -> None:
        """Allow `messages_per_minute` in the workspace and one a second in a channel; or anything at all."""
        self._messages = messages_per_minute
        self.enabled = enabled
        self._free: dict[str, float] = {}

    async def turn(self, method: str, channel: str = "") -> None:
        """Return when `method` may be called; where it posts, in `channel` (one call after the other)."""
        if not self.enabled:
            return
        loop, place = asyncio.get_running_loop(), f"{method} {channel}"
        if channel and (wait := self._free.get(place, 0.0) - loop.time()) > 0:
            await asyncio.sleep(wait)
        now = loop.time()
        moment = max(now, self._free.get(method, 0.0))
        self._free[method] = moment + 60 / TIERS.get(method, self._messages) * SLACKNESS
        if channel:
            self._free[place] = moment + 60 / MESSAGES_IN_CHANNEL * SLACKNESS
        if len(self._free) > 1000:
            self._free = {key: free for key, free in self._free.items() if free > now}
        if moment > now:
            await asyncio.sleep(moment - now)

"""Did it arrive? Looks for a delivery's key in the conversation, before anything is said twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.pace import Pace

EVENT_TYPE = "milepost_delivery"
SKEW = timedelta(minutes=5)
"""How far Slack's clock and ours may be apart."""

PAGE = 200


def metadata(key: str) -> dict[str, Any]:
    """Give the message metadata that carries a delivery's key."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


class Reconciler:
    """Looks into conversations; what it has read of one serves for all that is looked for there."""

    def __init__(self, client: AsyncWebClient, pace: Pace, bot_user_id: str | None) -> None:
        """Look with `client`; only messages of `bot_user_id` count, where it is known."""
        self._client = client
        self._pace = pace
        self._bot_user_id = bot_user_id
        self._seen: dict[tuple[str, str | None], tuple[datetime, dict[str, str]]] = {}

    async def find(self, channel: str, thread_ts: str | None, key: str, since: datetime) -> str | None:
        """Give the `ts` of the message that carries `key` and was posted since, or None."""
        place = (channel, thread_ts)
        read = self._seen.get(place)
        if read is None or read[0] > since:
            found = {key: ts async for key, ts in self._keys(channel, thread_ts, since - SKEW)}
            read = self._seen[place] = (since, found)
        return read[1].get(key)

    async def _keys(
        self, channel: str, thread_ts: str | None, since: datetime
    ) -> AsyncIterator[tuple[str, str]]:
        """Give the keys of our messages with their `ts`."""
        cursor = ""
        while True:
            answer = await self._page(channel, thread_ts, f"{since.timestamp():.6f}", cursor)
            for message in answer.get("messages") or []:
                key = _key(message)
                if key and message.get("user") in (self._bot_user_id, None):
                    yield key, str(message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _page(self, channel: str, thread_ts: str | None, oldest: str, cursor: str) -> Any:
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": oldest,
            "limit": PAGE,
            "include_all_metadata": True,
        }
        if cursor:
            asked["cursor"] = cursor
        if thread_ts is None:
            await self._pace.turn("conversations.history")
            return await self._client.conversations_history(**asked)
        await self._pace.turn("conversations.replies")
        return await self._client.conversations_replies(ts=thread_ts, **asked)


def _key(message: dict[str, Any]) -> str | None:
    """Give the delivery's key that a message carries, or None."""
    carried = message.get("metadata") or {}
    if carried.get("event_type") != EVENT_TYPE:
        return None
    key = (carried.get("event_payload") or {}).get("key")
    return key if isinstance(key, str) else None

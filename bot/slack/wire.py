"""What it takes to speak to one workspace's Slack."""

from __future__ import annotations

from dataclasses import dataclass, field

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True, slots=True)
class Wire:
    """The connection pool, Slack's address, the bot's token, and a client that has all three."""

    session: aiohttp.ClientSession
    base_url: str
    token: str = field(repr=False)
    client: AsyncWebClient
    bot_user_id: str | None

"""The way out to Slack: the SDK's client with one shared session."""

from __future__ import annotations

import logging

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
CONNECTIONS = 50

logger = logging.getLogger("milepost.slack")
logger.setLevel(logging.CRITICAL)  # while it has no level, the SDK formats a line for each call


def open_session() -> aiohttp.ClientSession:
    """Give the session that all calls to Slack share; close it at the end."""
    return aiohttp.ClientSession(timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=CONNECTIONS))


def make_client(session: aiohttp.ClientSession, base_url: str, token: str | None) -> AsyncWebClient:
    """Give a client that never repeats a call by itself: whether one may be repeated is not its to know."""
    return AsyncWebClient(token=token, base_url=base_url, session=session, logger=logger, retry_handlers=[])

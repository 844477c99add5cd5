"""The way out to Slack: the SDK's client with one shared session, and a short way for calls in JSON."""

from __future__ import annotations

import json as encoder
import logging
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.web.internal_utils import get_user_agent

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
CONNECTIONS = 50
AGENT = get_user_agent()

logger = logging.getLogger("milepost.slack")
logger.setLevel(logging.CRITICAL)  # while it has no level, the SDK formats a line for each call


class Client(AsyncWebClient):
    """Slack's client. Calls in JSON, which are all that the drain makes by the hundred, go straight out."""

    async def api_call(
        self, api_method: str, *, json: dict[str, Any] | None = None, **more: Any
    ) -> AsyncSlackResponse:
        """Call a method; raises `SlackApiError` for a refusal, and for an answer that is not Slack's."""
        if json is None or more or self.token is None or self.session is None:
            return await super().api_call(api_method, json=json, **more)
        url = self.base_url + api_method
        async with self.session.post(url, data=encoder.dumps(json).encode(), headers=self._head) as answer:
            data = _object(await answer.read())
        response = AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=url,
            req_args={},
            data=data,
            headers=dict(answer.headers),
            status_code=answer.status,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response

    @property
    def _head(self) -> dict[str, str]:
        """The headers of a call in JSON."""
        return {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json;charset=utf-8",
            "User-Agent": AGENT,
        }


def _object(raw: bytes) -> dict[str, Any]:
    """Read an answer of Slack's; nothing where something between Slack and us has answered."""
    try:
        data = encoder.loads(raw)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def open_session() -> aiohttp.ClientSession:
    """Give the session that all calls to Slack share; close it at the end."""
    return aiohttp.ClientSession(timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=CONNECTIONS))


def make_client(session: aiohttp.ClientSession, base_url: str, token: str | None) -> AsyncWebClient:
    """Give a client that never repeats a call by itself: whether one may be repeated is not its to know."""
    return Client(token=token, base_url=base_url, session=session, logger=logger, retry_handlers=[])

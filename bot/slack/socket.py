"""Slack by Socket Mode: a WebSocket that Milepost opens, so that no address has to be reachable."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.log import EventLog
from bot.slack.client import logger
from bot.slack.door import Door
from bot.slack.patience import patiently

PING_SECONDS = 5
log = EventLog("socket")


class SocketDoor:
    """Keeps the WebSocket open and answers what comes through it."""

    def __init__(self, door: Door, client: AsyncWebClient, app_token: str) -> None:
        """Hand requests to `door`; `app_token` opens the connection."""
        self._door = door
        self._web = client
        self._app_token = app_token
        self._socket: SocketModeClient | None = None

    async def start(self) -> None:
        """Connect. Raises `SlackApiError` for a token that Slack refuses; the SDK would try it forever."""
        await patiently(lambda: self._web.apps_connections_open(app_token=self._app_token))
        self._socket = SocketModeClient(
            app_token=self._app_token, logger=logger, web_client=self._web, ping_interval=PING_SECONDS
        )
        self._socket.socket_mode_request_listeners.append(self._receive)
        self._socket.on_close_listeners.append(self._closed)
        await self._socket.connect()  # type: ignore[no-untyped-call]

    async def stop(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            await self._socket.close()  # type: ignore[no-untyped-call]

    async def is_open(self) -> bool:
        """Say whether Slack can reach us now."""
        return self._socket is not None and await self._socket.is_connected()

    async def _receive(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        answer = await self._door.answer(request.payload)
        if answer.status == 200:  # what is not acknowledged comes again, or is shown as an error
            payload = _payload(answer)
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    async def _closed(self, _: Any) -> None:
        log.info("socket.closed")


def _payload(answer: BoltResponse) -> dict[str, Any] | None:
    """Give what goes back with the acknowledgement: the body that HTTP would carry."""
    if not answer.body:
        return None
    if answer.first_headers().get("content-type", "").startswith("application/json"):
        payload: dict[str, Any] = json.loads(answer.body)
        return payload
    return {"text": answer.body}

"""The one way in: a decoded request of Slack to Bolt, once, whichever transport it came by."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.log import EventLog
from bot.slack.tenants import Tenants

REMEMBERED = 1000
"""Answers kept for requests that come again: Slack's repeats of an event, or somebody's replay."""

Body = dict[str, Any]
log = EventLog("door")


class Door:
    """Lets requests in and gives Bolt's answers."""

    def __init__(self, app: AsyncApp, tenants: Tenants) -> None:
        """Hand requests of `tenants` to `app`."""
        self._app = app
        self._tenants = tenants
        self._answers: OrderedDict[str, asyncio.Future[BoltResponse]] = OrderedDict()

    async def answer(self, body: Body) -> BoltResponse:
        """Give the answer to a request; one that comes again gets the answer of the first time.

        403 for a workspace that is unknown or no longer served.
        """
        request = AsyncBoltRequest(mode="socket_mode", body=body)
        if self._tenants.get(request.context.team_id) is None:
            log.warning("door.refused", why="unknown_workspace", team=request.context.team_id)
            return BoltResponse(status=403, body={"error": "unknown workspace"})
        key = body.get("event_id") or body.get("trigger_id")
        if key is None:
            return await self._app.async_dispatch(request)
        earlier = self._answers.get(key)
        if earlier is not None:
            return await asyncio.shield(earlier)
        return await self._first(key, request)

    async def _first(self, key: str, request: AsyncBoltRequest) -> BoltResponse:
        future: asyncio.Future[BoltResponse] = asyncio.get_running_loop().create_future()
        self._answers[key] = future
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
        try:
            response = await self._app.async_dispatch(request)
        except BaseException:
            future.cancel()
            self._answers.pop(key, None)
            raise
        future.set_result(response)
        if response.status >= 500:
            self._answers.pop(key, None)
        return response

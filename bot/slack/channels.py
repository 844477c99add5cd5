"""Finds the channels that plans name, and joins those that are public."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.flows import channels as flows
from bot.flows.channels import Sighting, bare
from bot.log import EventLog
from bot.slack.errors import Remedy, judge
from bot.slack.pace import Pace
from storage.database import Database

PAGE = 500
REFUSED = timedelta(hours=1)
"""How long nothing is looked for when Slack does not allow it."""

log = EventLog("channels")


class Channels:
    """Looks for the channels of one workspace."""

    def __init__(
        self, database: Database, clock: Clock, workspace_id: int, client: AsyncWebClient, pace: Pace
    ) -> None:
        """Look with `client`, at `pace`."""
        self._database = database
        self._clock = clock
        self._workspace_id = workspace_id
        self._client = client
        self._pace = pace
        self._rest_until: datetime | None = None

    async def round(self) -> None:
        """Look for every channel that is to be looked for now; costs nothing when there is none."""
        now = self._clock.now()
        if self._rest_until is not None and now < self._rest_until:
            return
        names = await self._database.read(flows.wanted, self._workspace_id, now)
        if not names:
            return
        try:
            found = await self._list({bare(name) for name in names})
            sightings = [await self._sight(name, found.get(bare(name))) for name in names]
        except Exception as error:  # Slack is away or does not allow it: it is asked again later
            verdict = judge(error, 2)
            wait = verdict.wait if verdict.remedy is Remedy.RETRY else REFUSED
            self._rest_until = now + wait
            log.warning("channels.refused", why=verdict.code, seconds=int(wait.total_seconds()))
            return
        await self._database.run(flows.note, self._workspace_id, sightings, now)

    async def _list(self, wanted: Collection[str]) -> dict[str, dict[str, Any]]:
        """Give the channels among these names and ids that Slack lets us see."""
        found: dict[str, dict[str, Any]] = {}
        cursor = ""
        while len(found) < len(wanted):
            await self._pace.turn("conversations.list")
            asked: dict[str, Any] = {"types": "public_channel,private_channel", "limit": PAGE}
            if cursor:
                asked["cursor"] = cursor
            answer = await self._client.conversations_list(**asked)
            for channel in answer.get("channels") or []:
                for key in (channel["id"], channel.get("name")):
                    if key in wanted:
                        found[key] = channel
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return found

    async def _sight(self, name: str, channel: dict[str, Any] | None) -> Sighting:
        if channel is None:
            return Sighting(name, fault="channel_not_found")
        which = str(channel["id"])
        if channel.get("is_archived"):
            return Sighting(name, which, "is_archived")
        if channel.get("is_member") or await self._join(which, bool(channel.get("is_private"))):
            return Sighting(name, which)
        return Sighting(name, which, "not_in_channel")

    async def _join(self, channel: str, is_private: bool) -> bool:
        """Join a public channel; False where that is not allowed, and somebody has to invite us."""
        if is_private:
            return False
        await self._pace.turn("conversations.join")
        try:
            await self._client.conversations_join(channel=channel)
        except SlackApiError as error:
            if judge(error, 0).remedy is Remedy.STOP_DELIVERY:
                return False
            raise
        return True

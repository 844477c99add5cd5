"""Looks people up in Slack: who they are, whether they are still there, and whether their status says away.

Everything goes at Slack's pace and in small portions, so that nothing waits long for it. What Slack
does not tell today is asked again later; nothing here stops what the beat does afterwards.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.flows import directory as flows
from bot.flows import presence
from bot.flows.directory import Finding, Seen
from bot.flows.kit import Kit
from bot.log import EventLog
from bot.rules.absence import SlackStatus
from bot.slack.errors import Remedy, judge
from bot.slack.pace import Pace
from storage import directory
from storage.database import Database
from storage.directory import Sought

PORTION = 10
"""People looked up between two looks at the time."""

PATIENCE = 15.0
"""Seconds that one round may take; the rest is for the next one."""

AHEAD = timedelta(minutes=30)
"""How long before a team is asked the reading of statuses begins."""

FRESH = timedelta(hours=1)
"""How long a status that was read is good for."""

REFUSED = timedelta(hours=1)
"""How long nothing is looked up when Slack does not allow it."""

NOBODY = ("users_not_found", "user_not_found", "user_not_visible")

log = EventLog("directory")


class Directory:
    """Looks up the people of one workspace."""

    def __init__(
        self,
        database: Database,
        kit: Kit,
        clock: Clock,
        workspace_id: int,
        client: AsyncWebClient,
        pace: Pace,
    ) -> None:
        """Look up with `client`, at `pace`."""
        self._database = database
        self._kit = kit
        self._clock = clock
        self._workspace_id = workspace_id
        self._client = client
        self._pace = pace
        self._rest_until: datetime | None = None

    async def round(self) -> None:
        """One round, before the sweep: who is about to be asked, what their status says, who else is due."""
        if self._rest_until is not None and self._clock.now() < self._rest_until:
            return
        ends = asyncio.get_running_loop().time() + PATIENCE
        now = self._clock.now()
        await self._look_up(await self._database.read(flows.first, self._workspace_id, now + AHEAD))
        while asyncio.get_running_loop().time() < ends and await self._read_statuses(now):
            pass
        while asyncio.get_running_loop().time() < ends:
            due = await self._database.read(flows.due, self._workspace_id, now, PORTION)
            if not await self._look_up(due):
                break

    async def see(self, slack_user_id: str) -> Seen | None:
        """Give what Slack says of one of its users, or None for nobody; raises what the SDK raises."""
        await self._pace.turn("users.info")
        try:
            answer = await self._client.users_info(user=slack_user_id)
        except SlackApiError as error:
            if error.response.get("error") in NOBODY:
                return None
            raise
        return seen_from(answer["user"], self._clock.now())

    async def _read_statuses(self, now: datetime) -> bool:
        """Read the status of those who would be asked next; True when there were any."""
        wanted = await self._database.read(
            presence.to_read, self._workspace_id, now + AHEAD, now - FRESH, now
        )
        people = await self._database.read(directory.of, self._workspace_id, wanted[:PORTION])
        return await self._look_up(people, asking=True)

    async def _look_up(self, people: Sequence[Sought], asking: bool = False) -> bool:
        """Look people up and keep what was found; False when there was nobody, or Slack did not answer."""
        findings = []
        for one in people:
            try:
                findings.append(Finding(one, await self._find(one)))
            except Exception as error:  # Slack is away or does not allow it: it is asked again later
                self._rest(error)
                break
        if findings:
            now = self._clock.now()
            await self._database.run(flows.note, self._kit, self._workspace_id, findings, now, asking=asking)
        return len(findings) == len(people) > 0

    async def _find(self, one: Sought) -> Seen | None:
        if one.slack_user_id is not None:
            return await self.see(one.slack_user_id)
        await self._pace.turn("users.lookupByEmail")
        try:
            answer = await self._client.users_lookupByEmail(email=one.email)
        except SlackApiError as error:
            if error.response.get("error") in NOBODY:
                return None
            raise
        return seen_from(answer["user"], self._clock.now())

    def _rest(self, error: Exception) -> None:
        verdict = judge(error, 2)
        wait = verdict.wait if verdict.remedy is Remedy.RETRY else REFUSED
        self._rest_until = self._clock.now() + wait
        log.warning("directory.refused", why=verdict.code, seconds=int(wait.total_seconds()))


def seen_from(user: dict[str, Any], now: datetime) -> Seen:
    """Give what a user object of Slack says."""
    profile = user.get("profile") or {}
    expires = profile.get("status_expiration") or 0
    status = SlackStatus(
        seen_at=now,
        emoji=str(profile.get("status_emoji") or ""),
        text=str(profile.get("status_text") or ""),
        expires_at=datetime.fromtimestamp(expires, UTC) if expires else None,
    )
    if status.expires_at is not None and status.expires_at <= now:
        status = SlackStatus(seen_at=now)
    return Seen(
        slack_user_id=str(user["id"]),
        status=status,
        email=profile.get("email"),
        timezone=user.get("tz"),
        is_gone=bool(user.get("deleted")),
    )

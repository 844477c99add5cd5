"""Recognizes people who use Milepost before anybody looked them up: by the address that Slack has for them.

Whoever was met is taken for known for a while, so that a click costs nothing. Somebody whom no plan names
stays a stranger; the flows tell them whom to ask.
"""

from __future__ import annotations

import asyncio
from pkgutil import resolve_name

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.log import EventLog
from storage import directory
from storage.database import Database

PATIENCE = 1.5
"""Seconds that somebody who clicked may wait for Slack to say who they are."""

KNOWN_FOR = 3600.0
STRANGE_FOR = 30.0
"""Seconds for which somebody is taken for known, or for a stranger, without another look."""

REMEMBERED = 10_000

SEEN_FROM, ACQUAINT = "bot.slack.directory:seen_from", "bot.flows.directory:acquaint"
"""Loaded when the first stranger comes."""

log = EventLog("acquaintances")


class Acquaintances:
    """The people whom Milepost has met in one workspace."""

    def __init__(self, database: Database, clock: Clock, workspace_id: int, client: AsyncWebClient) -> None:
        """Ask Slack with `client` who somebody is."""
        self._database = database
        self._clock = clock
        self._workspace_id = workspace_id
        self._client = client
        self._until: dict[str, float] = {}

    async def meet(self, slack_user_id: str | None) -> None:
        """Recognize whoever is at the door; what goes wrong here keeps nobody from being answered."""
        now = asyncio.get_running_loop().time()
        if slack_user_id is None or self._until.get(slack_user_id, 0.0) > now:
            return
        try:
            known = await self._recognize(slack_user_id)
        except Exception as error:  # Slack is slow or away: the flows treat them as they are stored
            log.warning("not_recognized", fault=type(error).__name__)
            known = False
        if len(self._until) >= REMEMBERED:
            self._until.clear()
        self._until[slack_user_id] = now + (KNOWN_FOR if known else STRANGE_FOR)

    async def _recognize(self, slack_user_id: str) -> bool:
        if await self._database.read(directory.is_known, self._workspace_id, slack_user_id):
            return True
        async with asyncio.timeout(PATIENCE):
            answer = await self._client.users_info(user=slack_user_id)
        now = self._clock.now()
        seen_from, acquaint = resolve_name(SEEN_FROM), resolve_name(ACQUAINT)
        known: bool = await self._database.run(
            acquaint, self._workspace_id, seen_from(answer["user"], now), now
        )
        return known

"""Shared calendars, as the HTTP door serves them: made by a process of its own, kept for a few hours."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta

from bot.clock import Clock
from bot.flows.elsewhere import token_hash
from bot.log import EventLog
from bot.outbox.settings import VARIABLE, OutboxSettings
from bot.settings import Settings
from storage import shares
from storage.database import Database

FRESH = timedelta(hours=6)
PATIENCE = 20.0

log = EventLog("calendar")


class SharedCalendars:
    """Gives the calendar that belongs to a token; a wrong one and one that was taken back look the same."""

    def __init__(self, database: Database, clock: Clock, workspace_id: int, settings: OutboxSettings) -> None:
        """Serve the calendars of one workspace."""
        self._database = database
        self._clock = clock
        self._workspace_id = workspace_id
        self._settings = settings
        self._lock = asyncio.Lock()

    async def get(self, token: str) -> str | None:
        """Give what is shared under a token, or None."""
        digest = token_hash(token)
        found = await self._database.read(shares.by_token, self._workspace_id, digest)
        if found is None:
            return None
        now = self._clock.now()
        if found.made_at is not None and abs(now - found.made_at) < FRESH:
            return found.content
        async with self._lock:  # one process at a time, however many ask
            again = await self._database.read(shares.by_token, self._workspace_id, digest)
            if again is not None and again.made_at == found.made_at:
                await self._make(found.organization_id, found.id)
            fresh = await self._database.read(shares.by_token, self._workspace_id, digest)
        return fresh.content if fresh is not None else None

    async def _make(self, organization_id: int, share_id: int) -> None:
        numbers = (self._workspace_id, organization_id, share_id)
        what = ("-m", "bot.outbox.calendar", *map(str, numbers), self._clock.now().isoformat())
        path = os.pathsep.join(part for part in sys.path if part)
        own = {VARIABLE: self._settings.model_dump_json(), "PYTHONPATH": path}
        child = await asyncio.create_subprocess_exec(sys.executable, *what, env={**os.environ, **own})
        try:
            code = await asyncio.wait_for(child.wait(), PATIENCE)
        except (TimeoutError, asyncio.CancelledError):
            child.kill()
            await child.wait()
            raise
        if code != 0:
            log.error("not_made", code=code)


def shared_calendars(
    database: Database, clock: Clock, workspace_id: int, settings: Settings
) -> SharedCalendars:
    """Give what serves an installation's calendars."""
    own = OutboxSettings.of(settings, settings.prompts_overlay)
    return SharedCalendars(database, clock, workspace_id, own)

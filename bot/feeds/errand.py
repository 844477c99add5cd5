"""Sends somebody out for the published calendars that are due, so that the serving process stays small.

What fetches and understands a calendar is as large as a tenth of all that serves people, and is needed
for a second a day: it runs as `python -m bot.feeds`, on the same database.
"""

from __future__ import annotations

import asyncio
import os
import sys

from bot.clock import Clock
from bot.log import EventLog
from storage import feeds
from storage.database import Database

PATIENCE = 300.0
DATABASE = "MILEPOST_FEEDS_DATABASE"
OVERLAY = "MILEPOST_FEEDS_OVERLAY"

log = EventLog("feeds")


class Errand:
    """Has the calendars of one workspace read when they are due."""

    def __init__(self, database: Database, clock: Clock, workspace_id: int, overlay: str | None) -> None:
        """Read for a workspace, with a district's own words from the folder `overlay`."""
        self._database = database
        self._clock = clock
        self._workspace_id = workspace_id
        self._overlay = overlay

    async def round(self) -> None:
        """Have every calendar read that is due; costs one question when none is."""
        now = self._clock.now()
        if not await self._database.read(feeds.due, self._workspace_id, now):
            return
        what = ("-m", "bot.feeds", str(self._workspace_id), now.isoformat())
        child = await asyncio.create_subprocess_exec(sys.executable, *what, env=self._environment())
        try:
            code = await asyncio.wait_for(child.wait(), PATIENCE)
        except (TimeoutError, asyncio.CancelledError):
            child.kill()
            await child.wait()
            raise
        if code != 0:
            log.error("reader_failed", code=code)

    def _environment(self) -> dict[str, str]:
        """The database's address may hold a password: it goes by the environment, never as an argument."""
        path = os.pathsep.join(part for part in sys.path if part)
        own = {DATABASE: self._database.url, OVERLAY: self._overlay or "", "PYTHONPATH": path}
        return {**os.environ, **own}

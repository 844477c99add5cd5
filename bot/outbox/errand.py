"""Sends somebody out with what is due for elsewhere, and does not wait: a slow receiver holds up nobody.

What speaks HTTP and SMTP is loaded by that process alone; the serving one stays small.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process

from bot.clock import Clock
from bot.log import EventLog
from bot.outbox.settings import VARIABLE, OutboxSettings
from storage import outgoing
from storage.database import Database

PATIENCE = 10.0
"""Seconds that one who is under way is given when Milepost stops; what was not settled is sent again."""

log = EventLog("outbox")


class Outbox:
    """Has webhooks and e-mails of one workspace sent when they are due, by one process at a time."""

    def __init__(self, database: Database, clock: Clock, workspace_id: int, settings: OutboxSettings) -> None:
        """Send for a workspace."""
        self._database = database
        self._clock = clock
        self._workspace_id = workspace_id
        self._settings = settings
        self._child: Process | None = None

    async def round(self) -> None:
        """Have everything sent that is due; costs one question when nothing is."""
        if self._child is not None and self._child.returncode is None:
            return
        if self._child is not None and self._child.returncode != 0:
            log.error("sender_failed", code=self._child.returncode)
        now = self._clock.now()
        self._child = None
        if await self._database.read(outgoing.due, self._workspace_id, now):
            what = ("-m", "bot.outbox", str(self._workspace_id), now.isoformat())
            self._child = await asyncio.create_subprocess_exec(sys.executable, *what, env=self._environment())

    async def finish(self, seconds: float = PATIENCE) -> None:
        """Wait for the one who is under way; call them back when it takes too long."""
        child, self._child = self._child, None
        if child is None:
            return
        try:
            await asyncio.wait_for(child.wait(), seconds)
        except TimeoutError:
            child.kill()
            await child.wait()

    def _environment(self) -> dict[str, str]:
        """Secrets go by the environment, never as an argument."""
        path = os.pathsep.join(part for part in sys.path if part)
        return {**os.environ, VARIABLE: self._settings.model_dump_json(), "PYTHONPATH": path}

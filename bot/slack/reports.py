"""What became of a batch, kept a few at a time: one transaction for many."""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.flows import drain as flows
from storage.database import Database
from storage.drains import Outcome, Sent

TOGETHER = 32
LONGEST = 0.25
"""Seconds that an outcome waits for company at the most: a crash repeats no more than that."""


class Report:
    """Collects outcomes and stores them."""

    def __init__(self, database: Database, workspace_id: int, clock: Clock) -> None:
        """Store what is added for a workspace."""
        self._database = database
        self._workspace_id = workspace_id
        self._clock = clock
        self._waiting: list[Outcome] = []
        self._stored_at = asyncio.get_running_loop().time()
        self.sent = 0

    async def add(self, outcome: Outcome) -> None:
        """Take an outcome; store what has gathered when it is many or has waited."""
        self._waiting.append(outcome)
        self.sent += isinstance(outcome, Sent)
        waited = asyncio.get_running_loop().time() - self._stored_at
        if len(self._waiting) >= TOGETHER or waited > LONGEST:
            await self.flush()

    async def flush(self) -> None:
        """Store what has gathered."""
        outcomes, self._waiting = self._waiting, []
        self._stored_at = asyncio.get_running_loop().time()
        if outcomes:
            await self._database.run(flows.record, self._workspace_id, outcomes, self._clock.now())

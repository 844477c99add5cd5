"""What became of a batch, kept a few at a time: one transaction for many."""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.flows import drain as flows
from storage.database import Database
from storage.drains import Outcome, Sent

TOGETHER = 100
LONGEST = 0.25
"""Seconds that an outcome waits for company at the most: a crash leaves no more than that in doubt."""


class Report:
    """Collects outcomes and stores them."""

    def __init__(self, database: Database, workspace_id: int, clock: Clock) -> None:
        """Store what is added for a workspace."""
        self._database = database
        self._workspace_id = workspace_id
        self._clock = clock
        self._waiting: list[Outcome] = []
        self._timer: asyncio.TimerHandle | None = None
        self._storing: list[asyncio.Task[None]] = []
        self.sent = 0

    async def add(self, outcome: Outcome) -> None:
        """Take an outcome; it is stored when many have gathered, or soon."""
        self._waiting.append(outcome)
        self.sent += isinstance(outcome, Sent)
        if len(self._waiting) >= TOGETHER:
            await self._store()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LONGEST, self._soon)

    async def flush(self) -> bool:
        """Store what has gathered; False when there was nothing."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        storing, self._storing = self._storing, []
        anything = bool(self._waiting or storing)
        await asyncio.gather(*storing)
        await self._store()
        return anything

    def _soon(self) -> None:
        self._timer = None
        under_way = [one for one in self._storing if not one.done() or one.exception()]
        self._storing = [*under_way, asyncio.get_running_loop().create_task(self._store())]

    async def _store(self) -> None:
        outcomes, self._waiting = self._waiting, []
        if outcomes:
            await self._database.run(flows.record, self._workspace_id, outcomes, self._clock.now())

"""A Milepost in a process of its own that may be killed at any moment, and the next one that takes over."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.process import BaseProcess

from bot.app import Milepost
from bot.sandbox import SandboxServer
from bot.sandbox.clock import SandboxClock
from bot.settings import Settings
from storage.drains import LEASE

_FORKS = multiprocessing.get_context("forkserver")


def serve(settings: Settings, api_url: str, now: datetime) -> None:
    """Live until killed: start, do and send what is due at `now`, and serve whoever comes."""
    asyncio.run(_live(settings, api_url, now))


async def _live(settings: Settings, api_url: str, now: datetime) -> None:
    milepost = await Milepost.start(settings, clock=SandboxClock(now), base_url=api_url, beats=False)
    await milepost.beat()
    await asyncio.Event().wait()


@dataclass
class Mortal:
    """The process that serves a workspace now."""

    server: SandboxServer
    settings: Settings
    process: BaseProcess | None = None
    killed: int = 0

    async def rise(self) -> None:
        """Start a process, later than any claim that a dead one may have left on a message."""
        _FORKS.set_forkserver_preload(["tests.listeners.mortal"])
        self.server.clock.set(self.server.clock.now() + 2 * LEASE)
        greeted = self.server.hellos
        now = self.server.clock.now()
        self.process = _FORKS.Process(
            target=serve, args=(self.settings, self.server.api_url, now), daemon=True
        )
        self.process.start()
        await self.server.until(lambda: self.server.hellos > greeted, 30)

    async def kill(self) -> None:
        """End the process as `kill -9` does, and see it gone."""
        assert self.process is not None
        self.process.kill()
        await asyncio.to_thread(self.process.join)
        assert self.process.exitcode == -signal.SIGKILL
        self.killed += 1

    async def die(self, seen: Callable[[], bool]) -> None:
        """Kill it, start the next one, and wait until what was said to the dead one is `seen`."""
        await self.kill()
        await self.rise()
        await self.server.until(seen, 30)

"""The beat: asks the database what is due, has it done, and sends what came of it.

Nothing is planned in the scheduler. APScheduler only wakes the beat every few seconds, and a visit
that may have caused messages wakes it at once; what is due is a column. Killing the process loses nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session

from bot.clock import Clock
from bot.flows.cycle import Round
from bot.flows.kit import Kit
from bot.log import EventLog
from storage import drains, workspaces
from storage.database import Database

SECONDS = 5
BREATH = 0.05
"""Seconds between two passes at the least, so that a busy minute is not spent asking what is due."""

PLANNING = timedelta(minutes=1)
"""How often cycles are planned anew: a plan imported by the command line is noticed after that time."""

STILL = timedelta(hours=1)
"""The step of a clock that is walked on while something is overdue that cannot be done."""

log = EventLog("schedule")


@dataclass(frozen=True, slots=True)
class Routine:
    """The flows that the beat calls: plan what is coming, do one due thing, say when the next is due."""

    plan: Callable[[Session, Kit, int, datetime], object]
    sweep: Callable[[Session, Kit, int, datetime, Round], bool]
    next_due: Callable[[Session, int], datetime | None]


class Beat:
    """The beat of one workspace."""

    def __init__(
        self,
        database: Database,
        kit: Kit,
        clock: Clock,
        routine: Routine,
        workspace_id: int,
        drain: Callable[[], Awaitable[int]],
        rounds: Sequence[Callable[[], Awaitable[None]]] = (),
    ) -> None:
        """Beat for a workspace; `drain` sends everything that is due.

        `rounds` look outside (who people are in Slack, what a published calendar says) before anything is
        done; what fails there is tried again at the next beat and stops nothing.
        """
        self._database = database
        self._kit = kit
        self._clock = clock
        self._routine = routine
        self._workspace_id = workspace_id
        self._drain = drain
        self._rounds = rounds
        self._lock = asyncio.Lock()
        self._planned_at: datetime | None = None
        self.at: datetime | None = None
        self.halted = False

    async def whole(self) -> None:
        """One full pass at the clock's present: plan, do what is due, send what is due."""
        async with self._lock:
            if self.halted:
                return
            now = self._clock.now()
            if await self._database.run(workspaces.mark_beat, self._workspace_id, now):
                log.warning("beat.was_down")
            await _guarded(lambda: self._plan(now))
            for look in self._rounds:
                await _guarded(look)
            await self._sweep(now)
            await self._send()
            self.at = now

    async def _plan(self, now: datetime) -> None:
        self._planned_at = now
        await self._database.run(self._routine.plan, self._kit, self._workspace_id, now)

    async def _sweep(self, now: datetime) -> None:
        """Do everything that is due; what fails in one organization holds up no other and is tried again."""
        going = Round()
        while True:
            try:
                if not await self._database.run(
                    self._routine.sweep, self._kit, self._workspace_id, now, going
                ):
                    return
            except Exception as error:  # whatever it is, what is ready to be sent is sent
                log.error("step.failed", organization=going.at, fault=type(error).__name__)
                if going.at is None:
                    return
                going.aside.add(going.at)

    async def brief(self) -> None:
        """The pass of an idle moment: looks, and does something only if something is due."""
        now = self._clock.now()
        if self.halted or self._planned_at is None or now - self._planned_at >= PLANNING:
            await self.whole()
            return
        if await self._database.read(drains.anything_due, self._workspace_id, now):
            await self._send()
        due = await self._database.read(self._routine.next_due, self._workspace_id)
        if due is not None and due <= now:
            await self.whole()
        self.at = now

    async def _send(self) -> None:
        """Send what is due; sending for long, at the pace of a large district, is no downtime."""
        began = self._clock.now()
        await self._drain()
        if (now := self._clock.now()) - began >= PLANNING:
            await self._database.run(workspaces.move_beat, self._workspace_id, now)

    async def walk(self, target: datetime, move: Callable[[datetime], None]) -> None:
        """Move a movable clock to `target` with a full pass at every moment at which something is due."""
        now = self._clock.now()
        while now < target:
            await self._at(now, move)
            now = min(target, await self._next(now, target))
        await self._at(target, move)

    async def _next(self, now: datetime, target: datetime) -> datetime:
        """The next moment at which to look; what is overdue and stays so is looked at every hour."""
        due = await self._database.read(self._routine.next_due, self._workspace_id)
        return target if due is None else due if due > now else now + STILL

    async def _at(self, moment: datetime, move: Callable[[datetime], None]) -> None:
        move(moment)
        await self._database.run(workspaces.move_beat, self._workspace_id, moment)
        await self.whole()


async def _guarded(look: Callable[[], Awaitable[None]]) -> None:
    try:
        await look()
    except Exception as error:  # whatever it is, people are asked all the same
        log.error("beat.round_failed", fault=type(error).__name__)


class Schedule:
    """Keeps a beat going until it is stopped."""

    def __init__(self, beat: Beat) -> None:
        """Keep `beat` going."""
        self._beat = beat
        self._woken = asyncio.Event()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Beat now, then every few seconds and whenever woken."""
        self._scheduler.add_job(
            self._tick, "interval", seconds=SECONDS, misfire_grace_time=None, coalesce=True, max_instances=1
        )
        self._scheduler.start()
        self.wake()
        self._task = asyncio.get_running_loop().create_task(self._keep())

    def wake(self) -> None:
        """Beat soon: something may have to be sent."""
        self._woken.set()

    async def stop(self) -> None:
        """Let a pass that is under way come to its end, then beat no more."""
        if self._task is None:
            return
        self._scheduler.shutdown(wait=False)
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _tick(self) -> None:
        self.wake()

    async def _keep(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self._beat.brief()
            except Exception as error:  # a database that is away comes back: the next beat tries again
                log.error("beat.failed", fault=type(error).__name__)
            await asyncio.sleep(BREATH)

"""The drain: takes what is due for one workspace, shows it in Slack and keeps what became of it."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.flows import drain as flows
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.log import EventLog
from bot.slack.errors import Remedy, Verdict, judge
from bot.slack.pace import Pace
from bot.slack.pictures import Pictures
from bot.slack.post import Poster, Step, TooLate
from bot.slack.reconcile import Reconciler
from bot.slack.reports import Report
from storage import drains
from storage.database import Database
from storage.drains import LEASE, Ended, Job, Later, Outcome
from storage.vocabulary import DeliveryState

IN_FLIGHT = 32
MARGIN = timedelta(seconds=45)
"""A send begins only this long before its lease ends, so that nobody else takes it over meanwhile."""

log = EventLog("drain")


class Drain:
    """Drains one workspace; `empty()` returns when nothing is due any more."""

    def __init__(
        self,
        database: Database,
        kit: Kit,
        clock: Clock,
        workspace_id: int,
        client: AsyncWebClient,
        bot_user_id: str | None,
        pace: Pace,
        stopped: Callable[[str], Awaitable[None]],
    ) -> None:
        """Send with `client`; `stopped` hears the reason when the workspace cannot be served any more."""
        self._database = database
        self._kit = kit
        self._clock = clock
        self._workspace_id = workspace_id
        self._client = client
        self._bot_user_id = bot_user_id
        self._pace = pace
        self._stopped = stopped
        assert client.session is not None
        self._poster = Poster(client, pace, Pictures(client, pace, client.session), self._opened)
        self._rest: dict[str, datetime] = {}
        self._lock = asyncio.Lock()
        self.halted = False

    async def empty(self) -> int:
        """Send everything that is due; give the number of messages that Slack shows now."""
        async with self._lock:
            now = self._clock.now()
            if not await self._database.read(drains.anything_due, self._workspace_id, now):
                return 0
            report = Report(self._database, self._workspace_id, self._clock)
            try:
                while not self.halted:
                    now = self._clock.now()
                    jobs = await self._database.run(flows.claim, self._workspace_id, now)
                    if jobs:
                        await self._batch(jobs, now, report)
                    elif not await report.flush():  # a reply is due once its parent is known to be shown
                        break
            finally:
                await report.flush()
        return report.sent

    async def _batch(self, jobs: list[Job], claimed_at: datetime, report: Report) -> None:
        said = await self._compose(jobs, claimed_at, report)
        places: dict[str, deque[Job]] = {}
        for job in jobs:
            if job.id in said:
                places.setdefault(job.place, deque()).append(job)
        queue = deque(places.values())
        reconciler = Reconciler(self._client, self._pace, self._bot_user_id)

        async def work() -> None:
            while queue:
                for job in queue.popleft():
                    await report.add(await self._send(job, said[job.id], reconciler, claimed_at))

        async with asyncio.TaskGroup() as group:
            for _ in range(min(IN_FLIGHT, len(queue))):
                group.create_task(work())

    async def _compose(self, jobs: list[Job], now: datetime, report: Report) -> dict[int, Message | Skip]:
        """Give what each delivery says; those that say nothing any more, or cannot be read, are ended.

        One that may have arrived unnoticed is not ended before it was looked for.
        """
        ids = [job.id for job in jobs]
        try:
            said = await self._database.read(flows.compose, self._kit, self._workspace_id, ids, now)
        except Exception:  # one of them is broken: find out which
            said = {}
            for one in ids:
                said |= await self._compose_alone(one, now, report)
        doubtful = {job.id for job in jobs if job.doubtful}
        for which, content in said.items():
            if isinstance(content, Skip) and which not in doubtful:
                await report.add(Ended(which, DeliveryState.SKIPPED, content.reason))
        return {key: one for key, one in said.items() if isinstance(one, Message) or key in doubtful}

    async def _compose_alone(self, which: int, now: datetime, report: Report) -> dict[int, Message | Skip]:
        try:
            return await self._database.read(flows.compose, self._kit, self._workspace_id, [which], now)
        except Exception as error:
            reference = secrets.token_hex(3).upper()
            log.error("delivery.broken", delivery=which, reference=reference, fault=type(error).__name__)
            reason = self._kit.words.label("delivery.broken", reference=reference)
            await report.add(Ended(which, DeliveryState.STOPPED, reason))
            return {}

    async def _send(
        self, job: Job, message: Message | Skip, reconciler: Reconciler, claimed_at: datetime
    ) -> Outcome:
        now = self._clock.now()
        rest = self._rest.get(main_method(job), now)
        if self.halted or rest > now or now > claimed_at + LEASE - MARGIN:
            return Later(job.id, max(rest, now), job.doubtful)
        step = Step(lambda: self._clock.now() < claimed_at + LEASE - MARGIN)
        try:
            return await self._poster.show(job, message, reconciler, now, step)
        except TooLate:
            return Later(job.id, now, job.doubtful)
        except Exception as error:  # kept with the delivery: none is lost, whatever happened to it
            verdict = judge(error, job.attempts)
            log.warning(
                "delivery.refused",
                delivery=job.id,
                method=step.method,
                why=verdict.code,
                fault=type(error).__name__,
            )
            return await self._after(job, verdict, step)

    async def _after(self, job: Job, verdict: Verdict, step: Step) -> Outcome:
        now = self._clock.now()
        if verdict.paced:
            self._rest[main_method(job)] = now + verdict.wait
        if verdict.remedy is Remedy.STOP_DELIVERY:
            return Ended(job.id, DeliveryState.STOPPED, reason_of(self._kit, verdict.code))
        if verdict.remedy is Remedy.STOP_WORKSPACE and not self.halted:
            self.halted = True
            await self._stopped(verdict.code)
        doubtful = job.doubtful or (verdict.doubtful and step.said)
        return Later(job.id, now + verdict.wait, doubtful, reason_of(self._kit, verdict.code))

    async def _opened(self, person_id: int, slack_user_id: str, channel: str) -> None:
        await self._database.run(
            drains.remember_conversation, self._workspace_id, person_id, slack_user_id, channel
        )


def main_method(job: Job) -> str:
    """Give the call that shows a delivery: the one that rests when Slack asks us to go slower."""
    return "chat.update" if job.ts else "chat.postMessage"


def reason_of(kit: Kit, code: str) -> str:
    """Give the words for an error code of Slack, with the code itself for whoever looks it up."""
    key = f"delivery.reasons.{code}"
    if kit.words.has(key):
        return kit.words.label(key)
    return kit.words.label("delivery.refused", code=code)

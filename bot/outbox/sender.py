"""Sends what is due for one workspace, a few at a time; each attempt is settled as soon as it is over."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta

import httpx

from bot.clock import Clock
from bot.flows import mail_digest
from bot.flows import outbox as flows
from bot.flows.kit import Kit
from bot.flows.mail_digest import Mail
from bot.log import EventLog
from bot.outbox import hook, post
from bot.outbox.address import networks
from bot.outbox.hook import Signed, Verdict
from bot.outbox.settings import OutboxSettings
from storage import outgoing
from storage.database import Database
from storage.tables import Outgoing
from storage.vocabulary import OutgoingKind

AT_ONCE = 8
LATER = timedelta(hours=1)

log = EventLog("outbox")


class Sender:
    """Sends for one workspace. `due` says what is due; `clock` is what signatures are dated with."""

    def __init__(
        self, database: Database, kit: Kit, settings: OutboxSettings, clock: Clock, workspace_id: int
    ) -> None:
        """Send with these settings."""
        self._database = database
        self._kit = kit
        self._settings = settings
        self._clock = clock
        self._workspace_id = workspace_id
        self._own = networks(settings.networks)

    async def empty(self, now: datetime) -> int:
        """Send everything that is due at `now`; give how much has arrived."""
        arrived = 0
        free = asyncio.Semaphore(AT_ONCE)
        async with hook.new_client() as client:

            async def attempt(one: Outgoing) -> bool:
                async with free:
                    return await self._one(client, one, now)

            while claimed := await self._database.run(outgoing.claim, self._workspace_id, now):
                arrived += sum(await asyncio.gather(*(attempt(one) for one in claimed)))
        return arrived

    async def _one(self, client: httpx.AsyncClient, one: Outgoing, now: datetime) -> bool:
        try:
            is_hook = one.kind is OutgoingKind.WEBHOOK
            verdict = await (self._hook(client, one) if is_hook else self._mail(one, now))
        except Exception as error:  # one that is broken holds up no other, and is kept with the others
            log.error("broken", outgoing=one.id, fault=type(error).__name__)
            verdict = Verdict("broken")
        if verdict.is_sent:
            await self._database.run(flows.sent, self._workspace_id, one, now)
        else:
            log.warning("not_sent", kind=one.kind.value, outgoing=one.id, why=verdict.code)
            await self._database.run(
                flows.failed,
                self._workspace_id,
                one,
                verdict.code,
                now,
                final=verdict.final,
                wait=verdict.wait,
            )
        return verdict.is_sent

    async def _hook(self, client: httpx.AsyncClient, one: Outgoing) -> Verdict:
        webhook = await self._database.read(outgoing.webhook, self._workspace_id, one.webhook_id or 0)
        if webhook is None or webhook.ended_at is not None:
            return Verdict("ended", final=True)
        body = json.dumps(one.facts, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
        signed = Signed(webhook.url, webhook.secret, one.key, body)
        return await hook.send(client, signed, self._clock.now(), self._own, self._settings.patience)

    async def _mail(self, one: Outgoing, now: datetime) -> Verdict:
        if self._settings.mail is None:
            return Verdict("no_mail_server", wait=LATER)
        said = await self._database.read(mail_digest.compose, self._kit, self._workspace_id, one, now)
        if not isinstance(said, Mail):
            return Verdict(said, final=True)
        return await asyncio.to_thread(post.send, self._settings.mail, said, one.key)

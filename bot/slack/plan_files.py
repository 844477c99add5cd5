"""Fetches the plans that people sent from Slack, and has a child process read them."""

from __future__ import annotations

import aiohttp
from yarl import URL

from bot.clock import Clock
from bot.documents.plan_child import ChildFault, check
from bot.flows import plan_file as flows
from bot.flows.kit import Kit
from bot.flows.plan_file import LARGEST, Read
from bot.log import EventLog
from storage import plan_files
from storage.database import Database
from storage.tables import PlanFile

TIMEOUT = aiohttp.ClientTimeout(total=60, connect=10)
SLACK = "slack.com"

log = EventLog("plan_files")


class FetchFault(Exception):
    """A file that could not be had; `key` is what is said of it."""

    def __init__(self, key: str) -> None:
        """Keep the key."""
        super().__init__(key)
        self.key = key


class PlanFiles:
    """Looks into the files of one workspace."""

    def __init__(
        self,
        database: Database,
        kit: Kit,
        clock: Clock,
        workspace_id: int,
        session: aiohttp.ClientSession,
        base_url: str,
        token: str,
        overlay: str | None,
    ) -> None:
        """Fetch through `session` with the bot's `token`, which goes to Slack (`base_url`) alone."""
        self._database = database
        self._kit = kit
        self._clock = clock
        self._workspace_id = workspace_id
        self._session = session
        self._home = URL(base_url)
        self._token = token
        self._overlay = overlay

    async def round(self) -> None:
        """Look into every file that waits."""
        for row in await self._database.read(plan_files.waiting, self._workspace_id):
            await self._look(row)

    async def _look(self, row: PlanFile) -> None:
        try:
            content = await self._fetch(row.url)
            found = await check(row.name, content, self._overlay)
        except FetchFault as fault:
            await self._fail(row.id, fault.key)
        except (TimeoutError, aiohttp.ClientError) as error:
            log.warning("not_fetched", file=row.id, fault=type(error).__name__)
            await self._fail(row.id, "not_fetched")
        except ChildFault:
            log.warning("too_hard", file=row.id)
            await self._fail(row.id, "too_hard")
        else:
            read = Read(found.document, found.faults, found.advice, found.sourced)
            now = self._clock.now()
            await self._database.run(flows.checked, self._kit, self._workspace_id, row.id, read, now)

    async def _fail(self, file_id: int, key: str) -> None:
        await self._database.run(flows.failed, self._workspace_id, file_id, key, self._clock.now())

    async def _fetch(self, url: str) -> bytes:
        """Get a file; a redirect is not followed, as it leads to a page for people to sign in."""
        address = URL(url)
        if not self._is_slack(address):
            log.warning("strange_host", host=address.host)
            raise FetchFault("not_fetched")
        head = {"Authorization": f"Bearer {self._token}"}
        async with self._session.get(address, headers=head, timeout=TIMEOUT, allow_redirects=False) as answer:
            if answer.status != 200 or answer.content_type == "text/html":
                raise FetchFault("not_fetched")
            content = bytearray()
            async for part in answer.content.iter_chunked(64 * 1024):
                content += part
                if len(content) > LARGEST:
                    raise FetchFault("too_large")
            return bytes(content)

    def _is_slack(self, address: URL) -> bool:
        """True for where the token may go: the very host that we talk with, or Slack's own, encrypted."""
        if address.origin() == self._home.origin():
            return True
        host = address.host or ""
        return address.scheme == "https" and (host == SLACK or host.endswith(f".{SLACK}"))

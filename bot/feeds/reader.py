"""Reads the published calendars that are due, one after the other."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.clock import Clock
from bot.documents.occurrences import FeedFault
from bot.feeds.fetch import FetchFault, fetch
from bot.flows import feeds as flows
from bot.flows.feeds import Feed
from bot.flows.kit import Kit
from bot.log import EventLog
from storage.database import Database

log = EventLog("feeds")


class Reader:
    """Reads the calendars of one workspace."""

    def __init__(self, database: Database, kit: Kit, clock: Clock, workspace_id: int) -> None:
        """Read for a workspace."""
        self._database = database
        self._kit = kit
        self._clock = clock
        self._workspace_id = workspace_id

    async def round(self) -> None:
        """Read every calendar that is due; costs nothing when none is."""
        now = self._clock.now()
        for feed in await self._database.read(flows.due, self._workspace_id, now):
            await self.read(feed, now)

    async def read(self, feed: Feed, now: datetime) -> str | None:
        """Read one calendar and keep what it says; give the sentence that says what is wrong, if it is."""
        try:
            fetched = await fetch(feed.url, feed.etag)
            days = None
            if fetched.content is not None:
                days = await asyncio.to_thread(flows.understand, feed, fetched.content, now)
        except FetchFault as fault:
            words = self._kit.words.label(f"feeds.{fault.code}", source=feed.source, **fault.facts)
            return await self._fail(feed, fault.code, words, now)
        except FeedFault as broken:
            return await self._fail(feed, broken.code, str(broken), now)
        etag = fetched.etag if days is not None else feed.etag
        await self._database.run(flows.keep, self._kit, self._workspace_id, feed, days, etag, now)
        return None

    async def _fail(self, feed: Feed, code: str, words: str, now: datetime) -> str:
        log.warning("broken", calendar=feed.calendar_id, why=code)
        await self._database.run(flows.fail, self._workspace_id, feed, words, now)
        return words

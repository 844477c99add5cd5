"""A town to try Milepost in: the local workspace with the cast in it, and a Milepost that serves them.

Everything is real but the calendar: database, protocol, product. The clock stands still until it is moved.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from bot.app import Milepost
from bot.catalogue import Catalogue
from bot.flows.kit import Kit
from bot.listeners.stories import STORIES
from bot.listeners.story import Story
from bot.sandbox import ChannelSeed, PersonSeed, SandboxServer, WorkspaceSeed
from bot.sandbox.person import Person
from bot.settings import Mode, Settings
from bot.slack.manifest import make_manifest
from bot.words import Words
from storage.database import Database
from tests.people import CHANNELS, DISTRICT_NAME, PEOPLE, TEAM_ID, Cast, local
from tests.ready import move_in

OPENING = "2026-09-01 07:00"
WORDS = Words.load()


@cache
def packaged() -> Kit:
    """The words and the catalogue as they come, read once; a restart reads them anew."""
    return Kit(WORDS, Catalogue.load())


def seed() -> WorkspaceSeed:
    """The cast as Slack knows it, and its channels, where Milepost has been invited."""
    people = [
        PersonSeed(id=slack_id, name=name, email=f"{key}@lincoln.example", title=title)
        for key, (slack_id, name, title) in PEOPLE.items()
    ]
    channels = [
        ChannelSeed(id=which, name=name, members=[PEOPLE[key][0] for key in members])
        for which, (name, members) in CHANNELS.items()
    ]
    return WorkspaceSeed(team_id=TEAM_ID, team_name=DISTRICT_NAME, people=people, channels=channels)


@dataclass
class Town:
    """The local workspace, the cast's keys, and the Milepost that serves them."""

    server: SandboxServer
    cast: Cast
    settings: Settings
    milepost: Milepost
    stories: Sequence[Story] = STORIES

    @property
    def database(self) -> Database:
        """Milepost's database."""
        return self.milepost.database

    @property
    def now(self) -> datetime:
        """What the town's clock shows."""
        return self.server.clock.now()

    def person(self, who: str) -> Person:
        """The hands of somebody: by their key in the cast ("dana"), Slack id or e-mail address."""
        return self.server.person(PEOPLE[who][0] if who in PEOPLE else who)

    async def go_to(self, when: str | datetime) -> None:
        """Walk to a moment (the district's local time), doing whatever is due on the way."""
        target = local(when) if isinstance(when, str) else when
        await self.milepost.walk_to(target, self.server.clock.set)

    async def beat(self) -> None:
        """Have everything done and sent that is due now."""
        await self.milepost.beat()

    async def quiet(self) -> None:
        """Wait until nothing is on its way any more, in the town and in Milepost."""
        await self.server.settle()
        await self.milepost.background.finish()

    async def restart(self, **changes: Any) -> None:
        """Stop Milepost and start another one on the same database, with `changes` to its settings."""
        await self.milepost.stop()
        self.settings = self.settings.model_copy(update=changes)
        self.milepost = await start_milepost(self.server, self.settings, self.stories)

    def bodies(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of `method` that Slack answered, oldest first."""
        return [call.args for call in self.server.calls if call.name == method]


async def start_milepost(
    server: SandboxServer, settings: Settings, stories: Sequence[Story] = STORIES, kit: Kit | None = None
) -> Milepost:
    """Start a Milepost in the town and lead Slack's requests to it."""
    milepost = await Milepost.start(
        settings, clock=server.clock, base_url=server.api_url, beats=False, stories=stories, kit=kit
    )
    if settings.mode is Mode.HTTP:
        server.transport.url = f"http://127.0.0.1:{milepost.port}/slack/events"  # type: ignore[attr-defined]
    else:
        await server.connected()
    return milepost


def settings_for(server: SandboxServer, database_url: str, mode: Mode = Mode.SOCKET) -> Settings:
    """Settings as an administrator would make them for this workspace."""
    return Settings.read(
        _env_file=None,
        database_url=database_url,
        slack_bot_token=server.bot_token,
        slack_app_token=server.app_token,
        slack_signing_secret=server.signing_secret,
        mode=mode,
        port=0 if mode is Mode.HTTP else None,
        pace=False,
    )


@asynccontextmanager
async def a_town(
    database: Database, mode: Mode = Mode.SOCKET, at: str = OPENING, stories: Sequence[Story] = STORIES
) -> AsyncIterator[Town]:
    """A town on `database`, which has to be upgraded and empty."""
    stored = move_in(database)
    manifest = make_manifest(WORDS, mode, "https://milepost.example.org")
    server = await SandboxServer.start(seed(), now=local(at), manifest=manifest, delivery=mode.value)
    try:
        settings = settings_for(server, database.url, mode)
        milepost = await start_milepost(server, settings, stories, packaged())
        town = Town(server, stored, settings, milepost, stories)
        try:
            yield town
        finally:
            await town.milepost.stop()
    finally:
        await server.stop()


@pytest.fixture
async def town(sqlite_database: Database) -> AsyncIterator[Town]:
    """A town that Milepost serves by Socket Mode."""
    async with a_town(sqlite_database) as built:
        yield built


@pytest.fixture
async def http_town(sqlite_database: Database) -> AsyncIterator[Town]:
    """A town that Milepost serves by HTTP."""
    async with a_town(sqlite_database, Mode.HTTP) as built:
        yield built

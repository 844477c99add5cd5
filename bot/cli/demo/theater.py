"""The demo's theater: a local workspace, a Milepost that serves it, and a calendar that moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import Milepost
from bot.catalogue import Catalogue
from bot.cli.demo.district import District, load_district
from bot.cli.demo.outlook import coming
from bot.cli.demo.stage import set_stage, workspace_seed
from bot.cli.demo.tour import tour_of
from bot.flows.kit import Kit
from bot.sandbox import SandboxServer
from bot.settings import Mode, Settings
from bot.slack.manifest import make_manifest
from bot.words import Words
from storage import workspaces
from storage.database import Database
from storage.upgrade import upgrade


@dataclass
class Theater:
    """Everything that plays together."""

    district: District
    server: SandboxServer
    milepost: Milepost

    @property
    def now(self) -> datetime:
        """What the calendar shows."""
        return self.server.clock.now()

    async def walk_to(self, target: datetime) -> None:
        """Move the calendar on; whatever is due on the way is done and sent at its own moment."""
        await self.milepost.walk_to(target, self.server.clock.set)
        await self.show_outlook()

    async def show_outlook(self) -> None:
        """Have the page show what comes next."""
        events = await self.milepost.database.read(coming, self.milepost.kit, self.milepost.workspace_id)
        self.server.set_events(events)


@asynccontextmanager
async def a_theater(folder: Path, begin: datetime, port: int, *, beats: bool) -> AsyncIterator[Theater]:
    """Open the district's workspace at `begin`, with a database in `folder` and the page on `port`."""
    district = load_district()
    database_url = f"sqlite:///{folder / 'milepost.sqlite'}"
    kit = Kit(Words.load(), Catalogue.load())
    server = await SandboxServer.start(
        workspace_seed(district), port=port, now=begin, manifest=make_manifest(kit.words, Mode.SOCKET)
    )
    try:
        await asyncio.to_thread(_prepare, database_url, district, kit, server, begin)
        milepost = await Milepost.start(
            _settings(database_url, server),
            clock=server.clock,
            base_url=server.api_url,
            beats=beats,
            kit=kit,
        )
        try:
            await server.connected()
            theater = Theater(district, server, milepost)
            server.on_move(theater.walk_to)
            server.set_tour(tour_of(district))
            await milepost.beat()
            await theater.show_outlook()
            yield theater
        finally:
            await milepost.stop()
    finally:
        await server.stop()


def _prepare(url: str, district: District, kit: Kit, server: SandboxServer, begin: datetime) -> None:
    database = Database(url)
    try:
        upgrade(database.engine)
        with database.begin() as session:
            workspace_id = workspaces.welcome(
                session, server.team_id, district.district.name, server.bot_user_id
            )
            set_stage(session, kit, workspace_id, district, begin)
    finally:
        database.close()


def _settings(database_url: str, server: SandboxServer) -> Settings:
    """Settings for the local workspace alone: nothing of this machine's own environment counts."""
    return Settings.read(
        _env_file=None,
        database_url=database_url,
        slack_bot_token=server.bot_token,
        slack_app_token=server.app_token,
        slack_api_url=server.api_url,
        mode=Mode.SOCKET,
        port=None,
        prompts_overlay=None,
        log_level="ERROR",
        pace=False,
    )

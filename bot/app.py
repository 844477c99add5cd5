"""The only place that wires the parts together: a `Milepost` that runs, for `run`, the demo and the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Self

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from bot.catalogue import Catalogue
from bot.clock import Clock, SystemClock
from bot.feeds.errand import Errand
from bot.flows import cycle, upcoming
from bot.flows.kit import Kit
from bot.listeners.apologies import Background
from bot.listeners.attach import attach
from bot.listeners.faults import error_handler
from bot.listeners.router import Router
from bot.listeners.stories import STORIES
from bot.listeners.story import Story
from bot.listeners.visit import Desk, Visit
from bot.log import EventLog
from bot.outbox.errand import Outbox
from bot.outbox.settings import OutboxSettings
from bot.outbox.shared import SharedCalendars
from bot.overlay import read_prompts
from bot.schedule import Beat, Routine, Schedule
from bot.settings import HTTP_PORT, Mode, Settings
from bot.slack.acquaintances import Acquaintances
from bot.slack.bolt import make_app
from bot.slack.channels import Channels
from bot.slack.client import make_client, open_session
from bot.slack.directory import Directory
from bot.slack.door import Door
from bot.slack.drain import Drain
from bot.slack.http import HttpDoor
from bot.slack.pace import Pace
from bot.slack.patience import Unreachable, patiently
from bot.slack.rounds import Seldom
from bot.slack.socket import SocketDoor
from bot.slack.tenants import Tenant, Tenants
from bot.words import Words
from storage import plan_copies, plan_files, workspaces
from storage.database import Database
from storage.versions import versions

ROUTINE = Routine(plan=cycle.plan_cycles, sweep=cycle.sweep, next_due=upcoming.next_due)

log = EventLog("app")


class StartFault(Exception):
    """Milepost cannot start; `label` and `facts` are the words that say why and what to do."""

    def __init__(self, label: str, **facts: object) -> None:
        """Keep the words' key in prompts/ and what fills them in."""
        super().__init__(label)
        self.label = label
        self.facts = facts


def make_kit(settings: Settings) -> Kit:
    """Give the words and the catalogue, with a district's own; raises `OverlayFault`."""
    files = read_prompts(settings.prompts_overlay)
    return Kit(Words(files), Catalogue.of(files))


class Milepost:
    """A running Milepost. Make one with `start`; `stop` it at the end."""

    def __init__(self, settings: Settings, kit: Kit, clock: Clock, database: Database) -> None:
        """Hold what was opened so far; `start` does the rest."""
        self.settings = settings
        self.kit = kit
        self.clock = clock
        self.database = database
        self.background = Background()
        self.tenants = Tenants()
        self.workspace_id = 0
        self.port: int | None = None
        self._session: aiohttp.ClientSession | None = None
        self._socket: SocketDoor | None = None
        self._http: HttpDoor | None = None
        self._schedule: Schedule | None = None
        self._outbox: Outbox | None = None
        self._beat: Beat

    @classmethod
    async def start(
        cls,
        settings: Settings,
        *,
        clock: Clock | None = None,
        base_url: str | None = None,
        beats: bool = True,
        stories: Sequence[Story] = STORIES,
        kit: Kit | None = None,
    ) -> Self:
        """Open the database, greet Slack and let visits in.

        Without `beats` nothing happens by itself: whoever started it calls `beat()`. `kit` is for who has
        read these settings' words already. Raises `StartFault` and `OverlayFault`.
        """
        kit = kit or make_kit(settings)
        milepost = cls(settings, kit, clock or SystemClock(), Database(settings.database_url))
        try:
            await milepost._open(base_url or settings.slack_api_url, stories)
        except BaseException:
            await milepost.stop()
            raise
        if beats and milepost._schedule is not None:
            milepost._schedule.start()
        return milepost

    async def _open(self, base_url: str, stories: Sequence[Story]) -> None:
        has, newest = await asyncio.to_thread(versions, self.database.engine)
        if has != newest:
            raise StartFault("start.not_migrated")
        self._session = open_session()
        tenant = await self._greet(base_url)
        self.workspace_id = tenant.workspace_id
        token = self.settings.slack_bot_token.get_secret_value()
        client = make_client(self._session, base_url, token)
        pace = Pace(self.settings.messages_per_minute, self.settings.pace)
        parts = (self.database, self.kit, self.clock, tenant.workspace_id)
        drain = Drain(*parts, client, tenant.authorized.bot_user_id, pace, self._stop_workspace)
        directory = Directory(*parts, client, pace)
        channels = Channels(self.database, self.clock, tenant.workspace_id, client, pace)
        overlay = self.settings.prompts_overlay
        errand = Errand(self.database, self.clock, tenant.workspace_id, str(overlay) if overlay else None)
        waits, reader = plan_files.waiting, "bot.slack.plan_files:PlanFiles"
        file_parts = (*parts, self._session, base_url, token, str(overlay) if overlay else None)
        files = Seldom(self.database, tenant.workspace_id, waits, reader, *file_parts)
        copies = Seldom(
            self.database, tenant.workspace_id, plan_copies.waiting, "bot.slack.plan_copies:PlanCopies",
            *parts, client, pace, self._session, str(overlay) if overlay else None,
        )  # fmt: skip
        own = OutboxSettings.of(self.settings, overlay)
        self._outbox = Outbox(self.database, self.clock, tenant.workspace_id, own)
        looks = (errand.round, directory.round, channels.round, files.round, copies.round)
        rounds = (*looks, self._outbox.round)
        self._beat = Beat(
            self.database, self.kit, self.clock, ROUTINE, tenant.workspace_id, drain.empty, rounds
        )
        self._schedule = Schedule(self._beat)
        acquaintances = Acquaintances(self.database, self.clock, tenant.workspace_id, client)
        await self._let_in(base_url, stories, acquaintances)

    async def _greet(self, base_url: str) -> Tenant:
        """Ask Slack whose token this is, and take that workspace in."""
        assert self._session is not None
        token = self.settings.slack_bot_token.get_secret_value()
        try:
            who = await patiently(make_client(self._session, base_url, token).auth_test)
        except SlackApiError as error:
            raise StartFault("start.token_refused", code=error.response.get("error") or "unknown") from None
        except Unreachable:
            raise StartFault("start.slack_unreachable") from None
        team, bot_user = str(who["team_id"]), str(who["user_id"])
        key = await self.database.run(workspaces.welcome, team, str(who.get("team") or team), bot_user)
        authorized = AuthorizeResult(
            enterprise_id=None, team_id=team, bot_user_id=bot_user, bot_id=who.get("bot_id"), bot_token=token
        )
        tenant = Tenant(key, team, authorized)
        self.tenants.add(tenant)
        return tenant

    async def _let_in(self, base_url: str, stories: Sequence[Story], acquaintances: Acquaintances) -> None:
        """Open the doors."""
        assert self._session is not None
        assert self._schedule is not None
        app = make_app(make_client(self._session, base_url, None), self.tenants)
        router = Router(stories)
        self._say_farewells(router)
        desk = Desk(self.database, self.kit, self.clock, self.background)
        attach(app, router, desk, self._workspace_of, acquaintances.meet, self._schedule.wake)
        app.error(error_handler(self.kit, self.background))
        door = Door(app, self.tenants)
        own = OutboxSettings.of(self.settings, self.settings.prompts_overlay)
        shared = SharedCalendars(self.database, self.clock, self.workspace_id, own)
        if self.settings.mode is Mode.SOCKET:
            assert self.settings.slack_app_token is not None
            client = make_client(self._session, base_url, None)
            self._socket = SocketDoor(door, client, self.settings.slack_app_token.get_secret_value())
            try:
                await self._socket.start()
            except SlackApiError as error:
                raise StartFault("start.app_token_refused", code=error.response.get("error")) from None
            except Unreachable:
                raise StartFault("start.slack_unreachable") from None
            if self.settings.port is not None:
                self._http = HttpDoor(None, "", self.health, shared.get)
        else:
            assert self.settings.slack_signing_secret is not None
            secret = self.settings.slack_signing_secret.get_secret_value()
            self._http = HttpDoor(door, secret, self.health, shared.get)
        if self._http is not None:
            port = HTTP_PORT if self.settings.port is None else self.settings.port
            self.port = await self._http.start(self.settings.host, port)

    def _workspace_of(self, team_id: str | None) -> int:
        tenant = self.tenants.get(team_id)
        return tenant.workspace_id if tenant else 0

    def _say_farewells(self, router: Router) -> None:
        """Have the end answered: Slack says that we were taken out of a workspace."""

        async def uninstalled(visit: Visit) -> None:
            await self._stop_workspace("app_uninstalled")

        async def revoked(visit: Visit) -> None:
            if visit.body["event"].get("tokens", {}).get("bot"):
                await self._stop_workspace("token_revoked")

        router.events.add("app_uninstalled", uninstalled)
        router.events.add("tokens_revoked", revoked)

    async def _stop_workspace(self, reason: str) -> None:
        """Ask nothing and send nothing more, for the reason that Slack gave, until we are let in again."""
        log.error("workspace.stopped", workspace=self.workspace_id, why=reason)
        self._beat.halted = True
        self.tenants.stop(self.workspace_id, reason)
        await self.database.run(workspaces.stop, self.workspace_id, reason, self.clock.now())

    async def beat(self) -> None:
        """One full pass at the clock's present: everything that is due is done and sent."""
        await self._beat.whole()

    async def walk_to(self, target: datetime, move: Callable[[datetime], None]) -> None:
        """Move a movable clock on to `target`, with a full pass whenever something is due on the way."""
        await self._beat.walk(target, move)

    async def health(self) -> dict[str, Any]:
        """Say whether all is well: the database answers, the beat goes on, Slack can reach us."""
        served = await self.database.read(workspaces.served)
        connected = self._socket is None or await self._socket.is_open()
        stopped = [one.stopped_reason for one in served if one.stopped_reason]
        beat_at = self._beat.at.isoformat() if self._beat.at else None
        return {
            "ok": connected and not stopped,
            "connected": connected,
            "stopped": stopped,
            "beat_at": beat_at,
        }

    async def stop(self) -> None:
        """Close the doors, finish what was begun, close everything."""
        if self._schedule is not None:
            await self._schedule.stop()
        if self._socket is not None:
            await self._socket.stop()
        if self._http is not None:
            await self._http.stop()
        if self._outbox is not None:
            await self._outbox.finish()
        await self.background.finish()
        if self._session is not None:
            await self._session.close()
        self.database.close()

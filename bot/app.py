"""The only place that wires the parts together: a `Milepost` that runs, for `run`, the demo and the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from bot.catalogue import Catalogue
from bot.clock import Clock, SystemClock
from bot.flows.kit import Kit
from bot.listeners.apologies import Background
from bot.listeners.attach import attach
from bot.listeners.faults import error_handler
from bot.listeners.router import Router
from bot.listeners.stories import STORIES
from bot.listeners.story import Story
from bot.listeners.visit import Desk, Visit
from bot.log import EventLog
from bot.overlay import read_prompts
from bot.settings import HTTP_PORT, Mode, Settings
from bot.slack.acquaintances import Acquaintances
from bot.slack.bolt import make_app
from bot.slack.client import make_client, open_session
from bot.slack.door import Door
from bot.slack.http import HttpDoor
from bot.slack.patience import Unreachable, patiently
from bot.slack.socket import SocketDoor
from bot.slack.tenants import Tenant, Tenants
from bot.slack.wire import Wire
from bot.words import Words
from storage import workspaces
from storage.database import Database
from storage.versions import versions

if TYPE_CHECKING:
    from bot.works import Works

WORKS = "bot.works:Works"
"""Loaded once the doors are open: who clicks while Milepost starts is answered first."""

SHARED = "bot.outbox.shared:shared_calendars"

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
        self._works: Works | None = None
        self._halted = False

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
        if beats:
            milepost._inside.schedule.start()
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
        acquaintances = Acquaintances(self.database, self.clock, tenant.workspace_id, client)
        await self._let_in(base_url, stories, acquaintances)
        make_works = await asyncio.to_thread(resolve_name, WORKS)
        wire = Wire(self._session, base_url, token, client, tenant.authorized.bot_user_id)
        parts = (self.database, self.kit, self.clock, tenant.workspace_id)
        self._works = make_works(self.settings, *parts, wire, self._stop_workspace)
        self._works.beat.halted = self._halted

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
        app = make_app(make_client(self._session, base_url, None), self.tenants)
        router = Router(stories)
        self._say_farewells(router)
        desk = Desk(self.database, self.kit, self.clock, self.background)
        attach(app, router, desk, self._workspace_of, acquaintances.meet, self._visited)
        app.error(error_handler(self.kit, self.background))
        door = Door(app, self.tenants)
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
                self._http = self._http_door(None, "")
        else:
            assert self.settings.slack_signing_secret is not None
            self._http = self._http_door(door, self.settings.slack_signing_secret.get_secret_value())
        if self._http is not None:
            port = HTTP_PORT if self.settings.port is None else self.settings.port
            self.port = await self._http.start(self.settings.host, port)

    def _http_door(self, door: Door | None, secret: str) -> HttpDoor:
        shared = resolve_name(SHARED)(self.database, self.clock, self.workspace_id, self.settings)
        return HttpDoor(door, secret, self.health, shared.get)

    @property
    def _inside(self) -> Works:
        assert self._works is not None, "Milepost has been started"
        return self._works

    def _visited(self) -> None:
        """Send what a visit caused; one that comes before the works stand is seen to by the first beat."""
        if self._works is not None:
            self._works.schedule.wake()

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
        self._halted = True
        if self._works is not None:
            self._works.beat.halted = True
        self.tenants.stop(self.workspace_id, reason)
        await self.database.run(workspaces.stop, self.workspace_id, reason, self.clock.now())

    async def beat(self) -> None:
        """One full pass at the clock's present: everything that is due is done and sent."""
        await self._inside.beat.whole()

    async def walk_to(self, target: datetime, move: Callable[[datetime], None]) -> None:
        """Move a movable clock on to `target`, with a full pass whenever something is due on the way."""
        await self._inside.beat.walk(target, move)

    async def health(self) -> dict[str, Any]:
        """Say whether all is well: the database answers, the beat goes on, Slack can reach us."""
        served = await self.database.read(workspaces.served)
        connected = self._socket is None or await self._socket.is_open()
        stopped = [one.stopped_reason for one in served if one.stopped_reason]
        beat_at = self._works.beat.at if self._works is not None else None
        return {
            "ok": connected and not stopped,
            "connected": connected,
            "stopped": stopped,
            "beat_at": beat_at.isoformat() if beat_at else None,
        }

    async def stop(self) -> None:
        """Close the doors, finish what was begun, close everything."""
        if self._works is not None:
            await self._works.schedule.stop()
        if self._socket is not None:
            await self._socket.stop()
        if self._http is not None:
            await self._http.stop()
        if self._works is not None:
            await self._works.outbox.finish()
        await self.background.finish()
        if self._session is not None:
            await self._session.close()
        self.database.close()

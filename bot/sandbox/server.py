"""The server: starts a workspace on loopback, hands out people's hands, and makes bad days."""

import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.sandbox.acts.actor import Actor
from bot.sandbox.administration import Administration
from bot.sandbox.delivery.ack import ACK_SECONDS, Transport
from bot.sandbox.delivery.dispatch import Dispatcher
from bot.sandbox.delivery.http import HttpTransport
from bot.sandbox.delivery.payloads import VERIFICATION
from bot.sandbox.delivery.socket import SocketTransport
from bot.sandbox.hooks import ResponseHooks
from bot.sandbox.pageapi.guard import add_guard
from bot.sandbox.pageapi.routes import add_page_routes
from bot.sandbox.person import Person
from bot.sandbox.seed import WorkspaceSeed
from bot.sandbox.webapi.all import METHODS
from bot.sandbox.webapi.downloads import Downloads
from bot.sandbox.webapi.files import Uploads
from bot.sandbox.webapi.oauth import Consent
from bot.sandbox.webapi.serve import WebApi
from bot.sandbox.wire import WireEntry
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

UPLOAD_LIMIT = 64 * 1024 * 1024
Mover = Callable[[datetime], Awaitable[None]]


class SandboxServer(Administration):
    """A running stand-in for Slack. Make one with `start`."""

    def __init__(self, world: World, transport: Transport, first: Workspace) -> None:
        self.world, self.transport, self.space = world, transport, first
        self.dispatcher = Dispatcher(world, transport)
        world.outbox = self.dispatcher
        self.clock, self.faults, self.pace = world.clock, world.faults, world.pace
        self.app_id, self.signing_secret, self.app_token = world.app_id, world.signing_secret, world.app_token
        self.client_id, self.client_secret = world.client_id, world.client_secret
        self.team_id, self.bot_user_id = first.team_id, first.bot_user_id
        self.bot_token = f"xoxb-sandbox-{first.team_id}"
        self.events: list[dict[str, str]] = []
        self.tour: list[dict[str, Any]] | None = None
        self.mover: Mover | None = None
        self.url = ""
        self._runner: web.AppRunner | None = None

    @classmethod
    async def start(
        cls,
        seed: WorkspaceSeed,
        host: str = "127.0.0.1",
        port: int = 0,
        now: datetime | None = None,
        manifest: dict[str, Any] | None = None,
        delivery: str = "socket",
        request_url: str | None = None,
        seed_number: int = 0,
        ack_seconds: float = ACK_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
        names: Iterable[str] = (),
    ) -> "SandboxServer":
        """Start a workspace. `port` 0 takes a free one; `now` freezes the clock there.

        It is reached by number, as localhost, as `host`, and by other `names` where they are given.
        """
        world = World(now, manifest, seed_number, monotonic)
        first = world.add_workspace(seed)
        transport: Transport
        if delivery == "socket":
            transport = SocketTransport(world, ack_seconds)
        elif delivery == "http":
            transport = HttpTransport(request_url or "", world.signing_secret, world.faults, ack_seconds)
        else:
            raise ValueError(f"delivery is socket or http, not {delivery}")
        server = cls(world, transport, first)
        await server._listen(host, port, names)
        return server

    async def _listen(self, host: str, port: int, names: Iterable[str]) -> None:
        """Open the port and learn which it is."""
        app = web.Application(client_max_size=UPLOAD_LIMIT)
        add_guard(app, [host, *names])
        api, hooks, uploads = WebApi(self.world), ResponseHooks(self.world), Uploads(self.world)
        app.router.add_route("*", "/api/{method}", api.handle)
        app.router.add_post("/hooks/actions/{team}/{key}", hooks.handle)
        app.router.add_post("/upload/v1/{key}", uploads.handle)
        app.router.add_get("/files-pri/{key}/{name}", Downloads(self.world).handle)
        consent = Consent(self.world)
        app.router.add_get("/oauth/v2/authorize", consent.ask)
        app.router.add_post("/oauth/v2/authorize", consent.answer)
        if isinstance(self.transport, SocketTransport):
            app.router.add_get("/link/", self.transport.handle)
        add_page_routes(app, self)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, backlog=1024)
        await site.start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self.world.base = self.world.response_urls.base = self.url
        if isinstance(self.transport, SocketTransport):
            self.transport.base = self.url

    @property
    def ack_seconds(self) -> float:
        """Give how long the bot has to acknowledge, in real seconds; 3 in Slack. May be set."""
        return self.transport.ack_seconds

    @ack_seconds.setter
    def ack_seconds(self, seconds: float) -> None:
        """Set how long the bot has to acknowledge."""
        self.transport.ack_seconds = seconds

    @property
    def api_url(self) -> str:
        """Give the base address of the Web API, for `AsyncWebClient(base_url=...)`."""
        return f"{self.url}/api/"

    async def stop(self) -> None:
        """Close connections and the port."""
        await self.dispatcher.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    def person(self, who: str, team_id: str | None = None) -> Person:
        """Give the hands of a person, by user id or address."""
        space = self.world.workspaces[team_id] if team_id else self.space
        user = space.users.get(who) or next((one for one in space.users.values() if one.email == who), None)
        if user is None:
            raise LookupError(f"nobody here is {who}")
        return Person(Actor(self.world, self.dispatcher, space, user))

    @property
    def calls(self) -> list[WireEntry]:
        """Give the Web API calls of the bot, oldest first: method, args, answer, at, status."""
        return [e for e in self.world.wire.entries if e.direction == "from_bot" and e.name in METHODS]

    @property
    def refused(self) -> list[dict[str, Any]]:
        """Give the payloads that validation refused: method, args, answer."""
        return self.world.refused

    def add_workspace(self, seed: WorkspaceSeed, install: bool = False) -> Workspace:
        """Make another workspace, in which the app is not yet installed, or is."""
        return self.world.add_workspace(seed, install)

    async def until(self, predicate: Callable[[], bool], seconds: float = 5.0) -> None:
        """Return once something holds; looked at whenever the workspace changes."""
        await self.world.hub.until(predicate, seconds)

    async def connected(self, seconds: float = 5.0) -> None:
        """Return once the bot has a Socket Mode connection."""
        if isinstance(self.transport, SocketTransport):
            await self.transport.wait_connected(seconds)

    @property
    def connections(self) -> int:
        """Give how many Socket Mode connections the bot has."""
        return len(self.transport.connections) if isinstance(self.transport, SocketTransport) else 0

    @property
    def hellos(self) -> int:
        """Give how many Socket Mode connections were ever greeted."""
        return self.transport.hellos if isinstance(self.transport, SocketTransport) else 0

    async def settle(self) -> None:
        """Return when all events that the workspace emitted were delivered."""
        await self.dispatcher.settle()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Send a disconnect frame to every connection: warning, refresh_requested or link_disabled.

        Some seconds after a `warning` the connection is closed, whether the bot has another one or not.
        """
        if isinstance(self.transport, SocketTransport):
            await self.transport.disconnect(reason)

    def set_connection_life(self, seconds: float, warning: float) -> None:
        """Have new connections end after so many real seconds, and be warned so many before that."""
        if isinstance(self.transport, SocketTransport):
            self.transport.lifetime, self.transport.warning = seconds, warning

    async def drop_connections(self) -> None:
        """Break every Socket Mode connection without a word."""
        if isinstance(self.transport, SocketTransport):
            await self.transport.drop()

    def set_request_url(self, url: str) -> None:
        """Set where HTTP delivery goes, when it was not known at the start."""
        if isinstance(self.transport, HttpTransport):
            self.transport.url = url

    async def verify_url(self) -> bool:
        """Ask the bot's URL to prove itself, as Slack does when the URL is entered; True when it did."""
        challenge = self.world.ids.secret()
        payload = {"token": VERIFICATION, "challenge": challenge, "type": "url_verification"}
        ack = await self.dispatcher.interact("events_api", "url_verification", payload)
        return ack.ok and challenge in (ack.body or {}).values()

    def on_move(self, mover: Mover) -> None:
        """Let `mover` walk the clock to where the page asks, instead of setting it there at once."""
        self.mover = mover

    async def move_clock(self, target: datetime) -> None:
        """Move the clock to `target`, by the mover when there is one."""
        if self.mover is not None:
            await self.mover(target)
        else:
            self.clock.set(target)

    def set_tour(self, steps: list[dict[str, Any]]) -> None:
        """Have the page lead newcomers through these steps; it opens as the person of the first one.

        A step has `title` and `text`, and where wanted `as` (whom to be: an id, or words of a name or
        title), `channel` (an id, a name, "dm" or "home") and `target` (test ids, the first one found).
        """
        self.tour = steps

    def set_events(self, events: list[dict[str, str]]) -> None:
        """Say what comes next in the routine, for the page: a list of `at` (ISO) and `label`."""
        self.events = events
        self.world.hub.notify("clock")

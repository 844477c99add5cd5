"""The page's routes."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from bot.sandbox.acts import files
from bot.sandbox.acts.actor import ActError, Actor
from bot.sandbox.ids import micros_of
from bot.sandbox.pageapi import calendar, do, show
from bot.sandbox.person import Person
from bot.sandbox.world import World

PAGE = Path(__file__).resolve().parent.parent / "page"


class Host(Protocol):
    """What the routes need of the server."""

    world: World
    events: list[dict[str, str]]
    tour: list[dict[str, Any]] | None

    def person(self, who: str, team_id: str | None = None) -> Person:
        """Give a person."""
        ...

    async def move_clock(self, target: datetime) -> None:
        """Move the clock."""
        ...


class PageRoutes:
    """Serves `/`, `/page/` and `/_/`."""

    def __init__(self, host: Host) -> None:
        self.host, self.world = host, host.world

    def actor(self, who: str) -> Actor:
        """Give the person that the page acts as."""
        try:
            return self.host.person(who).actor
        except LookupError as nobody:
            raise web.HTTPNotFound(text=str(nobody)) from None

    def somebody(self) -> str:
        """Give the id of the tour's first person, or of the first one of the first workspace."""
        if self.host.tour:
            return str(self.host.tour[0]["as"])
        space = next(iter(self.world.workspaces.values()))
        return next(user.id for user in space.users.values() if not user.is_bot)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        return web.FileResponse(PAGE / "index.html")

    async def tour(self, request: web.Request) -> web.StreamResponse:
        """The steps of the tour: those that were set, or the page's own."""
        if self.host.tour is not None:
            return web.json_response({"steps": self.host.tour})
        return web.FileResponse(PAGE / "tour.json")

    async def view(self, request: web.Request) -> web.Response:
        """Everything around the messages; who comes as nobody in particular is the first person there is."""
        actor = self.actor(request.query.get("as") or self.somebody())
        return web.json_response(show.whole(actor, self.host.events, True))

    async def messages(self, request: web.Request) -> web.Response:
        """The messages of a channel or a thread."""
        actor, root = self.actor(request.query.get("as", "")), request.query.get("thread_ts")
        try:
            found = show.messages(actor, request.query.get("channel", ""), micros_of(root) if root else 0)
        except ActError as refused:
            return web.json_response(
                {"messages": [], "error": refused.code, "message": str(refused)}, status=404
            )
        return web.json_response({"messages": found})

    async def read(self, request: web.Request) -> web.Response:
        """Marks a channel as read."""
        body = await request.json()
        self.host.person(body["as"]).read(body["channel"])
        return web.json_response({"ok": True})

    async def act(self, request: web.Request) -> web.Response:
        """Does what a person does."""
        body = await request.json()
        return web.json_response(await do.do(self.actor(str(body.get("as"))), body))

    async def upload(self, request: web.Request) -> web.Response:
        """Takes a file that a person gives with a form."""
        actor = self.actor(request.query.get("as", ""))
        try:
            file = files.upload(actor, request.query.get("name", "file"), await request.read())
        except ActError as refused:
            return web.json_response({"ok": False, "error": refused.code, "message": str(refused)})
        return web.json_response({"ok": True, "file": {"id": file.id, "name": file.name}})

    async def clock(self, request: web.Request) -> web.Response:
        """Moves the clock."""
        move = str((await request.json()).get("move"))
        before, events = self.world.clock.now(), list(self.host.events)
        try:
            await self.host.move_clock(calendar.target(move, before, events))
        except ValueError as wrong:
            return web.json_response(
                {"ok": False, "error": "invalid_move", "message": str(wrong)}, status=400
            )
        after = self.world.clock.now()
        return web.json_response({"now": after.isoformat(), "passed": calendar.passed(events, before, after)})

    async def wire(self, request: web.Request) -> web.Response:
        """What went over the wire."""
        after = int(request.query.get("after") or 0)
        return web.json_response({"entries": [e.as_json() for e in self.world.wire.after(after)]})

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of an uploaded file."""
        for space in self.world.workspaces.values():
            file = space.files.get(request.match_info["file"])
            if file is not None and file.complete:
                return web.Response(body=file.content, content_type=file.mimetype)
        raise web.HTTPNotFound

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: what changed, gathered for a moment."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        queue = self.world.hub.subscribe(request.query.get("as"))
        try:
            await response.write(b": hello\n\n")
            while True:
                changed = {await queue.get()}
                await asyncio.sleep(0.02)
                while not queue.empty():
                    changed.add(queue.get_nowait())
                await response.write(f"data: {json.dumps({'changed': sorted(changed)})}\n\n".encode())
        except ConnectionError:
            return response
        finally:
            self.world.hub.unsubscribe(queue)


def add_page_routes(app: web.Application, host: Host) -> None:
    """Put the page's routes into the server's application."""
    routes = PageRoutes(host)
    app.router.add_get("/", routes.page)
    app.router.add_get("/page/tour.json", routes.tour)
    if PAGE.is_dir():
        app.router.add_static("/page/", PAGE)
    app.router.add_get("/_/view", routes.view)
    app.router.add_get("/_/messages", routes.messages)
    app.router.add_post("/_/read", routes.read)
    app.router.add_post("/_/do", routes.act)
    app.router.add_post("/_/upload", routes.upload)
    app.router.add_post("/_/clock", routes.clock)
    app.router.add_get("/_/wire", routes.wire)
    app.router.add_get("/_/stream", routes.stream)
    app.router.add_get("/_/file/{file}", routes.file)

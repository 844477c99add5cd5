"""The page's routes."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from bot.sandbox.acts import files
from bot.sandbox.acts.actor import ActError, Actor
from bot.sandbox.pageapi import calendar, do, show
from bot.sandbox.pageapi.refusals import in_words
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
        """Give the person that the page acts as: an id, after `TEAM:` where the workspace is not the first.

        Nobody in particular is the tour's first person, or the first one of the workspace.
        """
        team, _, user = who.rpartition(":")
        try:
            return self.host.person(user or self.somebody(team), team or None).actor
        except LookupError:
            raise ActError("user_not_found", f"Nobody here is {who}.") from None

    def somebody(self, team: str) -> str:
        """Give the id of the tour's first person, or of the first one of a workspace that is named."""
        space = self.world.workspaces[team] if team else next(iter(self.world.workspaces.values()))
        people = [user for user in space.users.values() if not user.is_bot]
        wanted = str(self.host.tour[0].get("as", "")).lower() if self.host.tour and not team else ""
        meant = (one for one in people if wanted in f"{one.id} {one.name} {one.title}".lower())
        return next(meant, people[0]).id

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        return web.FileResponse(PAGE / "index.html")

    async def tour(self, request: web.Request) -> web.StreamResponse:
        """The steps of the tour: those that were set, or the page's own."""
        if self.host.tour is not None:
            return web.json_response({"steps": self.host.tour})
        return web.FileResponse(PAGE / "tour.json")

    async def view(self, request: web.Request) -> web.Response:
        """Everything around the messages."""
        actor = self.actor(request.query.get("as", ""))
        return web.json_response(show.whole(actor, self.host.events, True))

    async def messages(self, request: web.Request) -> web.Response:
        """The messages of a channel or a thread."""
        actor, asked = self.actor(request.query.get("as", "")), request.query
        found = show.messages(actor, asked.get("channel", ""), asked.get("thread_ts", ""))
        return web.json_response({"messages": found})

    async def read(self, request: web.Request) -> web.Response:
        """Marks a channel as read."""
        body = await request.json()
        Person(self.actor(str(body.get("as")))).read(str(body.get("channel")))
        return web.json_response({"ok": True})

    async def act(self, request: web.Request) -> web.Response:
        """Does what a person does."""
        body = await request.json()
        return web.json_response(await do.do(self.actor(str(body.get("as"))), body))

    async def upload(self, request: web.Request) -> web.Response:
        """Takes a file that a person gives with a form."""
        actor = self.actor(request.query.get("as", ""))
        file = files.upload(actor, request.query.get("name", "file"), await request.read())
        return web.json_response({"ok": True, "file": {"id": file.id, "name": file.name}})

    async def clock(self, request: web.Request) -> web.Response:
        """Moves the clock."""
        move = str((await request.json()).get("move"))
        before, events = self.world.clock.now(), list(self.host.events)
        await self.host.move_clock(calendar.target(move, before, events))
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
        queue = self.world.hub.subscribe(self.actor(request.query.get("as", "")).user.id)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
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
    app.router.add_get("/_/wire", routes.wire)
    app.router.add_get("/_/stream", in_words(routes.stream))
    app.router.add_get("/_/file/{file}", routes.file)
    app.router.add_get("/_/view", in_words(routes.view))
    app.router.add_get("/_/messages", in_words(routes.messages))
    for path, handler in {
        "read": routes.read, "do": routes.act, "upload": routes.upload, "clock": routes.clock,
    }.items():  # fmt: skip
        app.router.add_post(f"/_/{path}", in_words(handler))

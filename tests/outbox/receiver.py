"""Another system that takes webhooks, as an honest one does it: it checks signatures and keeps keys."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.outbox.hook import signature
from tests.outbox.mailserver import PEM


@dataclass
class Receiver:
    """What came, and how the next requests are met: each of `faults` is used up once, then all is well.

    A fault is "500", "drop" (takes the event, and closes the connection without an answer), "slow" (does
    not answer), "gone", or "to URL" (sends the sender on). `settled` are the keys that the sender knows to
    have arrived.
    """

    secret: str
    faults: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    url: str = ""
    came: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Take an event, unless today is a bad day."""
        raw = await request.read()
        key = request.headers["webhook-id"]
        moment = int(request.headers["webhook-timestamp"])
        assert request.headers["webhook-signature"] == signature(self.secret, key, moment, raw)
        self.calls.append(key)
        if key in self.settled:
            self.repeated.append(key)
        self.came.set()
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "500":
            return web.Response(status=500)
        if fault == "gone":
            return web.Response(status=410)
        if fault.startswith("to "):
            return web.Response(status=307, headers={"Location": fault[3:]})
        if fault == "slow":
            await self.let_go.wait()
            return web.Response(status=500)
        self.events.setdefault(key, json.loads(raw))
        if fault == "drop":
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        return web.Response(text="thank you")


@asynccontextmanager
async def receiving(receiver: Receiver, encrypted: bool = False) -> AsyncIterator[Receiver]:
    """Have a receiver listen on loopback."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if encrypted else None
    if context is not None:
        context.load_cert_chain(PEM)
    app = web.Application()
    app.router.add_post("/take", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    home = "https://localhost" if encrypted else "http://127.0.0.1"
    receiver.url = f"{home}:{runner.addresses[0][1]}/take"
    try:
        yield receiver
    finally:
        receiver.let_go.set()
        await runner.cleanup()

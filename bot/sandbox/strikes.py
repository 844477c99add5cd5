"""How a fault strikes a request: it waits, answers in its place, or the connection is cut."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.faults import Faults

Serve = Callable[[], Awaitable[web.StreamResponse]]
Refuse = Callable[[str, int, int], web.StreamResponse]


async def through(
    faults: Faults, request: web.Request, name: str, serve: Serve, refuse: Refuse
) -> web.StreamResponse:
    """Serve a request unless a fault strikes; `refuse` takes an error, a status and Retry-After seconds."""
    if not faults.active:
        return await serve()
    slow = faults.draw(name, "latency")
    if slow:
        await asyncio.sleep(slow.seconds)
    struck = faults.draw(name, "5xx", "429")
    if struck is not None:
        await request.read()
        limited = struck.kind == "429"
        error = "ratelimited" if limited else "internal_error"
        return refuse(error, 429 if limited else struck.status, round(struck.seconds))
    if faults.draw(name, "cut_before"):
        return severed(request)
    cut = faults.draw(name, "cut_after")
    response = await serve()
    return severed(request) if cut else response


def severed(request: web.Request) -> web.StreamResponse:
    """Cut the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)

"""The barest far end: answers every Web API call at once with the same JSON, in a process of its own.

Prints its port. The local workspace is not used here, so that it never is what is measured.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys

from aiohttp import web

from tests.bench.signing import TEAM_ID

LIFE = 900
_serial = itertools.count(1)
_AUTH = {
    "ok": True,
    "url": "https://example.slack.com/",
    "team": "bench",
    "team_id": TEAM_ID,
    "user": "milepost",
    "user_id": "U0BOT",
    "bot_id": "B1",
}


async def answer(request: web.Request) -> web.Response:
    """Take the request and say that all is well."""
    await request.read()
    if request.path.endswith("auth.test"):
        return web.json_response(_AUTH)
    ts = f"1714000000.{next(_serial):06d}"
    reply = {"ok": True, "channel": "C0000000001", "ts": ts, "message": {"type": "message", "ts": ts}}
    return web.Response(text=json.dumps(reply), content_type="application/json")


async def main() -> None:
    """Serve for a bounded time."""
    app = web.Application(client_max_size=10**6)
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.sleep(LIFE)


if __name__ == "__main__":
    asyncio.run(main())

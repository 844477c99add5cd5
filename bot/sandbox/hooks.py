"""Response URLs: where an app answers an interaction after it acknowledged it."""

import json

from aiohttp import web

from bot.sandbox.acts.replies import respond
from bot.sandbox.errors import SlackError
from bot.sandbox.model import Json
from bot.sandbox.strikes import through
from bot.sandbox.world import World


class ResponseHooks:
    """Serves `/hooks/actions/{team}/{key}`."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Take one answer, if no fault named `response_url` strikes it; five are taken in thirty minutes."""

        async def serve() -> web.StreamResponse:
            raw = await request.read()
            return self._reply(raw, *self._take(request.match_info["key"], raw))

        def refuse(error: str, status: int, seconds: int) -> web.StreamResponse:
            return self._reply(b"{}", status, error)

        return await through(self.world.faults, request, "response_url", serve, refuse)

    def _reply(self, raw: bytes, status: int, text: str) -> web.Response:
        """Record an answer and say what became of it."""
        answer = json.dumps({"ok": status == 200, "text": text}).encode()
        self.world.wire.record(
            self.world.clock.now(), "from_bot", "response_url", status, 0.0, _json(raw), answer
        )
        if status == 200:
            return web.Response(text="ok")
        return web.json_response({"ok": False, "error": text}, status=status)

    def _take(self, key: str, raw: bytes) -> tuple[int, str]:
        """Give the status and the word for an answer."""
        ticket = self.world.response_urls.use(key)
        if isinstance(ticket, str):
            return 404, ticket
        try:
            body: Json = json.loads(raw)
            respond(self.world, self.world.workspaces[ticket.team_id], ticket, body)
        except ValueError:
            return 400, "invalid_payload"
        except SlackError as refusal:
            self.world.refused.append(
                {"method": "response_url", "args": json.loads(raw), "answer": refusal.answer()}
            )
            return 400, refusal.code
        return 200, "ok"


def _json(raw: bytes) -> bytes:
    """Give a body for the record: itself when it is JSON."""
    try:
        json.loads(raw)
    except ValueError:
        return json.dumps({"raw": raw.decode(errors="replace")}).encode()
    return raw

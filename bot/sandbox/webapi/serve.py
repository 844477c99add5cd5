"""Takes a Web API call off the wire: arguments, token, scopes, pace, faults; answers and records it."""

import base64
import json
import time
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.errors import SlackError
from bot.sandbox.model import Json, Token
from bot.sandbox.strikes import through
from bot.sandbox.webapi.registry import METHODS, Call, Method
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

STRUCTURED = ("blocks", "view", "metadata", "files", "attachments", "message")


async def arguments(request: web.Request) -> Json:
    """Give the arguments of a call: query, form and JSON together."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        raw = await request.read()
        body = json.loads(raw) if raw else {}
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        args.update(body)
    elif request.method == "POST" and request.content_type != "application/octet-stream":
        args.update({k: v for k, v in (await request.post()).items() if isinstance(v, str)})
    args.update(_basic(request))
    for name in STRUCTURED:
        value = args.get(name)
        if isinstance(value, str) and value[:1] in "[{":
            args[name] = _parsed(name, value)
    return args


def _basic(request: web.Request) -> Json:
    """Give the app's credentials when they came as HTTP Basic."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Basic":
        return {}
    client, _, secret = base64.b64decode(value).decode().partition(":")
    return {"client_id": client, "client_secret": secret}


def _parsed(name: str, value: str) -> Any:
    """Give a structured argument that came as JSON text."""
    try:
        return json.loads(value)
    except ValueError:
        raise SlackError("invalid_blocks_format" if name == "blocks" else "invalid_json") from None


@dataclass(slots=True)
class Reply:
    """What becomes of a call. `scopes` are those of its token; `retry_after` is in seconds."""

    args: Json
    answer: Json
    status: int = 200
    retry_after: int = 0
    scopes: str | None = None


class WebApi:
    """Serves `/api/{method}`."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, or do to it what a fault says."""
        name = request.match_info["method"]
        started = time.perf_counter()

        async def serve() -> web.StreamResponse:
            return self._reply(name, await self._answer(request, name), started)

        def refuse(error: str, status: int, seconds: int) -> web.StreamResponse:
            return self._reply(name, Reply({}, {"ok": False, "error": error}, status, seconds), started)

        return await through(self.world.faults, request, name, serve, refuse)

    async def _answer(self, request: web.Request, name: str) -> Reply:
        """Read the arguments of a call, run its method and give the answer, whatever it is."""
        reply = Reply({}, {"ok": False, "error": "invalid_json"})
        try:
            reply.args = await arguments(request)
        except ValueError:
            return reply
        except SlackError as refusal:
            reply.answer = refusal.answer()
            return reply
        try:
            self._run(name, request, reply)
        except SlackError as refusal:
            reply.answer = refusal.answer()
            if refusal.code.startswith("invalid_") and "response_metadata" in refusal.extra:
                self.world.refused.append({"method": name, "args": reply.args, "answer": reply.answer})
        return reply

    def _run(self, name: str, request: web.Request, reply: Reply) -> None:
        """Run a method into a reply, if the token and the pace allow it."""
        found = METHODS.get(name)
        if found is None:
            raise SlackError("unknown_method", req_method=name)
        token, space = self._who(found, request, reply)
        if self.world.pace.enabled:
            channel = str(reply.args.get("channel") or "")
            wait = self.world.pace.check(space.team_id, name, found.tier, channel)
            if wait:
                reply.status, reply.retry_after = 429, wait
                raise SlackError("ratelimited")
        if self.world.faults.active:
            self._change(name, token, space, reply.args)
        reply.answer = found.run(Call(self.world, space, token, reply.args))

    def _change(self, name: str, token: Token, space: Workspace, args: Json) -> None:
        """Let happen under a call what a fault says: a token dies, a person leaves, a channel closes."""
        if self.world.faults.draw(name, "revoked_token"):
            token.revoked = True
            raise SlackError("token_revoked")
        target = str(args.get("channel") or "")
        channel = space.channels.get(target)
        person = args.get("user") or args.get("users") or (channel.im_user if channel else target)
        user = space.users.get(str(person))
        if user is not None and self.world.faults.draw(name, "deactivated_user"):
            user.deleted = True
            self.world.hub.notify("sidebar")
        if channel is not None and self.world.faults.draw(name, "archived_channel"):
            channel.archived = True
            self.world.hub.notify("sidebar")

    def _who(self, found: Method, request: web.Request, reply: Reply) -> tuple[Token, Workspace]:
        """Give the token of a call and its workspace; refuses as Slack does."""
        world = self.world
        first = next(iter(world.workspaces.values()))
        if not found.tokens:
            return Token("", first.team_id, "none", ""), first
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        value = value if scheme == "Bearer" else str(reply.args.get("token") or "")
        if not value:
            raise SlackError("not_authed")
        token = world.tokens.get(value)
        if token is None:
            raise SlackError("invalid_auth")
        space = world.workspaces.get(token.team_id, first)
        if token.kind == "bot" and not space.installed:
            raise SlackError("account_inactive")
        if token.revoked:
            raise SlackError("token_revoked")
        if token.expires_at and token.expires_at <= world.clock.now().timestamp():
            raise SlackError("token_expired")
        if token.kind not in found.tokens:
            raise SlackError("not_allowed_token_type")
        if token.scopes is not None:
            reply.scopes = ",".join(sorted(token.scopes))
            if found.scopes and token.scopes.isdisjoint(found.scopes):
                raise SlackError("missing_scope", needed=found.scopes[0], provided=reply.scopes)
        return token, space

    def _reply(self, name: str, reply: Reply, started: float) -> web.Response:
        """Record an exchange and give its response."""
        raw = json.dumps(reply.answer).encode()
        took = (time.perf_counter() - started) * 1000
        body = json.dumps(reply.args, default=str).encode()
        self.world.wire.record(self.world.clock.now(), "from_bot", name, reply.status, took, body, raw)
        response = web.Response(
            body=raw, status=reply.status, content_type="application/json", charset="utf-8"
        )
        if reply.status == 429:
            response.headers["Retry-After"] = str(max(1, reply.retry_after))
        if reply.scopes is not None:
            response.headers["X-OAuth-Scopes"] = reply.scopes
        return response

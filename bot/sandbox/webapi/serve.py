"""Takes a Web API call off the wire: arguments, token, scopes, pace, faults; answers and records it."""

import asyncio
import base64
import json
import time
from typing import Any

from aiohttp import web

from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.model import Json, Token
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


class WebApi:
    """Serves `/api/{method}`."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, or do to it what a fault says."""
        name = request.match_info["method"]
        started = time.perf_counter()
        faults = self.world.faults
        args: Json = {}
        cut: Fault | None = None
        if faults.active:
            refusal = await self._strike(request, name)
            if refusal is not None:
                return self._reply(
                    name, args, {"ok": False, "error": _word(refusal)}, refusal.status, started, refusal
                )
            if faults.draw(name, "cut_before"):
                return _severed(request)
            cut = faults.draw(name, "cut_after")
        status, retry = 200, None
        try:
            args = await arguments(request)
            answer, retry = self._run(name, request, args)
            status = 429 if retry else 200
        except ValueError:
            answer = {"ok": False, "error": "invalid_json"}
        except SlackError as refusal_of_slack:
            answer = refusal_of_slack.answer()
            if answer["error"].startswith("invalid_") and "response_metadata" in answer:
                self.world.refused.append({"method": name, "args": args, "answer": answer})
        response = self._reply(
            name, args, answer, status, started, Fault(name, "429", seconds=retry) if retry else None
        )
        return _severed(request) if cut else response

    async def _strike(self, request: web.Request, name: str) -> Fault | None:
        """Let the faults that come before the method's work strike; gives one that answers in its place."""
        slow = self.world.faults.draw(name, "latency")
        if slow:
            await asyncio.sleep(slow.seconds)
        fault = self.world.faults.draw(name, "5xx", "429")
        if fault is not None:
            await request.read()
            if fault.kind == "429":
                fault.status = 429
        return fault

    def _run(self, name: str, request: web.Request, args: Json) -> tuple[Json, int | None]:
        """Run a method; gives its answer, and the Retry-After when the pace does not allow it."""
        found = METHODS.get(name)
        if found is None:
            raise SlackError("unknown_method", req_method=name)
        token, space = self._who(found, request, args)
        if self.world.pace.enabled:
            wait = self.world.pace.check(space.team_id, name, found.tier, str(args.get("channel") or ""))
            if wait:
                return {"ok": False, "error": "ratelimited"}, wait
        return found.run(Call(self.world, space, token, args)), None

    def _who(self, found: Method, request: web.Request, args: Json) -> tuple[Token, Workspace]:
        """Give the token of a call and its workspace; refuses as Slack does."""
        world = self.world
        first = next(iter(world.workspaces.values()))
        if not found.tokens:
            return Token("", first.team_id, "none", ""), first
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        value = value if scheme == "Bearer" else str(args.get("token") or "")
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
        if found.scopes and token.scopes is not None and token.scopes.isdisjoint(found.scopes):
            raise SlackError("missing_scope", needed=found.scopes[0], provided=",".join(sorted(token.scopes)))
        return token, space

    def _reply(
        self, name: str, args: Json, answer: Json, status: int, started: float, limit: Fault | None
    ) -> web.Response:
        """Record an exchange and give its response."""
        raw = json.dumps(answer).encode()
        took = (time.perf_counter() - started) * 1000
        body = json.dumps(args, default=str).encode()
        self.world.wire.record(self.world.clock.now(), "from_bot", name, status, took, body, raw)
        response = web.Response(body=raw, status=status, content_type="application/json", charset="utf-8")
        if limit is not None and status == 429:
            response.headers["Retry-After"] = str(max(1, round(limit.seconds)))
        return response


def _word(fault: Fault) -> str:
    """Give the error code that a fault answers with."""
    return "ratelimited" if fault.kind == "429" else "internal_error"


def _severed(request: web.Request) -> web.StreamResponse:
    """Cut the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)

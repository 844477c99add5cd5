"""Slack by HTTP: signed requests to one address, and a page that says whether all is well."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

import yarl
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.log import EventLog
from bot.slack.door import Body, Door

PATH = "/slack/events"
BACKLOG = 1024
LARGEST = 1024 * 1024
"""Bytes of a request at the most; Slack's largest is a view with its state, about a quarter of that."""

CALENDARS = "/calendar/"

Health = Callable[[], Awaitable[dict[str, Any]]]
Shared = Callable[[str], Awaitable[str | None]]
log = EventLog("http")


class HttpDoor:
    """Serves Slack's requests, `/healthz`, and shared calendars."""

    def __init__(self, door: Door | None, signing_secret: str, health: Health, shared: Shared) -> None:
        """Hand requests that are signed with `signing_secret` to `door`; without one serve the rest alone.

        `shared` gives the calendar that belongs to a token.
        """
        self._door = door
        self._verifier = SignatureVerifier(signing_secret)
        self._health = health
        self._shared = shared
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; give the port, which the system chooses for 0."""
        app = web.Application(client_max_size=LARGEST)
        if self._door is not None:
            app.router.add_post(PATH, self._receive)
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get(CALENDARS + "{token:[A-Za-z0-9_-]{20,128}}.ics", self._calendar)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port, backlog=BACKLOG).start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Finish what was begun, then listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        raw = await request.read()
        if b"ssl_check=1" in raw[:200]:
            return web.Response()
        if not self._is_signed(request, raw):
            log.warning("door.refused", why="signature")
            return web.json_response({"error": "invalid request"}, status=401)
        body = decoded(request.content_type, raw)
        if body is None:
            return web.json_response({"error": "unreadable request"}, status=400)
        if body.get("type") == "url_verification":
            return web.json_response({"challenge": body.get("challenge")})
        assert self._door is not None
        answer = await self._door.answer(body)
        headers = {name: values[0] for name, values in answer.headers.items()}
        return web.Response(status=answer.status, text=answer.body or "", headers=headers)

    def _is_signed(self, request: web.Request, raw: bytes) -> bool:
        """Say whether Slack signed the request, within the last five minutes."""
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (timestamp.isdecimal() and signature.isascii()):
            return False
        try:
            return self._verifier.is_valid(raw, timestamp, signature)
        except UnicodeDecodeError:  # Slack writes UTF-8
            return False

    async def _calendar(self, request: web.Request) -> web.Response:
        """A shared calendar; the token is all that is asked for, so it is never logged."""
        content = await self._shared(request.match_info["token"])
        if content is None:
            return web.Response(status=404)
        mark = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
        headers = {"ETag": mark, "Cache-Control": "private, max-age=3600", "X-Robots-Tag": "noindex"}
        if request.headers.get("If-None-Match") == mark:
            return web.Response(status=304, headers=headers)
        return web.Response(text=content, content_type="text/calendar", charset="utf-8", headers=headers)

    async def _healthz(self, _: web.Request) -> web.Response:
        health = await self._health()
        return web.json_response(health, status=200 if health["ok"] else 503)


def decoded(content_type: str, raw: bytes) -> Body | None:
    """Give a request's content: JSON, a form, or JSON in a form's field; None when it is neither.

    yarl decodes forms twenty times faster than the standard library.
    """
    try:
        if content_type == "application/json":
            body = json.loads(raw)
        else:
            form = dict(yarl.URL.build(query_string=raw.decode(), encoded=True).query)
            body = json.loads(form["payload"]) if "payload" in form else form
    except ValueError:
        return None
    return body if isinstance(body, dict) and body else None

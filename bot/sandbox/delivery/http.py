"""Signed HTTP: requests to the bot's URL, with Slack's signature, content types and retry headers."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.delivery.ack import Ack
from bot.sandbox.faults import Faults
from bot.sandbox.model import Json

MOST_REDIRECTS = 2


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Give the v0 signature of a body."""
    base = f"v0:{timestamp}:".encode() + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpTransport:
    """Delivers by HTTP to `url`."""

    def __init__(self, url: str, secret: str, faults: Faults, ack_seconds: float) -> None:
        self.url, self.secret, self.faults, self.ack_seconds = url, secret, faults, ack_seconds
        self._session: aiohttp.ClientSession | None = None

    async def send(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Ack:
        """Post a payload and read the answer as Slack does."""
        content, body = encoded(kind, payload)
        timestamp = str(int(time.time()))
        headers = {"Content-Type": content, "X-Slack-Request-Timestamp": timestamp,
                   "X-Slack-Signature": signature(self.secret, timestamp, body),
                   "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}  # fmt: skip
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        if self._session is None:
            self._session = aiohttp.ClientSession()
        lost = self.faults.draw(kind, "lost_ack") is not None
        try:
            async with asyncio.timeout(self.ack_seconds):
                async with self._session.post(
                    self.url, data=body, headers=headers, max_redirects=MOST_REDIRECTS + 1
                ) as response:
                    ack = read_answer(response.status, response.headers, await response.text())
                if lost:
                    await asyncio.Event().wait()
                return ack
        except TimeoutError:
            return Ack(False, reason="http_timeout", status=0)
        except aiohttp.TooManyRedirects:
            return Ack(False, reason="too_many_redirects", status=0)
        except aiohttp.ClientSSLError:
            return Ack(False, reason="ssl_error", status=0)
        except aiohttp.ClientError:
            return Ack(False, reason="connection_failed", status=0)

    async def stop(self) -> None:
        """Close the HTTP session."""
        if self._session is not None:
            await self._session.close()


def encoded(kind: str, payload: Json) -> tuple[str, bytes]:
    """Give the content type and body of a payload: JSON, a form, or a form field with JSON in it."""
    if kind == "events_api":
        return "application/json", json.dumps(payload).encode()
    if kind == "slash_commands":
        fields = {k: ("true" if v is True else "false" if v is False else v) for k, v in payload.items()}
        return "application/x-www-form-urlencoded", urlencode(fields).encode()
    return "application/x-www-form-urlencoded", urlencode({"payload": json.dumps(payload)}).encode()


def read_answer(status: int, headers: Mapping[str, str], text: str) -> Ack:
    """Give what an answer means: 2xx is an acknowledgement, with a body as JSON or plain text."""
    no_retry = headers.get("x-slack-no-retry") == "1"
    if not 200 <= status < 300:
        return Ack(False, reason="http_error", status=status, no_retry=no_retry)
    if not text.strip():
        return Ack(True, status=status)
    try:
        body = json.loads(text)
    except ValueError:
        return Ack(True, {"text": text}, status=status)
    return Ack(True, body if isinstance(body, dict) else {"text": text}, status=status)

"""Slack's request signature, for requests that benchmarks send."""

from __future__ import annotations

import hashlib
import hmac
import time
from urllib.parse import quote_plus

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-111-222-abc"
APP_TOKEN = "xapp-1-A1-1-abc"
TEAM_ID = "T0000000001"


def form(payload: str) -> bytes:
    """Give the body that Slack sends for an interaction."""
    return b"payload=" + quote_plus(payload).encode()


def signed(body: bytes) -> dict[str, str]:
    """Give the headers that Slack sends with `body` at this moment."""
    timestamp = str(int(time.time()))
    base = b"v0:" + timestamp.encode() + b":" + body
    return {
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": "v0=" + hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest(),
        "content-type": "application/x-www-form-urlencoded",
    }

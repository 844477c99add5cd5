"""One event on its way to a webhook: signed, sent to the address that was looked at, and judged.

Signatures follow Standard Webhooks: `webhook-id` is the event's key, the same at every attempt, so that a
receiver that keeps the keys it has seen takes each event once; `webhook-signature` is the HMAC-SHA256 of
"id.timestamp.body" under the webhook's secret.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import secrets
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import certifi
import httpx

from bot.outbox.address import Forbidden, Network, parsed, target_of

PREFIX = "whsec_"
CONNECT = 5.0
REDIRECTS = 3
MOST_ANSWER = 64 * 1024
AGENT = "Milepost (webhooks)"
_KEEPS_METHOD = (307, 308)
_LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an attempt: `code` is "sent", or one of the words in prompts/messages/outbox.yaml.

    `final` when trying again would change nothing; `wait` is how long the receiver asked us to.
    """

    code: str
    final: bool = False
    wait: timedelta | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the receiver has it."""
        return self.code == "sent"


def new_secret() -> str:
    """Give a secret that nobody can guess."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, key: str, timestamp: int, body: bytes) -> str:
    """Give the signature of an event, as the header holds it."""
    raw = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{key}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()


@dataclass(frozen=True, slots=True)
class Signed:
    """Where an event goes, and what signs it."""

    url: str
    secret: str
    key: str
    body: bytes


def new_client() -> httpx.AsyncClient:
    """Give what speaks HTTP; making one reads all the certificates that are trusted, so one serves many.

    Trusted are those of this machine (or of the file that SSL_CERT_FILE names) and the public ones.
    """
    trusted = ssl.create_default_context()
    trusted.load_verify_locations(certifi.where())
    return httpx.AsyncClient(trust_env=False, verify=trusted)


async def send(
    client: httpx.AsyncClient, event: Signed, moment: datetime, own: Sequence[Network], seconds: float
) -> Verdict:
    """Hand an event over within `seconds`; every address on the way is looked at before it is used."""
    timestamp = int(moment.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "webhook-id": event.key,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(event.secret, event.key, timestamp, event.body),
    }
    client.timeout = httpx.Timeout(seconds, connect=min(CONNECT, seconds))
    try:
        async with asyncio.timeout(seconds):
            return await _follow(client, parsed(event.url), headers, event.body, own)
    except Forbidden as forbidden:
        return Verdict(forbidden.code, final=True)
    except (TimeoutError, httpx.TimeoutException):
        return Verdict("too_slow")
    except (OSError, httpx.HTTPError):
        return Verdict("unreachable")


async def _follow(
    client: httpx.AsyncClient, url: httpx.URL, headers: dict[str, str], body: bytes, own: Sequence[Network]
) -> Verdict:
    for _ in range(REDIRECTS + 1):
        target = await target_of(url, own)
        request = client.build_request(
            "POST",
            target.pinned,
            content=body,
            headers={**headers, "Host": url.netloc.decode()},
            extensions={"sni_hostname": url.host},
        )
        response = await client.send(request, stream=True)
        try:
            await _read(response)
            location = response.headers.get("Location")
            if response.status_code not in _KEEPS_METHOD or not location:
                return _judge(response)
            url = parsed(str(url.join(location)))
        finally:
            await response.aclose()
    return Verdict("too_many_redirects")


async def _read(response: httpx.Response) -> None:
    """Read what is answered as far as it is of interest: a connection that breaks here broke in time."""
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > MOST_ANSWER:
            return


def _judge(response: httpx.Response) -> Verdict:
    if response.is_success:
        return Verdict("sent")
    if response.status_code == httpx.codes.GONE:
        return Verdict("gone", final=True)
    after = response.headers.get("Retry-After", "")
    wait = min(timedelta(seconds=int(after)), _LONGEST_WAIT) if after.isdecimal() else None
    return Verdict(f"refused_{response.status_code}", wait=wait)

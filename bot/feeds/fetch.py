"""Gets one file over the web: http and https alone, few redirects, a limit on size and on time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx

from bot.documents.feed import MAX_BYTES

SECONDS = 20.0
REDIRECTS = 3
CONNECT = 5.0
AGENT = "Milepost (school calendar reader)"
_PLAIN = {"webcal": "https", "webcals": "https"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes and their version mark, or no bytes because they are as they were."""

    content: bytes | None
    etag: str | None


class FetchFault(Exception):
    """Nothing usable came; `code` and `facts` are the words in prompts/messages/feeds.yaml that say why."""

    def __init__(self, code: str, **facts: object) -> None:
        """Keep what the words need."""
        super().__init__(code)
        self.code = code
        self.facts = facts


def address(text: str) -> str:
    """Give the address that a person means; `webcal://` is https. Raises `FetchFault` for anything else."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError):
        raise FetchFault("not_an_address") from None
    url = url.copy_with(scheme=_PLAIN.get(url.scheme, url.scheme))
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchFault("not_an_address")
    return str(url)


async def fetch(url: str, etag: str | None = None, *, limit: int = MAX_BYTES) -> Fetched:
    """Get what is at `url`, unless it still is what `etag` marks. Raises `FetchFault`."""
    headers = {"User-Agent": AGENT, "Accept": "text/calendar, */*;q=0.5"}
    if etag:
        headers["If-None-Match"] = etag
    timeout = httpx.Timeout(SECONDS, connect=CONNECT)
    try:
        async with asyncio.timeout(SECONDS):
            async with httpx.AsyncClient(timeout=timeout, headers=headers, trust_env=True) as client:
                return await _follow(client, address(url), limit)
    except (TimeoutError, httpx.TimeoutException):
        raise FetchFault("too_slow", seconds=round(SECONDS)) from None
    except httpx.HTTPError as error:
        raise FetchFault("unreachable", kind=type(error).__name__) from None


async def _follow(client: httpx.AsyncClient, url: str, limit: int) -> Fetched:
    """Get `url`, and where it leads to; every stop on the way has to be a web address too."""
    for _ in range(REDIRECTS + 1):
        async with client.stream("GET", url) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return Fetched(None, None)
            if response.is_redirect and response.headers.get("Location"):
                url = address(str(response.url.join(response.headers["Location"])))
                continue
            if response.status_code != httpx.codes.OK:
                raise FetchFault("refused", status=response.status_code)
            return Fetched(await _body(response, limit), response.headers.get("ETag"))
    raise FetchFault("too_many_redirects")


async def _body(response: httpx.Response, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > limit:
            raise FetchFault("too_big", megabytes=limit // 1_000_000)
        parts.append(part)
    return b"".join(parts)

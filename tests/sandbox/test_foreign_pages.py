"""A foreign page in the same browser does not drive the workspace; programs and its own page do."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Start

SAY = {"as": "U0DANA", "act": "message", "channel": "C0LEAD", "text": "hello"}
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},  # another port of this machine
    {"Origin": "https://example.org"},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
]
VISIT = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """What sends whatever headers it is told."""
    async with aiohttp.ClientSession() as opened:
        yield opened


async def posted(server: SandboxServer, session: aiohttp.ClientSession, headers: dict[str, str]) -> int:
    """The status of something said from the page."""
    async with session.post(f"{server.url}/_/do", json=SAY, headers=headers) as response:
        return response.status


async def got(
    server: SandboxServer, session: aiohttp.ClientSession, path: str, headers: dict[str, str]
) -> int:
    """The status of something asked for."""
    async with session.get(f"{server.url}{path}", headers=headers) as response:
        return response.status


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_a_foreign_page_does_nothing(
    server: SandboxServer, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    assert await posted(server, session, headers) == 403
    for path in ("/_/view?as=U0DANA", "/_/wire", "/_/stream", "/page/main.js"):
        assert await got(server, session, path, headers) == 403
    form = {"token": server.bot_token, "channel": "C0LEAD", "text": "as the app"}
    async with session.post(f"{server.api_url}chat.postMessage", data=form, headers=headers) as response:
        assert response.status == 403
    assert server.person("U0DANA").messages("C0LEAD") == []


async def test_its_own_page_and_programs_come_in(
    server: SandboxServer, session: aiohttp.ClientSession
) -> None:
    own = {"Origin": server.url, "Sec-Fetch-Site": "same-origin"}
    assert [await posted(server, session, headers) for headers in (own, {})] == [200, 200]
    assert len(server.person("U0DANA").messages("C0LEAD")) == 2


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8080", 200),
        ("127.0.0.1:8080", 200),
        ("[::1]:8080", 200),
        ("workspace:8080", 200),
        ("rebound.example.org", 403),
        ("localhost.example.org:8080", 403),
        ("127.0.0.1.example.org", 403),
        ("[not a number]", 403),
    ],
)
async def test_a_name_that_is_not_ours_is_refused_even_if_the_page_seems_our_own(
    start: Start, session: aiohttp.ClientSession, name: str, status: int
) -> None:
    server = await start(names=["workspace"])
    assert await posted(server, session, {"Host": name, "Origin": f"http://{name}"}) == status
    assert await got(server, session, "/", {"Host": name}) == status


async def test_a_link_leads_to_the_page_and_to_nothing_else(
    server: SandboxServer, session: aiohttp.ClientSession
) -> None:
    assert await got(server, session, "/", VISIT) == 200
    assert await got(server, session, "/_/view?as=U0DANA", VISIT) == 403
    told = f"/api/chat.postMessage?token={server.bot_token}&channel=C0LEAD&text=x"
    assert await got(server, session, told, VISIT) == 403
    assert await got(server, session, "/", {**VISIT, "Sec-Fetch-Dest": "iframe"}) == 403
    assert server.calls == []


async def test_no_page_may_show_it_inside_itself(
    server: SandboxServer, session: aiohttp.ClientSession
) -> None:
    async with session.get(server.url) as response:
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Content-Security-Policy"] == "frame-ancestors 'none'"

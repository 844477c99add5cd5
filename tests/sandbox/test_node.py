"""The published Slack libraries for Node run against the workspace as they are, in both modes."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.sandbox import SandboxServer
from tests.node import HOME, MODULES, node, package
from tests.sandbox.conftest import Start

LIBRARIES = ("@slack/bolt", "@slack/web-api", "@slack/socket-mode")


@pytest.fixture(scope="module")
def libraries() -> str:
    """Node's path, where Slack's libraries are installed for it."""
    for name in LIBRARIES:
        package(name)
    return node()


@asynccontextmanager
async def run(
    program: str, server: SandboxServer, mode: str = "socket"
) -> AsyncIterator[asyncio.StreamReader]:
    """Run a program on Node, told only where the workspace is; gives what it prints. It ends by itself."""
    settings = {
        "NODE_PATH": str(MODULES),
        "SANDBOX_API": server.api_url,
        "SANDBOX_BOT_TOKEN": server.bot_token,
        "SANDBOX_APP_TOKEN": server.app_token,
        "SANDBOX_SECRET": server.signing_secret,
        "SANDBOX_MODE": mode,
    }
    process = await asyncio.create_subprocess_exec(
        node(),
        str(HOME / program),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **settings},
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield process.stdout
    finally:
        process.stdin.close()
        await process.wait()
    assert process.returncode == 0


async def line(said: asyncio.StreamReader) -> str:
    """The next line that a program prints."""
    async with asyncio.timeout(20):
        return (await said.readline()).decode().strip()


def test_the_libraries_are_locked_by_what_they_hold_and_not_by_where_they_came_from() -> None:
    lock = json.loads((HOME / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((HOME / "package.json").read_text("utf-8"))["dependencies"]
    locked = {path: one for path, one in lock["packages"].items() if path}
    assert {f"node_modules/{name}": version for name, version in wanted.items()}.items() <= {
        path: one["version"] for path, one in locked.items()
    }.items()
    assert [path for path, one in locked.items() if "resolved" in one or "integrity" not in one] == []


@pytest.mark.usefixtures("libraries")
@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_an_app_on_bolt_cannot_tell_the_workspace_from_slack(start: Start, mode: str) -> None:
    server = await start(delivery=mode)
    async with run("echo.cjs", server, mode) as said:
        word, _, port = (await line(said)).partition(" ")
        assert word == "ready"
        server.set_request_url(f"http://127.0.0.1:{port}/slack/events")
        await server.connected()
        dana = server.person("U0DANA")
        await dana.command("/echo hello", channel="C0LEAD")
        await dana.until(lambda: len(dana.messages("C0LEAD")) == 2)
        heard, opener = dana.messages("C0LEAD")
        assert (heard.text, heard.ephemeral) == ("You said hello", True)
        await dana.click(opener, "open")
        await dana.until(lambda: dana.modal is not None)
        assert (await dana.submit({"words": "no"})).errors == {"words_block": "More, please"}
        assert (await dana.submit({"words": "on track"})).closed
        await dana.until(lambda: bool(dana.messages()))
        assert [m.text for m in dana.messages()] == ["7: on track"]
        await dana.open_home()
        await dana.until(lambda: dana.home is not None)
        await dana.click_home("open")
        await dana.until(lambda: dana.modal is not None)


@pytest.mark.usefixtures("libraries")
async def test_the_web_client_does_what_its_documentation_shows(start: Start) -> None:
    server = await start()
    async with run("web.cjs", server) as said:
        told: dict[str, Any] = json.loads(await line(said))
    assert told["user_id"] == server.bot_user_id
    assert told["everybody"] == ["U0DANA", "U0OMAR", "U0LENA", server.bot_user_id]
    first = told["conversation"]["first"]
    assert first["metadata"] == {"event_type": "milepost", "event_payload": {"key": "prompt:7"}}
    assert (first["text"], first["reply_count"]) == ("Changed", 1)
    assert [one["name"] for one in first["reactions"]] == ["tada"]
    assert told["conversation"]["thread"] == ["Changed", "A reply"]
    assert told["conversation"]["link"].endswith(f"/archives/C0LEAD/p{first['ts'].replace('.', '')}")
    assert (told["upload"]["title"], told["upload"]["size"]) == ("A picture", len("not a png"))
    assert told["stale"]["error"] == "hash_conflict"
    assert told["unknown"] == {"code": "slack_webapi_platform_error", "error": "channel_not_found"}
    assert told["invalid"]["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/0/text/text]" in told["invalid"]["messages"][0]


@pytest.mark.usefixtures("libraries")
async def test_the_socket_client_answers_and_comes_back_when_it_is_sent_away(start: Start) -> None:
    server = await start()
    async with run("socket.cjs", server) as said:
        assert await line(said) == "ready 0"
        dana = server.person("U0DANA")
        assert [one.text for one in await dana.command("/milepost one", channel="C0LEAD")] == ["Heard one"]
        await server.disconnect()
        await server.until(lambda: server.hellos > 1)
        await server.until(lambda: server.connections == 1)
        assert [one.text for one in await dana.command("/milepost two", channel="C0LEAD")] == ["Heard two"]
        await dana.open_home()
        assert await line(said) == "opened U0DANA"

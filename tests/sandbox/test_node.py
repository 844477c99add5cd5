"""The published Slack libraries for Node run against the workspace as they are, in both modes.

They are looked for beside `echo.cjs` (after `npm install` there), or in the folder MILEPOST_NODE_MODULES.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Start

HERE = Path(__file__).parent / "node"
MODULES = Path(os.environ.get("MILEPOST_NODE_MODULES", HERE / "node_modules"))
NODE = shutil.which("node") or ""
pytestmark = pytest.mark.skipif(
    not NODE or not (MODULES / "@slack" / "bolt").is_dir(), reason="Node's Slack libraries are not installed"
)


@asynccontextmanager
async def echo(server: SandboxServer, mode: str) -> AsyncIterator[int]:
    """Run the echo app; gives the port that it listens on (0 in Socket Mode)."""
    settings = {
        "NODE_PATH": str(MODULES),
        "SANDBOX_API": server.api_url,
        "SANDBOX_BOT_TOKEN": server.bot_token,
        "SANDBOX_APP_TOKEN": server.app_token,
        "SANDBOX_SECRET": server.signing_secret,
        "SANDBOX_MODE": mode,
    }
    process = await asyncio.create_subprocess_exec(
        NODE,
        str(HERE / "echo.cjs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **settings},
    )
    assert process.stdout is not None
    assert process.stdin is not None
    async with asyncio.timeout(20):
        word, _, port = (await process.stdout.readline()).decode().partition(" ")
    assert word == "ready"
    yield int(port)
    process.stdin.close()
    await process.wait()


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_an_app_on_node_cannot_tell_the_workspace_from_slack(start: Start, mode: str) -> None:
    server = await start(delivery=mode)
    async with echo(server, mode) as port:
        server.set_request_url(f"http://127.0.0.1:{port}/slack/events")
        await server.connected()
        dana = server.person("U0DANA")
        await dana.command("/echo hello", channel="C0LEAD")
        await dana.until(lambda: len(dana.messages("C0LEAD")) == 2)
        said, opener = dana.messages("C0LEAD")
        assert (said.text, said.ephemeral) == ("You said hello", True)
        await dana.click(opener, "open")
        await dana.until(lambda: dana.modal is not None)
        assert (await dana.submit({"words": "no"})).errors == {"words_block": "More, please"}
        assert (await dana.submit({"words": "on track"})).closed
        await dana.until(lambda: bool(dana.messages()))
        assert [m.text for m in dana.messages()] == ["7: on track"]
        await dana.open_home()
        await dana.until(lambda: dana.home is not None)

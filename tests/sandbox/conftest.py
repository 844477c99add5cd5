"""A workspace with a bot of three lines, made of the published SDK, for the tests of the stand-in."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ChannelSeed, PersonSeed, SandboxServer, WorkspaceSeed

NOW = datetime(2026, 10, 26, 13, 0, tzinfo=UTC)
SEED = WorkspaceSeed(
    people=[
        PersonSeed("U0DANA", "Dana Whitfield", "dana@lincoln.example", "7th grade math lead"),
        PersonSeed("U0OMAR", "Omar Reyes", "omar@lincoln.example", "Principal", "America/Chicago"),
        PersonSeed("U0LENA", "Lena Park", "lena@lincoln.example", "Coach"),
    ],
    channels=[
        ChannelSeed("C0LEAD", "lincoln-leadership", ["U0DANA", "U0OMAR"]),
        ChannelSeed("C0OPEN", "lincoln-staff", ["U0DANA"], bot_member=False),
        ChannelSeed("C0QUIET", "principals", ["U0OMAR"], private=True, bot_member=False),
    ],
)
Start = Callable[..., Awaitable[SandboxServer]]
Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Starts workspaces with settings of a test's own, and stops them after it."""
    servers: list[SandboxServer] = []

    async def do(**settings: Any) -> SandboxServer:
        servers.append(await SandboxServer.start(SEED, now=NOW, **settings))
        return servers[-1]

    yield do
    for server in servers:
        await server.stop()


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """A workspace reached by Socket Mode, its clock frozen."""
    running = await SandboxServer.start(SEED, now=NOW)
    yield running
    await running.stop()


@pytest.fixture
def client(server: SandboxServer) -> AsyncWebClient:
    """The published client, pointed at the workspace, without retries."""
    return AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])


@pytest.fixture
def app(server: SandboxServer, client: AsyncWebClient) -> AsyncApp:
    """A bolt app without listeners; a test adds its own and then connects it."""
    return AsyncApp(client=client, process_before_response=True, signing_secret=server.signing_secret)


@pytest.fixture
async def connect(server: SandboxServer) -> AsyncIterator[Connect]:
    """Connects an app by Socket Mode and closes what it connected."""
    handlers: list[AsyncSocketModeHandler] = []

    async def do(app: AsyncApp) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(app, server.app_token)
        handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await server.connected()
        return handler

    yield do
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]


def button(action_id: str, value: str = "v", words: str = "Go") -> dict[str, Any]:
    """An actions block with one button."""
    text = {"type": "plain_text", "text": words}
    return {
        "type": "actions",
        "elements": [{"type": "button", "action_id": action_id, "value": value, "text": text}],
    }


def modal(callback_id: str = "m", title: str = "Check in", **more: Any) -> dict[str, Any]:
    """A modal with one required text input, `words`, in the block `words_block`."""
    block = {
        "type": "input",
        "block_id": "words_block",
        "label": {"type": "plain_text", "text": "Your words"},
        "element": {"type": "plain_text_input", "action_id": "words"},
    }
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [block],
        **more,
    }

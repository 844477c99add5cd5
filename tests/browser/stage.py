"""Sets the stage: a workspace, the exhibit connected to it, and a few days of conversation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from resvg_py import svg_to_bytes
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.browser.exhibit import stories
from tests.browser.exhibit.app import build
from tests.browser.exhibit.district import EVENTS, MANIFEST, SEED
from tests.browser.exhibit.pieces import Json

START = datetime(2026, 10, 22, 12, 30, tzinfo=UTC)
ACK_SECONDS = 1.0
BARS = [
    ("Completed", 11, "#2f7d5b"),
    ("On track", 9, "#4c8fbd"),
    ("Behind", 2, "#d08a1d"),
    ("Not started", 4, "#9aa5a1"),
]


@dataclass
class Stage:
    """What a test plays on."""

    server: SandboxServer
    client: AsyncWebClient
    heard: list[Json] = field(default_factory=list)

    async def post(
        self, channel: str, text: str, blocks: list[Json] | None = None, thread_ts: str | None = None
    ) -> str:
        """Post as the bot; gives the message's ts."""
        answer = await self.client.chat_postMessage(
            channel=channel, text=text, blocks=blocks, thread_ts=thread_ts
        )
        self.server.clock.advance(timedelta(minutes=7))
        return str(answer["ts"])


def chart() -> bytes:
    """A small bar chart as PNG."""
    rows = "".join(
        f'<text x="16" y="{34 + at * 38}">{name}</text>'
        f'<rect x="130" y="{18 + at * 38}" width="{count * 28}" height="24" rx="4" fill="{color}"/>'
        f'<text x="{140 + count * 28}" y="{35 + at * 38}">{count}</text>'
        for at, (name, count, color) in enumerate(BARS)
    )
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="520" height="172" font-size="15" fill="#26312e"'
    paper = '<rect width="520" height="172" fill="white"/>'
    drawn = f'{head} font-family="Liberation Sans, Arial">{paper}{rows}</svg>'
    return bytes(svg_to_bytes(svg_string=drawn))


@asynccontextmanager
async def raise_stage(port: int = 0) -> AsyncIterator[Stage]:
    """A running workspace with the exhibit in it."""
    server = await SandboxServer.start(SEED, now=START, manifest=MANIFEST, port=port, ack_seconds=ACK_SECONDS)
    server.set_events(EVENTS)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    stage = Stage(server, client)
    handler = AsyncSocketModeHandler(build(client, stage.heard), server.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await server.connected()
    try:
        yield stage
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
        await server.stop()


async def play(stage: Stage) -> None:
    """A few days of conversation, up to the morning of the check-in."""
    server = stage.server
    uploaded = await stage.client.files_upload_v2(
        content=chart(), filename="actions.png", title="Actions by status", alt_txt="Actions by status"
    )
    root = await stage.post(
        "C0LEAD",
        "September at Lincoln Middle: 7 of 9 milestones answered.",
        stories.digest(uploaded["file"]["id"]),
    )
    await stage.post(
        "C0LEAD", "Score together is behind for the second month.", stories.lagging(), thread_ts=root
    )
    paula, carla = server.person("U0PAUL"), server.person("U0CARL")
    await paula.say(
        "C0LEAD",
        "Thank you all. Unit one agreed in September is a big step. "
        "<@U0DANA>, I can find a substitute for one afternoon.",
        None,
    )
    await paula.react(paula.messages("C0LEAD")[0], "tada")
    await carla.react(carla.messages("C0LEAD")[0], "tada")
    await carla.say(
        "C0LEAD",
        "I have two protocols for scoring together that take under an hour. Happy to bring them on Monday.",
        root,
    )
    server.clock.set(datetime(2026, 10, 26, 13, 0, tzinfo=UTC))
    await stage.post("C0MATH", "Reminder: check-ins open tomorrow at 9:00 AM.")
    await stage.post(
        "U0DANA", "October check-in for common unit assessments: where does it stand?", stories.prompt()
    )

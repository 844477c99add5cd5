"""The short way out: what it sends, and what it makes of answers that Slack would not give."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError

from bot.slack.client import make_client, open_session
from bot.slack.errors import Remedy, judge


@dataclass
class FarEnd:
    """Something that answers calls, and remembers what came."""

    url: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    bodies: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
async def far_end() -> AsyncIterator[FarEnd]:
    end = FarEnd()

    async def answer(request: web.Request) -> web.Response:
        end.bodies.append(await request.json())
        end.headers.append(dict(request.headers))
        return web.Response(**end.answer)

    app = web.Application()
    app.router.add_post("/api/chat.postMessage", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    end.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield end
    await runner.cleanup()


async def test_a_message_arrives_whole_with_the_token(far_end: FarEnd) -> None:
    far_end.answer = {"text": '{"ok": true, "ts": "1.2"}', "content_type": "application/json"}
    message = {
        "channel": "C1",
        "text": "Größe “x” 🎉",
        "blocks": [{"type": "divider"}],
        "unfurl_links": False,
    }
    async with open_session() as session:
        answer = await make_client(session, far_end.url, "xoxb-1").api_call("chat.postMessage", json=message)
    assert answer["ts"] == "1.2"
    assert far_end.bodies == [message]
    assert far_end.headers[0]["Authorization"] == "Bearer xoxb-1"
    assert far_end.headers[0]["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (200, "<html>captive portal</html>", "text/html"),
        (502, "<html>bad gateway</html>", "text/html"),
        (200, '{"ok": tr', "application/json"),
        (503, "[]", "application/json"),
        (200, "", "text/plain"),
    ],
)
async def test_an_answer_that_is_not_slacks_is_tried_again_with_care(
    far_end: FarEnd, status: int, text: str, kind: str
) -> None:
    far_end.answer = {"status": status, "text": text, "content_type": kind}
    async with open_session() as session:
        with pytest.raises(SlackApiError) as raised:
            await make_client(session, far_end.url, "xoxb-1").api_call("chat.postMessage", json={})
    verdict = judge(raised.value, 0)
    assert verdict.remedy is Remedy.RETRY
    assert verdict.doubtful


async def test_slacks_own_refusal_keeps_its_code_and_headers(far_end: FarEnd) -> None:
    far_end.answer = {
        "status": 429,
        "text": '{"ok": false, "error": "ratelimited"}',
        "content_type": "application/json",
        "headers": {"Retry-After": "7"},
    }
    async with open_session() as session:
        with pytest.raises(SlackApiError) as raised:
            await make_client(session, far_end.url, "xoxb-1").api_call("chat.postMessage", json={})
    assert judge(raised.value, 0).wait.total_seconds() == 7

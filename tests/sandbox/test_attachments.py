"""Attachments: what Slack keeps of them, in answers, in changes, and when somebody uses a button in one."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Connect, button

CARD = {"title": "Attendance", "text": "*Up* two points", "color": "#36a64f", "mood": "kept as it is"}


async def test_attachments_are_kept_numbered_and_with_a_fallback(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    said = {"channel": "C0LEAD", "attachments": [CARD, {"color": "good"}]}
    posted = await client.api_call("chat.postMessage", json=said)
    first = {**CARD, "id": 1, "color": "36a64f", "fallback": "*Up* two points"}
    second = {"id": 2, "color": "2eb886", "fallback": "[no preview available]"}
    assert posted["message"]["attachments"] == [first, second]
    assert posted["message"]["text"] == ""
    ts = posted["ts"]
    await client.chat_update(channel="C0LEAD", ts=ts, text="Words change, attachments stay")
    (message,) = (await client.conversations_history(channel="C0LEAD"))["messages"]
    assert message["attachments"] == [first, second]
    await client.chat_update(channel="C0LEAD", ts=ts, text="Gone", attachments=[])
    (message,) = (await client.conversations_history(channel="C0LEAD"))["messages"]
    assert "attachments" not in message


@pytest.mark.parametrize("wrong", [[{"title": 7}], ["words"], [{"fields": "none"}]])
async def test_malformed_attachments_are_refused(client: AsyncWebClient, wrong: Any) -> None:
    with pytest.raises(SlackApiError, match="invalid_attachments"):
        await client.chat_postMessage(channel="C0LEAD", text="x", attachments=wrong)


async def test_a_button_in_an_attachment_says_where_it_stands(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any], respond: Any) -> None:
        heard.append(body)
        await ack()
        await respond(replace_original=True, attachments=[{"text": "done"}])

    await connect(app)
    plain: dict[str, Any] = {"blocks": [button("go")]}
    await client.chat_postMessage(channel="C0LEAD", text="t", attachments=[{"text": "a"}, plain])
    dana = server.person("U0DANA")
    (message,) = dana.messages("C0LEAD")
    assert (await dana.click(message, "go")).error is None
    container = heard[0]["container"]
    assert (container["type"], container["attachment_id"]) == ("message_attachment", 2)
    (message,) = dana.messages("C0LEAD")
    assert [one["text"] for one in message.attachments] == ["done"]

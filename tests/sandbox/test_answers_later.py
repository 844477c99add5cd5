"""Response URLs: where they lead, how often, how long."""

from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Connect, button


async def pressed(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect, ephemeral: bool = False
) -> AsyncWebhookClient:
    """Post a button, press it as Dana, and give a client for the response URL that the app got."""
    urls: list[str] = []

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        urls.append(body["response_url"])

    await connect(app)
    if ephemeral:
        await client.chat_postEphemeral(channel="C0LEAD", user="U0DANA", text="first", blocks=[button("go")])
    else:
        await client.chat_postMessage(channel="C0LEAD", text="first", blocks=[button("go")])
    dana = server.person("U0DANA")
    await dana.click(dana.messages("C0LEAD")[0], "go")
    return AsyncWebhookClient(urls[0], retry_handlers=[])


async def test_an_answer_is_for_the_person_unless_it_says_otherwise(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    hook = await pressed(server, client, app, connect)
    await hook.send(text="only you")
    await hook.send(text="all of you", response_type="in_channel")
    dana, omar = server.person("U0DANA"), server.person("U0OMAR")
    assert [m.text for m in dana.messages("C0LEAD")] == ["first", "only you", "all of you"]
    assert [m.text for m in omar.messages("C0LEAD")] == ["first", "all of you"]


async def test_the_message_is_replaced_then_deleted(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    hook = await pressed(server, client, app, connect)
    await hook.send(text="done", replace_original=True)
    omar = server.person("U0OMAR")
    assert [(m.text, m.blocks) for m in omar.messages("C0LEAD")] == [("done", [])]
    await hook.send(delete_original=True)
    assert omar.messages("C0LEAD") == []


async def test_an_ephemeral_message_is_replaced_too(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    hook = await pressed(server, client, app, connect, ephemeral=True)
    await hook.send(text="done", replace_original=True)
    dana = server.person("U0DANA")
    assert [(m.text, m.ephemeral) for m in dana.messages("C0LEAD")] == [("done", True)]


async def test_five_answers_and_no_sixth(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    hook = await pressed(server, client, app, connect)
    statuses = [(await hook.send(text=str(n))).status_code for n in range(6)]
    assert statuses == [200] * 5 + [404]
    assert len(server.person("U0DANA").messages("C0LEAD")) == 6


async def test_after_half_an_hour_it_is_too_late(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    hook = await pressed(server, client, app, connect)
    server.clock.advance(timedelta(minutes=31))
    answer = await hook.send(text="late")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


async def test_an_answer_is_checked_like_a_message(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    hook = await pressed(server, client, app, connect)
    answer = await hook.send(
        text="t", blocks=[{"type": "alert", "text": {"type": "plain_text", "text": "x"}}]
    )
    assert (answer.status_code, "invalid_blocks" in answer.body) == (400, True)
    assert server.refused[-1]["method"] == "response_url"


async def test_a_fault_strikes_answers_too(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    hook = await pressed(server, client, app, connect)
    server.faults.add("response_url", "5xx", times=1, status=500)
    assert (await hook.send(text="lost")).status_code == 500
    assert (await hook.send(text="kept")).status_code == 200
    assert [m.text for m in server.person("U0DANA").messages("C0LEAD")] == ["first", "kept"]

"""Faults on demand, and Slack's pace: what the published client sees of them."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from bot.sandbox.faults import Faults
from tests.sandbox.conftest import Connect, Start
from tests.sandbox.test_messages import code


def post(client: AsyncWebClient, text: str = "x", channel: str = "C0LEAD") -> Any:
    """Give a call that posts a message."""
    return client.chat_postMessage(channel=channel, text=text)


def texts(server: SandboxServer) -> list[str]:
    """Give what stands in the leadership channel."""
    return [m.text for m in server.person("U0DANA").messages("C0LEAD")]


async def test_a_server_error_takes_nothing(server: SandboxServer, client: AsyncWebClient) -> None:
    server.faults.add("chat.postMessage", "5xx", times=1, status=502)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response.status_code == 502
    await post(client, "second")
    assert texts(server) == ["second"]


async def test_a_limit_says_when_to_come_again(server: SandboxServer, client: AsyncWebClient) -> None:
    server.faults.add("chat.*", "429", times=1, seconds=30)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    response = caught.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (
        429,
        "ratelimited",
        "30",
    )


async def test_a_connection_cut_before_takes_nothing(server: SandboxServer, client: AsyncWebClient) -> None:
    server.faults.add("chat.postMessage", "cut_before", times=1)
    with pytest.raises(aiohttp.ClientError):
        await post(client)
    assert texts(server) == []


async def test_a_connection_cut_after_leaves_the_message(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    server.faults.add("chat.postMessage", "cut_after", times=1)
    with pytest.raises(aiohttp.ClientError):
        await post(client, "taken")
    assert texts(server) == ["taken"]


async def test_a_slow_answer_times_out_and_the_message_may_be_there(server: SandboxServer) -> None:
    server.faults.add("chat.postMessage", "latency", seconds=0.2)
    hasty = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await post(hasty)
    server.faults.clear()
    await post(hasty, "quick")
    assert "quick" in texts(server)


async def test_the_same_seed_strikes_the_same_calls(start: Start) -> None:
    async def run(seed_number: int) -> list[bool]:
        server = await start(seed_number=seed_number)
        server.faults.add("auth.test", "5xx", share=0.5)
        client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
        struck = []
        for _ in range(12):
            try:
                struck.append(bool((await client.auth_test())["ok"]))
            except SlackApiError:
                struck.append(False)
        return struck

    first, again, other = await run(7), await run(7), await run(8)
    assert first == again != other
    assert {True, False} == set(first)


async def test_a_lost_acknowledgement_is_an_error_although_the_work_was_done(
    app: AsyncApp, connect: Connect, server: SandboxServer
) -> None:
    done: list[str] = []

    @app.command("/milepost")
    async def milepost(ack: Any) -> None:
        done.append("done")
        await ack("ok")

    server.ack_seconds = 0.2
    server.faults.add("slash_commands", "lost_ack", times=1)
    await connect(app)
    dana = server.person("U0DANA")
    (answer,) = await dana.command("/milepost", channel="C0LEAD")
    assert answer.text == '/milepost failed with the error "operation_timeout"'
    assert done == ["done"]
    assert (await dana.command("/milepost", channel="C0LEAD"))[0].text == "ok"


async def test_a_duplicated_event_has_the_same_id(
    server: SandboxServer, app: AsyncApp, connect: Connect
) -> None:
    heard: list[str] = []

    @app.event("app_home_opened")
    async def opened(body: dict[str, Any]) -> None:
        heard.append(body["event_id"])

    await connect(app)
    server.faults.add("app_home_opened", "duplicate_event", times=1)
    await server.person("U0DANA").open_home()
    await server.until(lambda: len(heard) == 2)
    assert heard[0] == heard[1]


def test_a_fault_that_does_not_exist_is_refused() -> None:
    faults = Faults(0)
    with pytest.raises(ValueError, match="no such fault"):
        faults.add("*", "gremlins")


async def test_a_channel_takes_a_message_a_second_with_short_bursts(start: Start) -> None:
    now = 100.0
    server = await start(monotonic=lambda: now)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    server.pace.on()
    for _ in range(3):
        await post(client)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response.headers["Retry-After"] == "1"
    await post(client, channel="U0DANA")
    now += 1.0
    await post(client)
    assert await code(post(client)) == "ratelimited"
    server.pace.off()
    await post(client)


async def test_a_method_has_its_tier_and_only_it_is_blocked(start: Start) -> None:
    now = 100.0
    server = await start(monotonic=lambda: now)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    server.pace.on()
    for _ in range(20):
        await client.users_list()
    with pytest.raises(SlackApiError) as caught:
        await client.users_list()
    assert int(caught.value.response.headers["Retry-After"]) == 3
    await client.users_info(user="U0DANA")
    now += 3.0
    await client.users_list()


async def test_a_faster_pace_lets_more_through(server: SandboxServer, client: AsyncWebClient) -> None:
    server.pace.on(factor=1_000_000)
    for _ in range(9):
        await post(client)
    assert len(texts(server)) == 9


async def test_a_token_dies_under_a_call(server: SandboxServer, client: AsyncWebClient) -> None:
    server.faults.add("chat.postMessage", "revoked_token", times=1)
    await client.auth_test()
    assert await code(post(client)) == "token_revoked"
    assert await code(client.auth_test()) == "token_revoked"
    assert texts(server) == []


async def test_a_channel_closes_under_a_call(server: SandboxServer, client: AsyncWebClient) -> None:
    server.faults.add("chat.*", "archived_channel", times=1)
    assert await code(post(client)) == "is_archived"
    told: Any = (await client.conversations_info(channel="C0LEAD"))["channel"]
    assert told["is_archived"]
    await post(client, channel="U0DANA")


@pytest.mark.parametrize("by", ["user", "channel"])
async def test_a_person_leaves_under_a_call(server: SandboxServer, client: AsyncWebClient, by: str) -> None:
    target = "U0DANA" if by == "user" else server.person("U0DANA").dm()
    server.faults.add("chat.postMessage", "deactivated_user", times=1)
    assert await code(post(client, channel=target)) == "channel_not_found"
    assert await code(client.conversations_open(users="U0DANA")) == "user_disabled"
    await post(client, channel="U0OMAR")


def test_what_other_methods_do_shifts_nobodys_chances() -> None:
    def struck(between: int) -> list[bool]:
        faults = Faults(3)
        faults.add("chat.*", "cut_after", share=0.4)
        found = []
        for _ in range(20):
            found.append(faults.draw("chat.postMessage", "cut_after") is not None)
            for _ in range(between):
                faults.draw("chat.update", "cut_after")
        return found

    assert struck(0) == struck(3)
    assert {True, False} == set(struck(0))

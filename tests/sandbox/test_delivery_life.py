"""What wears out: connections that end, events that come again for a day, too many events, redirects."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Connect, Start
from tests.sandbox.test_delivery import Recorder, http, recorded, serve

__all__ = ["http"]


async def test_a_connection_is_warned_and_then_closed_whatever_the_bot_does(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    server.set_connection_life(seconds=0.06, warning=0.05)
    address: Any = (
        await AsyncWebClient(token=server.app_token, base_url=server.api_url).apps_connections_open(
            app_token=server.app_token
        )
    )["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        frames = [frame.json() async for frame in socket]
    assert [(f["type"], f.get("reason")) for f in frames] == [
        ("hello", None), ("disconnect", "warning"), ("disconnect", "refresh_requested"),
    ]  # fmt: skip
    assert server.connections == 0


async def test_a_bot_comes_again_before_its_connection_ends(
    server: SandboxServer, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/milepost")
    async def milepost(ack: Any) -> None:
        await ack("still here")

    await connect(app)
    server.set_connection_life(seconds=3600, warning=0.2)
    await server.disconnect("warning")
    await server.until(lambda: server.hellos == 2 and server.connections == 1)
    (answer,) = await server.person("U0DANA").command("/milepost", channel="C0LEAD")
    assert answer.text == "still here"


@pytest.mark.parametrize(("delayed", "expected"), [(False, 4), (True, 28)])
async def test_an_event_that_nobody_takes_comes_four_times_or_for_a_day(
    http: SandboxServer, delayed: bool, expected: int
) -> None:
    http.dispatcher.delayed_events = delayed
    recorder = Recorder(*[500] * 40)
    runner = await recorded(recorder, http)
    await http.person("U0DANA").open_home()
    for seen in range(2, expected + 1):
        await http.until(lambda wanted=seen: len(http.world.wire.entries) >= wanted)  # type: ignore[misc]
        http.clock.advance(timedelta(hours=1))
    http.clock.advance(timedelta(hours=3))
    await http.person("U0OMAR").open_home()
    numbers = [headers.get("X-Slack-Retry-Num") for headers, _ in recorder.seen]
    assert numbers[:expected] == [None, *[str(n) for n in range(1, expected)]]
    assert numbers[expected] is None
    await runner.cleanup()


async def test_no_more_than_two_redirects_are_followed(http: SandboxServer) -> None:
    heard: list[str] = []

    async def on(request: web.Request) -> web.Response:
        heard.append(request.match_info["n"])
        left = int(request.match_info["n"]) - 1
        return web.Response() if left < 0 else web.Response(status=307, headers={"Location": f"/r/{left}"})

    app = web.Application()
    app.router.add_route("*", "/r/{n}", on)
    runner, url = await serve(app)
    dana = http.person("U0DANA")
    http.set_request_url(url.replace("/slack/events", "/r/2"))
    assert (await dana.open_home()).error is None
    assert heard == ["2", "1", "0"]
    http.set_request_url(url.replace("/slack/events", "/r/3"))
    assert (await dana.open_home()).error == "no_ack"
    assert http.world.wire.entries[-1].answer == {"error": "too_many_redirects"}
    await runner.cleanup()


async def test_too_many_events_are_left_out_and_the_app_is_told_once_a_minute(http: SandboxServer) -> None:
    http.dispatcher.quota.an_hour = 2
    recorder = Recorder()
    runner = await recorded(recorder, http)
    dana = http.person("U0DANA")
    for _ in range(5):
        await dana.open_home()
    names = [e.name for e in http.world.wire.entries]
    assert names == ["event:app_home_opened"] * 2 + ["app_rate_limited"]
    told = http.world.wire.entries[-1].args
    assert (told["type"], told["team_id"]) == ("app_rate_limited", http.team_id)
    assert told["minute_rate_limited"] == int(http.clock.now().timestamp())
    http.clock.advance(timedelta(hours=1))
    await dana.open_home()
    assert [e.name for e in http.world.wire.entries][3:] == ["event:app_home_opened"]
    await runner.cleanup()


async def test_an_app_that_takes_hardly_any_events_gets_none(start: Start) -> None:
    server = await start(ack_seconds=0.01)
    quota = server.dispatcher.quota
    quota.judged_from = 5
    dana = server.person("U0DANA")
    for _ in range(5):
        await dana.open_home()
    assert quota.switched_off == {server.team_id}
    assert (await dana.open_home()).error is None
    quota.switch_on(server.team_id)
    assert (await dana.open_home()).error == "no_ack"

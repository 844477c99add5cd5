"""Socket Mode and signed HTTP: one connection per envelope, signatures, retries, time-outs."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import NOW, SEED, Connect, Start, button, modal
from tests.sandbox.test_messages import code


async def serve(app: web.Application) -> tuple[web.AppRunner, str]:
    """Serve an application on a free port of loopback."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"


@pytest.fixture
async def http() -> AsyncIterator[SandboxServer]:
    """A workspace that reaches the bot by HTTP."""
    running = await SandboxServer.start(SEED, now=NOW, delivery="http", ack_seconds=1.0)
    yield running
    await running.stop()


async def test_bolt_over_http_does_all_that_it_does_over_sockets(http: SandboxServer) -> None:
    client = AsyncWebClient(token=http.bot_token, base_url=http.api_url, retry_handlers=[])
    app = AsyncApp(client=client, process_before_response=True, signing_secret=http.signing_secret)

    @app.command("/milepost")
    async def milepost(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=modal())
        await ack(f"heard {command['text']}")

    @app.view("m")
    async def taken(ack: Any) -> None:
        await ack(response_action="errors", errors={"words_block": "more"})

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [button("a")]})

    runner, url = await serve(app.web_app("/slack/events"))
    http.set_request_url(url)
    assert await http.verify_url()
    dana = http.person("U0DANA")
    (answer,) = await dana.command("/milepost now", channel="C0LEAD")
    assert answer.text == "heard now"
    assert (await dana.submit({"words": "w"})).errors == {"words_block": "more"}
    await dana.open_home()
    await dana.until(lambda: dana.home is not None)
    await runner.cleanup()


class Recorder:
    """An endpoint that keeps what it was sent and answers what it is told."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.seen: list[tuple[dict[str, str], bytes]] = []
        self.headers: dict[str, str] = {}

    async def take(self, request: web.Request) -> web.Response:
        self.seen.append((dict(request.headers), await request.read()))
        status = self.statuses.pop(0) if self.statuses else 200
        return web.Response(status=status, headers=self.headers)


async def recorded(recorder: Recorder, http: SandboxServer) -> web.AppRunner:
    """Let a workspace deliver to a recorder."""
    app = web.Application()
    app.router.add_post("/slack/events", recorder.take)
    runner, url = await serve(app)
    http.set_request_url(url)
    return runner


async def test_requests_are_signed_and_an_unacknowledged_event_comes_again(http: SandboxServer) -> None:
    recorder = Recorder(500, 500, 500, 200)
    runner = await recorded(recorder, http)
    await http.person("U0DANA").open_home()
    await http.until(lambda: len(recorder.seen) == 2)
    http.clock.advance(timedelta(minutes=1))
    await http.until(lambda: len(recorder.seen) == 3)
    http.clock.advance(timedelta(minutes=5))
    await http.until(lambda: len([e for e in http.world.wire.entries if e.direction == "to_bot"]) == 4)
    verifier = SignatureVerifier(http.signing_secret)
    assert all(verifier.is_valid_request(body, headers) for headers, body in recorder.seen)
    numbers = [headers.get("X-Slack-Retry-Num") for headers, _ in recorder.seen]
    assert numbers == [None, "1", "2", "3"]
    assert recorder.seen[1][0]["X-Slack-Retry-Reason"] == "http_error"
    assert len({body for _, body in recorder.seen}) == 1
    await runner.cleanup()


async def test_an_app_may_refuse_to_be_told_again(http: SandboxServer) -> None:
    recorder = Recorder(500)
    recorder.headers = {"x-slack-no-retry": "1"}
    runner = await recorded(recorder, http)
    await http.person("U0DANA").open_home()
    await http.settle()
    http.clock.advance(timedelta(minutes=10))
    await http.person("U0OMAR").open_home()
    assert [headers.get("X-Slack-Retry-Num") for headers, _ in recorder.seen] == [None, None]
    await runner.cleanup()


async def test_nobody_at_home_is_an_error_that_the_person_sees(http: SandboxServer) -> None:
    http.set_request_url("http://127.0.0.1:9/slack/events")
    dana = http.person("U0DANA")
    (answer,) = await dana.command("/milepost", channel="C0LEAD")
    assert "dispatch_failed" in answer.text


async def test_a_slow_acknowledgement_is_none(start: Start, app: AsyncApp) -> None:
    server = await start(delivery="http", ack_seconds=0.05)
    release = asyncio.Event()

    async def never(request: web.Request) -> web.Response:
        await release.wait()
        return web.Response()

    slow = web.Application()
    slow.router.add_post("/slack/events", never)
    runner, url = await serve(slow)
    server.set_request_url(url)
    (answer,) = await server.person("U0DANA").command("/milepost", channel="C0LEAD")
    assert answer.text == '/milepost failed with the error "operation_timeout"'
    release.set()
    await runner.cleanup()


async def test_an_envelope_goes_to_one_connection_each_in_turn(
    server: SandboxServer, client: AsyncWebClient, connect: Connect
) -> None:
    heard: list[int] = []

    def numbered(number: int) -> AsyncApp:
        app = AsyncApp(client=client, process_before_response=True, signing_secret=server.signing_secret)

        @app.command("/milepost")
        async def milepost(ack: Any) -> None:
            heard.append(number)
            await ack("ok")

        return app

    await connect(numbered(1))
    await connect(numbered(2))
    await server.until(lambda: server.connections == 2)
    dana = server.person("U0DANA")
    for _ in range(4):
        await dana.command("/milepost", channel="C0LEAD")
    assert sorted(heard) == [1, 1, 2, 2]


async def test_a_bot_that_is_asked_to_come_anew_does_so(
    server: SandboxServer, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/milepost")
    async def milepost(ack: Any) -> None:
        await ack("still here")

    await connect(app)
    await server.disconnect("refresh_requested")
    await server.until(lambda: server.hellos == 2 and server.connections == 1)
    (answer,) = await server.person("U0DANA").command("/milepost", channel="C0LEAD")
    assert answer.text == "still here"


async def test_an_uninstalled_app_is_told_twice_and_then_shut_out(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []

    @app.event("tokens_revoked")
    @app.event("app_uninstalled")
    async def gone(event: dict[str, Any]) -> None:
        heard.append(event)

    await connect(app)
    await server.person("U0DANA").say("C0LEAD", "the app is still here")
    server.uninstall()
    await server.settle()
    await server.until(lambda: len(heard) == 2)
    assert {h["type"] for h in heard} == {"tokens_revoked", "app_uninstalled"}
    assert next(h["tokens"] for h in heard if "tokens" in h) == {"oauth": [], "bot": [server.bot_user_id]}
    assert await code(client.auth_test()) == "account_inactive"


async def test_joining_a_channel_is_told(server: SandboxServer, app: AsyncApp, connect: Connect) -> None:
    heard: list[dict[str, Any]] = []

    @app.event("member_joined_channel")
    async def joined(event: dict[str, Any]) -> None:
        heard.append(event)

    await connect(app)
    server.add_member("C0OPEN", server.bot_user_id, inviter="U0DANA")
    await server.until(lambda: bool(heard))
    await server.settle()
    assert (heard[0]["channel"], heard[0]["inviter"], heard[0]["channel_type"]) == ("C0OPEN", "U0DANA", "C")

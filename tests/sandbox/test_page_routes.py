"""What the page asks the server, as a browser would ask it."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import PersonSeed, SandboxServer, WorkspaceSeed
from bot.sandbox.acts.actor import ActError
from tests.sandbox.conftest import NOW, Connect, button, modal
from tests.sandbox.test_views import trigger


class Browser:
    """Asks as JSON."""

    def __init__(self, server: SandboxServer, session: aiohttp.ClientSession) -> None:
        self.server, self.session = server, session

    async def get(self, path: str, **query: str) -> Any:
        async with self.session.get(f"{self.server.url}{path}", params=query) as response:
            return await response.json()

    async def post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.server.url}{path}", json=body) as response:
            return await response.json()

    async def do(self, act: str, **body: Any) -> Any:
        return await self.post("/_/do", act=act, **{"as": "U0DANA", **body})


@pytest.fixture
async def browser(server: SandboxServer) -> AsyncIterator[Browser]:
    """A browser on the workspace's page."""
    async with aiohttp.ClientSession() as session:
        yield Browser(server, session)


async def test_the_page_learns_who_is_there(browser: Browser, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0LEAD", text="hello")
    seen = await browser.get("/_/view", **{"as": "U0DANA"})
    assert seen["me"]["initials"] == "DW"
    unread = {c["id"]: c["unread"] for c in seen["channels"]}
    assert unread == {"C0LEAD": 1, "C0OPEN": 0, "D0DANA": 0}
    await browser.post("/_/read", channel="C0LEAD", **{"as": "U0DANA"})
    seen = await browser.get("/_/view", **{"as": "U0DANA"})
    assert {c["unread"] for c in seen["channels"]} == {0}
    private = await browser.get("/_/messages", channel="C0QUIET", **{"as": "U0DANA"})
    assert private["error"] == "channel_not_found"


async def test_a_button_and_a_modal_are_used_from_the_page(
    browser: Browser, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    @app.action("go")
    async def go(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("m")
    async def taken(ack: Any, view: dict[str, Any]) -> None:
        words = view["state"]["values"]["words_block"]["words"]["value"]
        await (ack(response_action="errors", errors={"words_block": "more"}) if words == "no" else ack())

    await connect(app)
    await client.chat_postMessage(channel="C0LEAD", text="t", blocks=[button("go")])
    (message,) = (await browser.get("/_/messages", channel="C0LEAD", **{"as": "U0DANA"}))["messages"]
    block_id = message["blocks"][0]["block_id"]
    where = {"where": "message", "channel": "C0LEAD", "ts": message["ts"], "block_id": block_id}
    assert (await browser.do("click", action_id="go", **where))["ok"]
    (view,) = (await browser.get("/_/view", **{"as": "U0DANA"}))["modals"]
    refused = await browser.do("submit", view_id=view["id"], state={"words_block": {"words": "no"}})
    assert refused["result"]["errors"] == {"words_block": "more"}
    (view,) = (await browser.get("/_/view", **{"as": "U0DANA"}))["modals"]
    assert view["state"]["values"]["words_block"]["words"]["value"] == "no"
    taken_now = await browser.do("submit", view_id=view["id"], state={"words_block": {"words": "yes"}})
    assert taken_now["result"]["closed"] is True


async def test_what_cannot_be_done_is_said_in_words(browser: Browser) -> None:
    assert (await browser.do("dance"))["error"] == "unknown_act"
    assert (await browser.do("click", where="modal", view_id="V0", action_id="a"))[
        "error"
    ] == "view_not_found"
    assert (await browser.do("message", channel="C0LEAD"))["error"] == "invalid_request"
    none = await browser.do("command", text="/milepost", channel="C0LEAD")
    assert none["ok"] is False
    assert none["message"]


async def test_a_modal_is_closed_from_the_page(
    browser: Browser, server: SandboxServer, client: AsyncWebClient
) -> None:
    await client.views_open(trigger_id=trigger(server), view=modal())
    (view,) = (await browser.get("/_/view", **{"as": "U0DANA"}))["modals"]
    assert (await browser.do("close", view_id=view["id"], all=False))["result"]["closed"]
    assert (await browser.get("/_/view", **{"as": "U0DANA"}))["modals"] == []


async def test_the_clock_moves_to_the_next_event_and_tells_what_passed(
    browser: Browser, server: SandboxServer
) -> None:
    at = (NOW + timedelta(hours=3)).isoformat()
    server.set_events([{"at": at, "label": "Check-ins go out"}])
    moved = await browser.post("/_/clock", move="next")
    assert moved == {"now": at, "passed": ["Check-ins go out"]}
    assert (await browser.post("/_/clock", move="next"))["error"] == "invalid_move"
    walked: list[datetime] = []

    async def walk(target: datetime) -> None:
        walked.append(target)
        server.clock.set(target)

    server.on_move(walk)
    await browser.post("/_/clock", move="day")
    assert walked == [NOW + timedelta(hours=27)]


async def test_changes_are_streamed(browser: Browser, server: SandboxServer, client: AsyncWebClient) -> None:
    async with browser.session.get(f"{server.url}/_/stream?as=U0DANA") as stream:
        assert await stream.content.readline() == b": hello\n"
        await stream.content.readline()
        await client.chat_postMessage(channel="C0LEAD", text="hello")
        line = await stream.content.readline()
    assert "channel:C0LEAD" in json.loads(line.removeprefix(b"data: "))["changed"]


async def test_the_inspector_shows_no_token(
    browser: Browser, client: AsyncWebClient, server: SandboxServer
) -> None:
    await client.api_call(
        "chat.postMessage", params={"channel": "C0LEAD", "text": "x", "token": server.bot_token}
    )
    (entry,) = (await browser.get("/_/wire", after="0"))["entries"]
    assert (entry["name"], entry["direction"], entry["body"]) == (
        "chat.postMessage",
        "from_bot",
        {"channel": "C0LEAD", "text": "x"},
    )
    assert (await browser.get("/_/wire", after=str(entry["n"])))["entries"] == []


async def test_whatever_a_person_may_not_do_is_answered_in_words(
    browser: Browser, server: SandboxServer
) -> None:
    async def stumble(target: datetime) -> None:
        raise ActError("element_not_found", "That button is gone.")

    server.on_move(stumble)
    nobody = {"as": "U0NOBODY"}
    hidden = {"as": "U0DANA", "channel": "C0QUIET"}
    asked = {
        "read": await browser.post("/_/read", **hidden),
        "messages": await browser.get("/_/messages", **hidden),
        "thread": await browser.get("/_/messages", **hidden | {"channel": "C0LEAD", "thread_ts": "soon"}),
        "view": await browser.get("/_/view", **nobody),
        "stream": await browser.get("/_/stream", **nobody),
        "clock": await browser.post("/_/clock", move="day"),
        "back": await browser.post("/_/clock", move=NOW.isoformat()),
    }
    assert {name: (answer["ok"], answer["error"]) for name, answer in asked.items()} == {
        "read": (False, "channel_not_found"),
        "messages": (False, "channel_not_found"),
        "thread": (False, "message_not_found"),
        "view": (False, "user_not_found"),
        "stream": (False, "user_not_found"),
        "clock": (False, "element_not_found"),
        "back": (False, "invalid_move"),
    }
    assert all(answer["message"].endswith(".") for answer in asked.values())


async def test_each_workspace_that_has_the_app_is_shown(browser: Browser, server: SandboxServer) -> None:
    other = WorkspaceSeed("T0SECOND", "Harbor City Schools", people=[PersonSeed("U0DANA", "Dana Other")])
    server.add_workspace(other)
    seen = await browser.get("/_/view", **{"as": "U0DANA"})
    assert [one["name"] for one in seen["workspaces"]] == ["Lincoln County Schools"]
    server.world.workspaces["T0SECOND"].installed = True
    (first, second) = (await browser.get("/_/view", **{"as": "U0DANA"}))["workspaces"]
    assert (first["who"], second["who"]) == ("", "T0SECOND:")
    there = await browser.get("/_/view", **{"as": second["who"]})
    assert (there["team"]["name"], there["me"]["name"]) == ("Harbor City Schools", "Dana Other")
    said = await browser.do("message", channel="D0DANA", text="hello", **{"as": "T0SECOND:U0DANA"})
    assert said["ok"]
    assert [m.text for m in server.person("U0DANA", "T0SECOND").messages()] == ["hello"]
    assert server.person("U0DANA").messages() == []

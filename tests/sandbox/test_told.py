"""What the app is told of: messages that change or go, reactions of its own, leaving a channel."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ActError, SandboxServer
from tests.sandbox.conftest import Start
from tests.sandbox.test_messages import code

EVENTS = ["message.channels", "reaction_added", "reaction_removed", "group_left", "channel_left"]


@pytest.fixture
async def told(start: Start) -> SandboxServer:
    """A workspace that tells of everything, to nobody who answers."""
    return await start(
        manifest={"settings": {"event_subscriptions": {"bot_events": EVENTS}}}, ack_seconds=0.01
    )


def events(server: SandboxServer) -> list[dict[str, Any]]:
    """Give what was told, each once although it was sent again."""
    sent = [e.args for e in server.world.wire.entries if e.direction == "to_bot"]
    return [body["event"] for body in {body["event_id"]: body for body in sent}.values()]


async def test_a_message_that_changes_and_goes(told: SandboxServer) -> None:
    client = AsyncWebClient(token=told.bot_token, base_url=told.api_url, retry_handlers=[])
    ts: Any = (await client.chat_postMessage(channel="C0LEAD", text="first"))["ts"]
    await client.chat_update(channel="C0LEAD", ts=ts, text="second")
    await client.chat_delete(channel="C0LEAD", ts=ts)
    await told.settle()
    posted, changed, deleted = events(told)
    assert "subtype" not in posted
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("first", "second")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert deleted["previous_message"]["text"] == "second"
    assert {e["channel_type"] for e in (changed, deleted)} == {"channel"}


async def test_reactions_of_the_app_are_told_and_listed(told: SandboxServer) -> None:
    client = AsyncWebClient(token=told.bot_token, base_url=told.api_url, retry_handlers=[])
    dana = told.person("U0DANA")
    first, second = await dana.say("C0LEAD", "one"), await dana.say("C0LEAD", "two")
    for message in (first, second):
        await client.reactions_add(channel="C0LEAD", timestamp=message.ts, name="tada")
    items: Any = (await client.reactions_list())["items"]
    assert [item["message"]["text"] for item in items] == ["two", "one"]
    assert (await client.reactions_list(user="U0DANA"))["items"] == []
    some: Any = await client.reactions_list(limit=1)
    rest: Any = await client.reactions_list(limit=1, cursor=some["response_metadata"]["next_cursor"])
    assert rest["items"][0]["message"]["text"] == "one"
    await client.reactions_remove(channel="C0LEAD", timestamp=first.ts, name="tada")
    await told.settle()
    kinds = [(e["type"], e["user"]) for e in events(told) if e["type"].startswith("reaction")]
    assert kinds == [("reaction_added", told.bot_user_id)] * 2 + [("reaction_removed", told.bot_user_id)]


async def test_leaving_is_told_by_the_kind_of_channel(told: SandboxServer) -> None:
    for channel in ("C0LEAD", "C0QUIET"):
        told.space.channels[channel].members[told.bot_user_id] = None
        told.remove_member(channel, told.bot_user_id)
    await told.settle()
    assert [e["type"] for e in events(told)] == ["channel_left", "group_left"]


async def test_a_reply_to_a_thread_that_is_gone_comes_as_a_message(told: SandboxServer) -> None:
    client = AsyncWebClient(token=told.bot_token, base_url=told.api_url, retry_handlers=[])
    root: Any = (await client.chat_postMessage(channel="C0LEAD", text="root"))["ts"]
    at = int(told.clock.now().timestamp()) + 60
    await client.chat_scheduleMessage(channel="C0LEAD", text="later", post_at=at, thread_ts=root)
    await client.chat_delete(channel="C0LEAD", ts=root)
    told.clock.set(told.clock.now().replace(minute=2))
    dana = told.person("U0DANA")
    await told.until(lambda: bool(dana.messages("C0LEAD")))
    assert [(m.text, m.thread_ts) for m in dana.messages("C0LEAD")] == [("later", None)]


async def test_what_only_one_person_sees_has_no_shortcuts(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="C0LEAD", user="U0DANA", text="psst")
    dana = server.person("U0DANA")
    with pytest.raises(ActError, match="no shortcuts"):
        await dana.shortcut("start", dana.messages("C0LEAD")[0])
    assert await code(client.chat_getPermalink(channel="C0LEAD", message_ts="1.0")) == "message_not_found"

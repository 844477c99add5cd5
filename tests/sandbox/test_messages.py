"""Messages through the published client: threads, metadata, changes, ephemerals, refusals."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import NOW, button

SENT = {"event_type": "delivery_sent", "event_payload": {"key": "checkin-prompt:7:2026-10"}}


async def code(call: Any) -> str:
    """Give the error code that a call is refused with."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_metadata_is_read_back_only_when_asked_for(client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0LEAD", text="digest", metadata=SENT)
    bare = await client.conversations_history(channel="C0LEAD")
    whole = await client.conversations_history(channel="C0LEAD", include_all_metadata=True)
    assert bare["messages"][0]["metadata"] == {"event_type": "delivery_sent"}
    assert whole["messages"][0]["metadata"] == SENT


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "no spaces", "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "sent"}, "invalid_metadata_format"),
        ({"event_type": "sent", "event_payload": {"a": {"b": {"c": 1}}}}, "invalid_metadata_schema"),
    ],
)
async def test_metadata_is_checked(client: AsyncWebClient, metadata: dict[str, Any], error: str) -> None:
    assert await code(client.chat_postMessage(channel="C0LEAD", text="t", metadata=metadata)) == error


async def test_a_thread_keeps_its_replies_out_of_the_channel(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    root: Any = (await client.chat_postMessage(channel="C0LEAD", text="digest"))["ts"]
    first = await client.chat_postMessage(channel="C0LEAD", text="evidence", thread_ts=root, metadata=SENT)
    await client.chat_postMessage(channel="C0LEAD", text="seen by all", thread_ts=root, reply_broadcast=True)
    history = await client.conversations_history(channel="C0LEAD")
    assert [m["text"] for m in history["messages"]] == ["seen by all", "digest"]
    parent = history["messages"][1]
    assert (parent["reply_count"], parent["thread_ts"]) == (2, root)
    replies = await client.conversations_replies(channel="C0LEAD", ts=root, include_all_metadata=True)
    assert [m["text"] for m in replies["messages"]] == ["digest", "evidence", "seen by all"]
    assert replies["messages"][1]["metadata"] == SENT
    omar = server.person("U0OMAR")
    assert [m.ts for m in omar.thread(omar.messages("C0LEAD")[0])][:2] == [root, first["ts"]]


async def test_history_is_bounded_and_paged(server: SandboxServer, client: AsyncWebClient) -> None:
    stamps = []
    for n in range(7):
        stamps.append((await client.chat_postMessage(channel="C0LEAD", text=str(n)))["ts"])
        server.clock.advance(timedelta(seconds=1))
    since = await client.conversations_history(channel="C0LEAD", oldest=stamps[4])
    assert [m["text"] for m in since["messages"]] == ["6", "5"]
    until = await client.conversations_history(channel="C0LEAD", latest=stamps[1], inclusive=True)
    assert [m["text"] for m in until["messages"]] == ["1", "0"]
    seen = [
        message["text"]
        async for part in await client.conversations_history(channel="C0LEAD", limit=3)
        for message in part["messages"]
    ]
    assert seen == ["6", "5", "4", "3", "2", "1", "0"]


async def test_a_message_is_changed_and_removed(server: SandboxServer, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C0LEAD", text="one", blocks=[button("go")], metadata=SENT)
    ts: Any = posted["ts"]
    await client.chat_update(channel="C0LEAD", ts=ts, text="two", blocks=[button("stop")])
    (shown,) = server.person("U0DANA").messages("C0LEAD")
    assert (shown.text, shown.edited, shown.metadata) == ("two", False, SENT)
    assert shown.blocks[0]["elements"][0]["action_id"] == "stop"
    await client.chat_update(channel="C0LEAD", ts=ts, text="three")
    (shown,) = server.person("U0DANA").messages("C0LEAD")
    assert (shown.text, shown.edited, shown.blocks) == ("three", True, [])
    assert await code(client.chat_update(channel="C0LEAD", ts=ts, text="x" * 4001)) == "msg_too_long"
    await client.chat_delete(channel="C0LEAD", ts=ts)
    assert server.person("U0DANA").messages("C0LEAD") == []
    assert await code(client.chat_update(channel="C0LEAD", ts=ts, text="late")) == "message_not_found"


async def test_the_app_changes_only_its_own_messages(server: SandboxServer, client: AsyncWebClient) -> None:
    said = await server.person("U0DANA").say("C0LEAD", "mine")
    assert await code(client.chat_update(channel="C0LEAD", ts=said.ts, text="yours")) == "cant_update_message"
    assert await code(client.chat_delete(channel="C0LEAD", ts=said.ts)) == "cant_delete_message"


async def test_an_ephemeral_message_is_for_one_and_gone_on_reload(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="C0LEAD", user="U0DANA", text="for you")
    dana = server.person("U0DANA")
    assert [m.text for m in dana.messages("C0LEAD")] == ["for you"]
    assert server.person("U0OMAR").messages("C0LEAD") == []
    assert (await client.conversations_history(channel="C0LEAD"))["messages"] == []
    dana.reload()
    assert dana.messages("C0LEAD") == []
    assert (
        await code(client.chat_postEphemeral(channel="C0LEAD", user="U0LENA", text="x"))
        == "user_not_in_channel"
    )


async def test_where_the_app_may_not_post(server: SandboxServer, client: AsyncWebClient) -> None:
    assert await code(client.chat_postMessage(channel="C0NONE", text="x")) == "channel_not_found"
    assert await code(client.chat_postMessage(channel="C0QUIET", text="x")) == "channel_not_found"
    assert await code(client.chat_postMessage(channel="C0OPEN", text="x")) == "not_in_channel"
    await client.conversations_join(channel="C0OPEN")
    await client.chat_postMessage(channel="C0OPEN", text="x")
    server.archive("C0OPEN")
    assert await code(client.chat_postMessage(channel="C0OPEN", text="x")) == "is_archived"
    assert await code(client.api_call("chat.postMessage", json={"channel": "C0LEAD"})) == "no_text"
    orphan = client.chat_postMessage(channel="C0LEAD", text="x", thread_ts="1.000001")
    assert await code(orphan) == "cannot_reply_to_message"


async def test_a_scheduled_message_comes_in_its_time(server: SandboxServer, client: AsyncWebClient) -> None:
    at = int((NOW + timedelta(hours=1)).timestamp())
    kept = await client.chat_scheduleMessage(channel="C0LEAD", text="later", post_at=at)
    gone = await client.chat_scheduleMessage(channel="C0LEAD", text="never", post_at=at)
    listed = await client.chat_scheduledMessages_list()
    assert {m["id"] for m in listed["scheduled_messages"]} == {
        kept["scheduled_message_id"],
        gone["scheduled_message_id"],
    }
    await client.chat_deleteScheduledMessage(
        channel="C0LEAD", scheduled_message_id=str(gone["scheduled_message_id"])
    )
    server.clock.advance(timedelta(hours=2))
    dana = server.person("U0DANA")
    await dana.until(lambda: bool(dana.messages("C0LEAD")))
    assert [m.text for m in dana.messages("C0LEAD")] == ["later"]
    assert await code(client.chat_scheduleMessage(channel="C0LEAD", text="x", post_at=at)) == "time_in_past"


async def test_a_message_has_an_address(client: AsyncWebClient) -> None:
    ts: Any = (await client.chat_postMessage(channel="C0LEAD", text="x"))["ts"]
    link = await client.chat_getPermalink(channel="C0LEAD", message_ts=ts)
    assert link["permalink"] == f"https://lincoln-county.slack.com/archives/C0LEAD/p{ts.replace('.', '')}"


async def test_reactions_are_added_once_and_taken_away(server: SandboxServer, client: AsyncWebClient) -> None:
    ts: Any = (await client.chat_postMessage(channel="C0LEAD", text="x"))["ts"]
    await client.reactions_add(channel="C0LEAD", timestamp=ts, name="tada")
    assert await code(client.reactions_add(channel="C0LEAD", timestamp=ts, name="tada")) == "already_reacted"
    dana = server.person("U0DANA")
    await dana.react(dana.messages("C0LEAD")[0], "tada")
    assert dana.messages("C0LEAD")[0].reactions == {"tada": [server.bot_user_id, "U0DANA"]}
    await client.reactions_remove(channel="C0LEAD", timestamp=ts, name="tada")
    got = await client.reactions_get(channel="C0LEAD", timestamp=ts)
    assert got["message"]["reactions"] == [{"name": "tada", "users": ["U0DANA"], "count": 1}]

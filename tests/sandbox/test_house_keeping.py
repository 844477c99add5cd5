"""What happens around the app: profiles, archives, members, typed words, the clock."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts.typing import escaped
from bot.sandbox.clock import SandboxClock
from tests.sandbox.conftest import NOW, Start, modal
from tests.sandbox.test_messages import code

EVENTS = [
    "user_change",
    "channel_archive",
    "channel_unarchive",
    "member_left_channel",
    "channel_left",
    "message.channels",
]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<@U0DANA> and <#C0LEAD|lead> and <!here>", "<@U0DANA> and <#C0LEAD|lead> and <!here>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("see <https://a.example|here>", "see <https://a.example|here>"),
    ],
)
def test_typed_words_are_escaped(typed: str, sent: str) -> None:
    assert escaped(typed) == sent


async def test_a_command_with_mentions_has_ids_where_it_asked_for_them(start: Start) -> None:
    commands = [{"command": "/milepost", "should_escape": True}]
    server = await start(manifest={"features": {"slash_commands": commands}}, ack_seconds=0.05)
    dana = server.person("U0DANA")
    await dana.command("/milepost hand over to @omar in #lincoln-leadership, @nobody")
    sent = server.world.wire.entries[-1].args["text"]
    assert sent == "hand over to <@U0OMAR|omar> in <#C0LEAD|lincoln-leadership>, @nobody"
    (refused,) = await dana.command("/other")
    assert refused.text == "/other is not a valid command."


async def test_the_app_hears_what_it_asked_for_and_nothing_else(start: Start) -> None:
    manifest = {"settings": {"event_subscriptions": {"bot_events": EVENTS}}}
    server = await start(manifest=manifest, ack_seconds=0.01)
    server.set_profile("U0OMAR", status_emoji=":palm_tree:")
    server.deactivate("U0LENA")
    server.archive("C0LEAD")
    server.unarchive("C0LEAD")
    server.add_member("C0LEAD", "U0LENA")
    server.remove_member("C0LEAD", "U0LENA")
    server.remove_member("C0LEAD", server.bot_user_id)
    server.remove_member("C0OPEN", "U0DANA")
    await server.settle()
    told = [e.name for e in server.world.wire.entries if "retry" not in e.name][:6]
    assert told == [
        "event:user_change",
        "event:user_change",
        "event:channel_archive",
        "event:channel_unarchive",
        "event:member_left_channel",
        "event:channel_left",
    ]


async def test_the_head_of_a_thread_leaves_a_tombstone(start: Start) -> None:
    server = await start()
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    root: Any = (await client.chat_postMessage(channel="C0LEAD", text="digest"))["ts"]
    await client.chat_postMessage(channel="C0LEAD", text="reply", thread_ts=root)
    await client.chat_delete(channel="C0LEAD", ts=root)
    (left,) = server.person("U0DANA").messages("C0LEAD")
    assert (left.text, left.reply_count) == ("This message was deleted.", 1)


async def test_an_app_outside_of_the_marketplace_reads_fifteen_at_a_time(start: Start) -> None:
    server = await start(monotonic=lambda: 1.0)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    for n in range(20):
        await client.chat_postMessage(channel="C0LEAD", text=str(n))
    server.pace.on()
    server.pace.history_per_minute = 1
    answer = await client.conversations_history(channel="C0LEAD", limit=200)
    messages: Any = answer["messages"]
    assert (len(messages), answer["has_more"]) == (15, True)


def test_a_clock_runs_or_stands_and_is_never_naive() -> None:
    standing, running = SandboxClock(NOW), SandboxClock()
    assert standing.frozen
    assert not running.frozen
    standing.advance(timedelta(days=1))
    assert standing.now() == NOW + timedelta(days=1)
    running.set(NOW)
    assert abs(running.now() - NOW) < timedelta(seconds=5)
    with pytest.raises(ValueError, match="time zone"):
        standing.set(NOW.replace(tzinfo=None))


async def test_a_trigger_of_one_workspace_opens_nothing_in_another(start: Start) -> None:
    server = await start()
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    trigger = server.world.triggers.issue("U0DANA", "T0ELSEWHERE")
    assert await code(client.views_open(trigger_id=trigger, view=modal())) == "invalid_trigger_id"

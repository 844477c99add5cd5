"""What is kept stays small: messages are squeezed, and the record of the wire forgets the oldest."""

from __future__ import annotations

import json

from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from bot.sandbox.hub import Hub
from bot.sandbox.packing import packed, unpacked
from bot.sandbox.wire import Wire
from tests.sandbox.conftest import NOW, button


def test_what_is_packed_comes_back_and_large_things_shrink() -> None:
    small, large = {"key": "x: é"}, [button("go", words=f"Answer {n}") for n in range(20)]
    for value in (small, large):
        assert unpacked(packed(value) or b"") == value
    assert len(packed(large) or b"") * 5 < len(json.dumps(large))
    assert packed([]) is None


async def test_a_long_message_is_shown_as_it_was_posted(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    blocks = [{**button("go", words=f"Answer {n}"), "block_id": f"b{n}"} for n in range(20)]
    sent = await client.chat_postMessage(channel="C0LEAD", text="t", blocks=blocks)
    history = await client.conversations_history(channel="C0LEAD")
    assert sent["message"]["blocks"] == history["messages"][0]["blocks"]
    assert [one["block_id"] for one in server.person("U0DANA").messages("C0LEAD")[0].blocks] == [
        f"b{n}" for n in range(20)
    ]


def test_the_record_of_the_wire_keeps_what_there_is_room_for() -> None:
    wire = Wire(Hub(), limit=3, room=100)
    for n in range(5):
        wire.record(NOW, "from_bot", "chat.postMessage", 200, 1.0, b"%d" % n, b"ok")
    assert [one.raw_body for one in wire.entries] == [b"2", b"3", b"4"]
    wire.record(NOW, "from_bot", "chat.postMessage", 200, 1.0, b"x" * 90, b"ok")
    assert [one.n for one in wire.after(0)] == [4, 5, 6]
    wire.record(NOW, "from_bot", "chat.postMessage", 200, 1.0, b"y" * 90, b"ok")
    assert [one.n for one in wire.after(0)] == [7]
    assert (wire.total, wire.counts["chat.postMessage"]) == (7, 7)

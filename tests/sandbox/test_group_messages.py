"""Direct messages with several people: opened once, private, told of by an event of their own."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Connect, Start
from tests.sandbox.test_messages import code


async def test_the_same_people_have_one_conversation(server: SandboxServer, client: AsyncWebClient) -> None:
    first: Any = await client.conversations_open(users="U0DANA,U0OMAR", return_im=True)
    again: Any = await client.conversations_open(users=["U0OMAR", "U0DANA", "U0OMAR"])
    other: Any = await client.conversations_open(users="U0DANA,U0LENA")
    channel = first["channel"]
    assert channel["id"] == again["channel"]["id"] != other["channel"]["id"]
    assert (channel["is_mpim"], channel["is_private"], channel["is_im"]) == (True, True, False)
    assert channel["name"].startswith("mpdm-dana--omar")
    members: Any = (await client.conversations_members(channel=channel["id"]))["members"]
    assert set(members) == {"U0DANA", "U0OMAR", server.bot_user_id}
    await client.chat_postMessage(channel=channel["id"], text="for both")
    assert [m.text for m in server.person("U0OMAR").messages(channel["id"])] == ["for both"]
    assert server.person("U0DANA").unread[channel["id"]] == 1
    opened: Any = await client.conversations_open(channel=channel["id"])
    assert opened["already_open"]


async def test_lists_know_them_by_their_own_word(server: SandboxServer, client: AsyncWebClient) -> None:
    made: Any = (await client.conversations_open(users="U0DANA,U0OMAR"))["channel"]["id"]

    async def listed(types: str) -> set[str]:
        found: Any = (await client.conversations_list(types=types))["channels"]
        mine: Any = (await client.users_conversations(types=types, user="U0DANA"))["channels"]
        assert {c["id"] for c in mine} <= {c["id"] for c in found}
        return {c["id"] for c in found}

    assert await listed("mpim") == {made}
    assert made not in await listed("public_channel,private_channel,im")


async def test_who_may_be_together(server: SandboxServer, client: AsyncWebClient, start: Start) -> None:
    nine = ",".join(f"U{n}" for n in range(9))
    assert await code(client.conversations_open(users=nine)) == "too_many_users"
    with_bot = f"U0DANA,{server.bot_user_id}"
    assert await code(client.conversations_open(users=with_bot)) == "invalid_user_combination"
    narrow = await start(manifest={"oauth_config": {"scopes": {"bot": ["im:write"]}}})
    bound = AsyncWebClient(token=narrow.bot_token, base_url=narrow.api_url, retry_handlers=[])
    await bound.conversations_open(users="U0DANA")
    assert await code(bound.conversations_open(users="U0DANA,U0OMAR")) == "missing_scope"


async def test_what_is_said_there_is_told(start: Start) -> None:
    manifest = {"settings": {"event_subscriptions": {"bot_events": ["message.mpim"]}}}
    server = await start(manifest=manifest, ack_seconds=0.05)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    made: Any = (await client.conversations_open(users="U0DANA,U0OMAR"))["channel"]["id"]
    await server.person("U0DANA").say(made, "shall we?")
    event = next(e for e in server.world.wire.entries if e.direction == "to_bot").args["event"]
    assert (event["channel_type"], event["channel"], event["text"]) == ("mpim", made, "shall we?")


async def test_a_button_works_there(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/milepost")
    async def milepost(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"in {command['channel_name']}")

    await connect(app)
    made: Any = (await client.conversations_open(users="U0DANA,U0OMAR"))["channel"]["id"]
    (answer,) = await server.person("U0DANA").command("/milepost", channel=made)
    assert answer.text.startswith("in mpdm-dana--omar")

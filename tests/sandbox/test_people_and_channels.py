"""Who and where: users, channels, cursors, tokens, scopes."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import PersonSeed, SandboxServer, WorkspaceSeed
from tests.sandbox.conftest import Start
from tests.sandbox.test_messages import code


async def test_a_person_is_told_of_in_full(server: SandboxServer, client: AsyncWebClient) -> None:
    server.set_profile("U0OMAR", status_text="Away", status_emoji=":palm_tree:", status_expiration=0)
    user: Any = (await client.users_info(user="U0OMAR"))["user"]
    assert (user["real_name"], user["tz"], user["tz_offset"]) == ("Omar Reyes", "America/Chicago", -5 * 3600)
    assert user["profile"]["email"] == "omar@lincoln.example"
    profile: Any = (await client.users_profile_get(user="U0OMAR"))["profile"]
    assert (profile["status_emoji"], profile["status_text"]) == (":palm_tree:", "Away")
    assert await code(client.users_info(user="U0NOBODY")) == "user_not_found"


async def test_a_person_is_found_by_address_until_they_leave(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    found = await client.users_lookupByEmail(email="Dana@Lincoln.example")
    assert found["user"]["id"] == "U0DANA"
    assert await code(client.users_lookupByEmail(email="no@lincoln.example")) == "users_not_found"
    server.deactivate("U0DANA")
    assert await code(client.users_lookupByEmail(email="dana@lincoln.example")) == "users_not_found"
    assert await code(client.conversations_open(users="U0DANA")) == "user_disabled"
    assert (await client.users_info(user="U0DANA"))["user"]["deleted"] is True


async def test_lists_come_in_pages(client: AsyncWebClient) -> None:
    seen = [m["id"] async for part in await client.users_list(limit=2) for m in part["members"]]
    assert seen[:3] == ["U0DANA", "U0OMAR", "U0LENA"]
    assert len(seen) == 4
    assert await code(client.users_list(cursor="nonsense")) == "invalid_cursor"


async def test_channels_that_the_app_may_know_of(client: AsyncWebClient) -> None:
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [c["id"] for c in listed["channels"]] == ["C0LEAD", "C0OPEN"]
    mine = await client.users_conversations(types="public_channel")
    assert [c["id"] for c in mine["channels"]] == ["C0LEAD"]
    members = await client.conversations_members(channel="C0LEAD")
    assert members["members"][:2] == ["U0DANA", "U0OMAR"]
    info = await client.conversations_info(channel="C0OPEN")
    assert info["channel"]["is_member"] is False
    assert await code(client.conversations_history(channel="C0OPEN")) == "not_in_channel"


async def test_a_direct_message_is_opened_once(client: AsyncWebClient) -> None:
    first = await client.conversations_open(users=["U0LENA"])
    await client.chat_postMessage(channel="U0LENA", text="hello")
    again = await client.conversations_open(users=["U0LENA"], return_im=True)
    assert again["channel"]["id"] == first["channel"]["id"]
    assert (again["already_open"], again["channel"]["user"]) == (True, "U0LENA")
    assert await code(client.api_call("conversations.open")) == "users_list_not_supplied"


async def test_tokens_are_looked_at(server: SandboxServer, client: AsyncWebClient) -> None:
    def other(token: str | None) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=server.api_url, retry_handlers=[])

    assert await code(other(None).auth_test()) == "not_authed"
    assert await code(other("xoxb-wrong").auth_test()) == "invalid_auth"
    assert await code(client.apps_connections_open(app_token=server.bot_token)) == "not_allowed_token_type"
    assert await code(client.api_call("chat.sing")) == "unknown_method"
    server.revoke_token()
    assert await code(client.auth_test()) == "token_revoked"


async def test_a_scope_that_was_not_granted_is_missing(start: Start) -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    server = await start(manifest=manifest)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    assert (await client.auth_test()).headers["X-OAuth-Scopes"] == "chat:write"
    with pytest.raises(SlackApiError) as caught:
        await client.users_info(user="U0DANA")
    answer: Any = caught.value.response.data
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "users:read",
        "chat:write",
    )


async def test_the_workspace_tells_of_itself(server: SandboxServer, client: AsyncWebClient) -> None:
    team: Any = (await client.team_info())["team"]
    assert (team["id"], team["domain"]) == ("T0MILEPOST", "lincoln-county")
    bot: Any = (await client.bots_info(bot=server.space.bot_id))["bot"]
    assert bot["user_id"] == server.bot_user_id


async def test_two_workspaces_do_not_see_each_other(server: SandboxServer, client: AsyncWebClient) -> None:
    seed = WorkspaceSeed("T0OTHER", "Other", "other", [PersonSeed("U0ELSE", "Else Where")])
    server.add_workspace(seed, install=True)
    other = AsyncWebClient(token="xoxb-sandbox-T0OTHER", base_url=server.api_url, retry_handlers=[])
    assert (await other.auth_test())["team_id"] == "T0OTHER"
    assert await code(other.users_info(user="U0DANA")) == "user_not_found"
    assert await code(client.users_info(user="U0ELSE")) == "user_not_found"

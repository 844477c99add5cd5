"""A payload that Slack would refuse is refused here, with Slack's codes and the place."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import button, modal


def refusal(caught: pytest.ExceptionInfo[SlackApiError]) -> dict[str, Any]:
    """Give the answer that the client raised."""
    answer = caught.value.response.data
    assert isinstance(answer, dict)
    return answer


async def test_a_refused_message_names_the_place(server: SandboxServer, client: AsyncWebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0LEAD", text="t", blocks=blocks)
    answer = refusal(caught)
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert server.person("U0DANA").messages("C0LEAD") == []
    assert [r["method"] for r in server.refused] == ["chat.postMessage"]


async def test_a_message_too_long_in_all_is_refused(client: AsyncWebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0LEAD", text="t", blocks=blocks)
    assert refusal(caught)["error"] == "msg_blocks_too_long"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": {"type": "plain_text", "text": "x" * 25}}, "/view/title/text"),
        ({"submit": None}, "/view"),
        ({"submit": {"type": "plain_text", "text": "x" * 25}}, "/view/submit/text"),
        ({"private_metadata": "x" * 3001}, "/view/private_metadata"),
        ({"callback_id": "x" * 256}, "/view/callback_id"),
        ({"blocks": [{"type": "divider"}] * 101}, "/view/blocks"),
        ({"blocks": [{"type": "markdown", "text": "x"}]}, "/view/blocks/0/type"),
        ({"id": "V1"}, "/view"),
    ],
)
async def test_a_refused_view_names_the_place(
    server: SandboxServer, client: AsyncWebClient, change: dict[str, Any], place: str
) -> None:
    trigger = server.world.triggers.issue("U0DANA", server.team_id)
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id=trigger, view={**modal(), **change})
    answer = refusal(caught)
    assert answer["error"] == "invalid_arguments"
    assert any(f"json-pointer:{place}]" in line for line in answer["response_metadata"]["messages"])


async def test_a_view_that_weighs_too_much_is_refused(server: SandboxServer, client: AsyncWebClient) -> None:
    heavy = [{"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2000}] * 2} for _ in range(70)]
    with pytest.raises(SlackApiError) as caught:
        await client.views_publish(user_id="U0DANA", view={"type": "home", "blocks": heavy})
    assert refusal(caught)["error"] == "view_too_large"


async def test_blocks_can_be_checked_without_sending(client: AsyncWebClient) -> None:
    assert (await client.api_call("blocks.validate", data={"blocks": f"[{button_json()}]"}))["ok"]
    with pytest.raises(SlackApiError) as caught:
        await client.api_call("blocks.validate", json={"blocks": [{"type": "context", "elements": []}]})
    (fault,) = refusal(caught)["errors"]
    assert (fault["code"], fault["pointer"]) == ("min_items", "/0/elements")
    assert fault["constraint"] == {"type": "min_items", "expected": 1, "got": 0}


def button_json() -> str:
    """Give a block as JSON text, as a form carries it."""
    return str(button("go")).replace("'", '"')


async def test_missing_ids_are_filled_in(client: AsyncWebClient) -> None:
    block = {
        "type": "actions",
        "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Go"}}],
    }
    answer = await client.chat_postMessage(channel="C0LEAD", text="t", blocks=[block])
    message: Any = answer["message"]
    assert message["blocks"][0]["block_id"]
    assert message["blocks"][0]["elements"][0]["action_id"]
    assert message["blocks"][0]["elements"][0]["text"]["emoji"] is True

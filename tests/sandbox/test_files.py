"""Uploads in three steps, and pictures in messages."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.test_messages import code

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


async def upload(client: AsyncWebClient, name: str = "chart.png", **more: Any) -> dict[str, Any]:
    """Upload a picture by the SDK's own helper; gives the file."""
    answer = await client.files_upload_v2(filename=name, content=PICTURE, title="October", **more)
    file: Any = answer["file"]
    return dict(file)


def picture(file_id: str) -> list[dict[str, Any]]:
    """Give blocks that show an uploaded picture."""
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "Nine of twelve on track"}]


async def test_a_picture_is_uploaded_and_shown(server: SandboxServer, client: AsyncWebClient) -> None:
    file = await upload(client, alt_txt="Nine of twelve on track")
    await client.chat_postMessage(channel="C0LEAD", text="digest", blocks=picture(file["id"]))
    (message,) = server.person("U0DANA").messages("C0LEAD")
    assert message.blocks[0]["slack_file"] == {"id": file["id"]}
    info: Any = (await client.files_info(file=file["id"]))["file"]
    assert (info["title"], info["alt_txt"], info["size"]) == (
        "October",
        "Nine of twelve on track",
        len(PICTURE),
    )
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.url}/_/file/{file['id']}") as response,
    ):
        assert (await response.read(), response.content_type) == (PICTURE, "image/png")


async def test_a_file_shared_in_a_channel_is_a_message(server: SandboxServer, client: AsyncWebClient) -> None:
    await upload(client, name="report.docx", channel="C0LEAD", initial_comment="The quarter")
    (message,) = server.person("U0DANA").messages("C0LEAD")
    assert (message.text, message.files[0]["name"]) == ("The quarter", "report.docx")


async def test_a_picture_cannot_be_shown_before_slack_is_done_with_it(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    server.world.file_delay = 30.0
    file = await upload(client)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0LEAD", text="digest", blocks=picture(file["id"]))
    answer: Any = caught.value.response.data
    assert answer["error"] == "invalid_blocks"
    assert "invalid slack file" in answer["response_metadata"]["messages"][0]
    server.clock.advance(timedelta(seconds=31))
    await client.chat_postMessage(channel="C0LEAD", text="digest", blocks=picture(file["id"]))


async def test_what_is_not_a_picture_or_not_there_is_refused(client: AsyncWebClient) -> None:
    words = await upload(client, name="notes.txt")
    for file_id in (words["id"], "F0NOTHERE"):
        refused = client.chat_postMessage(channel="C0LEAD", text="t", blocks=picture(file_id))
        assert await code(refused) == "invalid_blocks"
    assert await code(client.files_completeUploadExternal(files=[{"id": "F0NOTHERE"}])) == "file_not_found"
    long = client.files_getUploadURLExternal(filename="a.png", length=3, alt_txt="x" * 1001)
    assert await code(long) == "alt_txt_too_large"


@pytest.mark.parametrize("by", ["url_private", "permalink"])
async def test_a_picture_is_shown_by_its_address(
    server: SandboxServer, client: AsyncWebClient, by: str
) -> None:
    file = await upload(client)
    shown = [{"type": "image", "slack_file": {"url": file[by]}, "alt_text": "a"}]
    await client.chat_postMessage(channel="C0LEAD", text="digest", blocks=shown)
    assert server.person("U0DANA").messages("C0LEAD")[0].blocks[0]["slack_file"] == {"url": file[by]}
    elsewhere = [{**shown[0], "slack_file": {"url": f"{file[by]}".replace(file["id"], "F0NONE")}}]
    assert (
        await code(client.chat_postMessage(channel="C0LEAD", text="x", blocks=elsewhere)) == "invalid_blocks"
    )

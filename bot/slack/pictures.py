"""Pictures on their way to Slack: drawn, uploaded, named in the message's block."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.documents.picture import PictureFault, draw
from bot.flows.message import Block, Message, Picture
from bot.log import EventLog
from bot.slack.errors import Remedy, judge
from bot.slack.pace import Pace

KEPT = 64
"""Uploaded pictures that are remembered: an attempt that has to wait does not upload again."""

log = EventLog("pictures")


class Pictures:
    """Uploads pictures; one for each workspace."""

    def __init__(self, client: AsyncWebClient, pace: Pace, session: aiohttp.ClientSession) -> None:
        """Upload with `client`, the bytes through `session`."""
        self._client = client
        self._pace = pace
        self._session = session
        self._files: OrderedDict[str, str] = OrderedDict()

    async def blocks(self, message: Message) -> list[Block]:
        """Give the message's blocks with the picture in its place.

        Without the block where the picture cannot be drawn or this workspace takes no files: the words
        say the same. Raises what Slack raises where a later attempt may help.
        """
        picture = message.picture
        if picture is None:
            return message.blocks
        try:
            file_id = await self._upload(picture)
        except PictureFault as fault:
            log.error("picture.not_drawn", picture=picture.block_id, why=type(fault).__name__)
        except SlackApiError as error:
            verdict = judge(error, 0)
            if verdict.remedy is not Remedy.STOP_DELIVERY:
                raise
            log.warning("picture.not_taken", picture=picture.block_id, why=verdict.code)
        else:
            return [_filled(block, picture, file_id) for block in message.blocks]
        return [block for block in message.blocks if block.get("block_id") != picture.block_id]

    async def _upload(self, picture: Picture) -> str:
        """Give the id of the picture's file, uploaded now or before."""
        digest = hashlib.sha256(f"{picture.title}\n{picture.alt_text}\n{picture.svg}".encode()).hexdigest()
        known = self._files.get(digest)
        if known is not None:
            return known
        png = await draw(picture.svg)
        await self._pace.turn("files.getUploadURLExternal")
        place = await self._client.files_getUploadURLExternal(
            filename=f"{picture.block_id}.png", length=len(png), alt_txt=picture.alt_text[:1000]
        )
        async with self._session.post(place["upload_url"], data=png) as response:
            response.raise_for_status()
        await self._pace.turn("files.completeUploadExternal")
        file_id = str(place["file_id"])
        await self._client.files_completeUploadExternal(files=[{"id": file_id, "title": picture.title}])
        self._files[digest] = file_id
        while len(self._files) > KEPT:
            self._files.popitem(last=False)
        return file_id


def _filled(block: Block, picture: Picture, file_id: str) -> Block:
    """Give the block with the file in it, if it is the picture's block."""
    if block.get("block_id") != picture.block_id:
        return block
    shown: dict[str, Any] = {"type": "image", "block_id": picture.block_id, "alt_text": picture.alt_text}
    return {**shown, "slack_file": {"id": file_id}}

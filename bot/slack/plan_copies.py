"""Makes the plans that people asked for as files, in a child process, and gives them to Slack."""

from __future__ import annotations

from functools import partial

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.documents.plan_child import ChildFault, written
from bot.flows import plan_copy as flows
from bot.flows.kit import Kit
from bot.flows.plan_copy import Content
from bot.log import EventLog
from bot.slack.errors import Remedy, judge
from bot.slack.pace import Pace
from storage import plan_copies
from storage.database import Database
from storage.tables import PlanCopy

log = EventLog("plan_copies")


class PlanCopies:
    """Hands over the files of one workspace."""

    def __init__(
        self,
        database: Database,
        kit: Kit,
        clock: Clock,
        workspace_id: int,
        client: AsyncWebClient,
        pace: Pace,
        session: aiohttp.ClientSession,
        overlay: str | None,
    ) -> None:
        """Share with `client`, the bytes through `session`; `overlay` has a state's own forms."""
        self._database = database
        self._kit = kit
        self._clock = clock
        self._workspace_id = workspace_id
        self._client = client
        self._pace = pace
        self._session = session
        self._overlay = overlay

    async def round(self) -> None:
        """Make and hand over everything that waits."""
        for row in await self._database.read(plan_copies.waiting, self._workspace_id):
            await self._serve(row)

    async def _serve(self, row: PlanCopy) -> None:
        content = await self._database.read(flows.content, self._kit, self._workspace_id, row.id)
        if content is None:
            await self._fail(row, again=False)
            return
        try:
            file = await written(row.suffix, content.document, self._overlay, content.maker)
            await self._hand_over(row, content, file)
        except ChildFault:
            log.error("not_made", copy=row.id)
            await self._fail(row, again=False)
        except SlackApiError as error:
            verdict = judge(error, 0)
            log.warning("not_taken", copy=row.id, why=verdict.code)
            await self._fail(row, again=verdict.remedy is Remedy.RETRY, doubtful=verdict.doubtful)
        except (TimeoutError, aiohttp.ClientError) as error:
            log.warning("not_sent", copy=row.id, why=type(error).__name__)
            await self._fail(row, again=True, doubtful=True)

    async def _hand_over(self, row: PlanCopy, content: Content, file: bytes) -> None:
        """Upload the file, then share it where the person and the bot talk."""
        await self._pace.turn("files.getUploadURLExternal")
        place = await self._client.files_getUploadURLExternal(
            filename=content.filename, length=len(file), alt_txt=content.title
        )
        async with self._session.post(place["upload_url"], data=file) as answer:
            answer.raise_for_status()
        await self._pace.turn("conversations.open")
        opened = await self._client.conversations_open(users=row.slack_user_id)
        if not await self._database.run(flows.begin, self._workspace_id, row.id):
            return
        await self._pace.turn("files.completeUploadExternal")
        await self._client.files_completeUploadExternal(
            files=[{"id": str(place["file_id"]), "title": content.title}],
            channel_id=str(opened["channel"]["id"]),
            initial_comment=content.comment,
        )
        await self._database.run(flows.end, self._workspace_id, row.id)

    async def _fail(self, row: PlanCopy, *, again: bool, doubtful: bool = False) -> None:
        note = partial(flows.failed, again=again, doubtful=doubtful)
        await self._database.run(note, self._workspace_id, row.id, self._clock.now())

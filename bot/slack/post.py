"""Shows one delivery in Slack: posts it, or says it anew where it stands already."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.flows.message import Block, Message, Skip
from bot.slack.pace import Pace
from bot.slack.pictures import Pictures
from bot.slack.reconcile import Reconciler, metadata
from storage.drains import Ended, Job, Sent
from storage.vocabulary import DeliveryState

Opened = Callable[[int, str, str], Awaitable[None]]
"""Told (person, Slack user, conversation) when a conversation was opened."""


class TooLate(Exception):
    """The lease is nearly over: somebody else may take the delivery over, so it must not be sent now."""


class Step:
    """How far an attempt has come, for whoever has to judge its fault."""

    def __init__(self, may_send: Callable[[], bool]) -> None:
        """Begin before the first call; `may_send` is asked when the message's turn has come."""
        self.method = ""
        self.may_send = may_send

    @property
    def said(self) -> bool:
        """Whether the message itself may have reached Slack."""
        return self.method == "chat.postMessage"


class Poster:
    """Shows deliveries of one workspace."""

    def __init__(self, client: AsyncWebClient, pace: Pace, pictures: Pictures, opened: Opened) -> None:
        """Post with `client` at `pace`; `opened` hears of new conversations."""
        self._client = client
        self._pace = pace
        self._pictures = pictures
        self._opened = opened

    async def show(
        self, job: Job, message: Message | Skip, reconciler: Reconciler, now: datetime, step: Step
    ) -> Sent | Ended:
        """Have Slack show `message`; raises what the SDK raises, with `step` at the call that failed.

        What is found there already may say what is old: later versions follow, and one that was to be
        skipped is read once more, now that people have it before them.
        """
        channel = job.channel or await self._open(job, step)
        if job.doubtful:
            step.method = "conversations.history"
            ts = await reconciler.find(channel, job.thread_ts, job.key, job.since or now)
            if ts is not None:
                return Sent(job.id, 0 if isinstance(message, Skip) else 1, ts, channel)
        if isinstance(message, Skip):
            return Ended(job.id, DeliveryState.SKIPPED, message.reason)
        blocks = await self._blocks(message, step)
        if job.ts is not None:
            await self._update(channel, job.ts, message.text, blocks, step)
            return Sent(job.id, job.wanted, job.ts, channel)
        step.method = "chat.postMessage"
        await self._pace.turn(step.method, channel)
        if not step.may_send():
            raise TooLate
        answer = await self._client.api_call(
            step.method,
            json={
                "channel": channel,
                "text": message.text,
                "blocks": blocks,
                "metadata": metadata(job.key),
                "unfurl_links": False,
                "unfurl_media": False,
                **({"thread_ts": job.thread_ts} if job.thread_ts else {}),
            },
        )
        return Sent(job.id, job.wanted, str(answer["ts"]), str(answer["channel"]))

    async def _update(self, channel: str, ts: str, text: str, blocks: list[Block], step: Step) -> None:
        step.method = "chat.update"
        await self._pace.turn(step.method)
        await self._client.api_call(
            step.method, json={"channel": channel, "ts": ts, "text": text, "blocks": blocks}
        )

    async def _blocks(self, message: Message, step: Step) -> list[Block]:
        if message.picture is None:
            return message.blocks
        step.method = "files.getUploadURLExternal"
        return await self._pictures.blocks(message)

    async def _open(self, job: Job, step: Step) -> str:
        """Open the conversation with a person, found by e-mail address where that is all we know."""
        user = job.slack_user_id
        if user is None:
            step.method = "users.lookupByEmail"
            await self._pace.turn(step.method)
            found = await self._client.users_lookupByEmail(email=job.email or "")
            user = str(found["user"]["id"])
        step.method = "conversations.open"
        await self._pace.turn(step.method)
        answer = await self._client.conversations_open(users=user)
        channel = str(answer["channel"]["id"])
        if job.person_id is not None:
            await self._opened(job.person_id, user, channel)
        return channel

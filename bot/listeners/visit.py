"""One person at one of the doors: what they did, and the ways to answer them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot.clock import Clock
from bot.flows.kit import Kit, Who
from bot.listeners.apologies import Background
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")
View = dict[str, Any]
Block = dict[str, Any]

PATIENCE = 0.75
"""Seconds that a visit waits for what it has Slack do; Bolt hands the acknowledgement over afterwards."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all doors share, built once by `bot.app`."""

    database: Database
    kit: Kit
    clock: Clock
    background: Background


@dataclass(frozen=True, slots=True)
class Visit:
    """What a listener is handed. `ack` has to be called in every visit, last where something is stored."""

    desk: Desk
    workspace_id: int
    body: dict[str, Any]
    ack: AsyncAck
    client: AsyncWebClient
    respond: AsyncRespond
    now: datetime

    @property
    def who(self) -> Who:
        """The person in front of us."""
        user = self.body.get("user_id") or self.body.get("user") or self.body.get("event", {}).get("user")
        return Who(self.workspace_id, user["id"] if isinstance(user, dict) else user)

    @property
    def kit(self) -> Kit:
        """The words and the catalogue."""
        return self.desk.kit

    @property
    def action(self) -> dict[str, Any]:
        """The element that was used (block_actions)."""
        action: dict[str, Any] = self.body["actions"][0]
        return action

    @property
    def view(self) -> View:
        """The modal or home that the visit comes from."""
        view: View = self.body["view"]
        return view

    @property
    def words(self) -> str:
        """What was typed behind the command's own word: "3b" for `/milepost coach 3b`."""
        return str(self.body.get("text") or "").strip().partition(" ")[2].strip()

    async def run(
        self, flow: Callable[Concatenate[Session, Kit, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `flow(session, kit, ...)` in one transaction; committed when this returns."""
        return await self.desk.database.run(flow, self.kit, *args, **kwargs)

    async def read(
        self, flow: Callable[Concatenate[Session, Kit, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `flow(session, kit, ...)`, which only reads."""
        return await self.desk.database.read(flow, self.kit, *args, **kwargs)

    async def show(self, call: Coroutine[Any, Any, object]) -> None:
        """Have Slack show something; where that takes long it goes on when the visit is over.

        Slack gives three seconds for the acknowledgement, and may itself be slow within them.
        """
        task = asyncio.ensure_future(call)
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if done:
            task.result()
        else:
            self.desk.background.spawn(_end(task))

    async def open(self, view: View) -> None:
        """Show a modal, or another one on top of the one that is open."""
        is_open = (self.body.get("view") or {}).get("type") == "modal"
        call = self.client.views_push if is_open else self.client.views_open
        await self.show(call(trigger_id=self.body["trigger_id"], view=view))

    async def update(self, view: View) -> None:
        """Show the modal that the visit comes from anew."""
        await self.show(self.client.views_update(view_id=self.view["id"], view=view))

    async def whisper(self, text: str, blocks: list[Block] | None = None, instead: bool = False) -> None:
        """Say something that only this person sees, where they are, or `instead` of what they clicked."""
        await self.show(
            self.respond(
                text=text,
                blocks=blocks,
                response_type="ephemeral",
                replace_original=instead,
                thread_ts=self._thread,
            )
        )

    @property
    def _thread(self) -> str | None:
        """The thread that the person reads: without it, Slack answers in the channel around the thread."""
        place = self.body.get("container") or {}
        thread: str | None = place.get("thread_ts")
        return thread if thread != place.get("message_ts") else None


async def _end(task: asyncio.Future[object]) -> None:
    await task

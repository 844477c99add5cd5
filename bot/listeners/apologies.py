"""How words reach the person whose click, command or form they answer, wherever that was."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.flows.kit import Kit
from bot.log import EventLog

NOTICE = "notice"
"""The block_id under which words stand in a view."""

KEPT = ("type", "title", "submit", "close", "callback_id", "private_metadata", "notify_on_close",
        "clear_on_close", "external_id")  # fmt: skip
"""What a view is sent back with; Slack adds the rest itself."""

log = EventLog("apologies")


class Background:
    """Work that goes on after the answer."""

    def __init__(self) -> None:
        """Begin with none."""
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do `work` soon; a fault of it is logged."""
        task = asyncio.get_running_loop().create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Return when all of it is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def _guarded(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        except Exception as error:  # the visit is over: there is nobody left to tell
            log.warning("apology.not_shown", fault=type(error).__name__)


@dataclass(frozen=True, slots=True)
class Apology:
    """What is said to whom: plain words, the same as mrkdwn, and the request they answer."""

    body: dict[str, Any]
    words: str
    line: str
    kit: Kit


def say(
    apology: Apology, client: AsyncWebClient, respond: AsyncRespond, background: Background, field: str | None
) -> BoltResponse:
    """Give the acknowledgement that says it; what it cannot say is said in the background."""
    body, view = apology.body, apology.body.get("view") or {}
    if body.get("type") == "view_submission":
        return BoltResponse(status=200, body=in_form(view, apology.words, apology.line, field))
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": apology.line})
    if body.get("response_url"):
        background.spawn(respond(text=apology.line, response_type="ephemeral", replace_original=False))
    elif view.get("type") == "modal":
        changed = noticed(view, apology.line)
        background.spawn(client.views_update(view_id=view["id"], view=changed))
    elif body.get("trigger_id") and body.get("type") != "block_suggestion":
        background.spawn(client.views_open(trigger_id=body["trigger_id"], view=_alone(apology)))
    if body.get("type") == "event_callback":
        return BoltResponse(status=500, body="")  # Slack will send the event again
    return BoltResponse(status=200, body="")


def in_form(view: dict[str, Any], words: str, line: str, field: str | None) -> dict[str, Any]:
    """Give the answer that keeps a form open: words at a field, or above everything where there is none."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if not inputs:
        return {"response_action": "update", "view": noticed(view, line)}
    return {"response_action": "errors", "errors": {field if field in inputs else inputs[0]: words}}


def noticed(view: dict[str, Any], line: str) -> dict[str, Any]:
    """Give a view with words above it; its inputs keep their ids, and so what was typed into them."""
    blocks = [block for block in view["blocks"] if block.get("block_id") != NOTICE]
    kept = {name: view[name] for name in KEPT if view.get(name)}
    return {**kept, "blocks": [_block(line), *blocks][:100]}


def _alone(apology: Apology) -> dict[str, Any]:
    title = apology.kit.words.label("errors.title")
    close = apology.kit.words.label("errors.close")
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": close},
        "blocks": [_block(apology.line)],
    }


def _block(line: str) -> dict[str, Any]:
    text = {"type": "mrkdwn", "text": line, "verbatim": True}
    return {"type": "section", "block_id": NOTICE, "text": text}

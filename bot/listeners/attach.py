"""Joins the stories to Bolt: a few matchers, and a dictionary behind each.

Whatever comes is acknowledged, even what no story knows: a button of an old message is no error.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.flows.kit import Refusal
from bot.listeners.router import Listener, Listeners, Router
from bot.listeners.visit import Desk, Visit
from bot.log import EventLog

ANYTHING = re.compile("")
HELP = "help"

Key = Callable[[dict[str, Any]], str]
WorkspaceOf = Callable[[str | None], int]
log = EventLog("attach")


def attach(
    app: AsyncApp,
    router: Router,
    desk: Desk,
    workspace_of: WorkspaceOf,
    meet: Callable[[str | None], Awaitable[None]],
    visited: Callable[[], None],
) -> None:
    """Have `app` answer with the listeners of `router`; `visited` is called after each visit.

    `workspace_of` gives a team's key; the door has let only known ones in. `meet` is told who comes, so
    that somebody whom a plan names is recognized the first time they do anything.
    """

    def route(listeners: Listeners, key: Key, fallback: Callable[[str], Listener] = _unknown) -> Any:
        async def answer(
            body: dict[str, Any],
            ack: AsyncAck,
            client: AsyncWebClient,
            respond: AsyncRespond,
            context: AsyncBoltContext,
        ) -> None:
            workspace_id = workspace_of(context.team_id)
            visit = Visit(desk, workspace_id, body, ack, client, respond, desk.clock.now())
            await meet(context.user_id)
            which = key(body)
            await (listeners.get(which) or fallback(which))(visit)
            if ack.response is None:
                await ack()
            visited()

        return answer

    app.action(ANYTHING)(route(router.actions, lambda body: str(body["actions"][0]["action_id"])))
    app.view_submission(ANYTHING)(route(router.submissions, lambda body: str(body["view"]["callback_id"])))
    app.view_closed(ANYTHING)(route(Listeners(), lambda body: str(body["view"]["callback_id"])))
    app.command(ANYTHING)(route(router.commands, command_word, lambda word: _no_such_command(router, word)))
    app.shortcut(ANYTHING)(route(router.shortcuts, lambda body: str(body["callback_id"])))
    app.options(ANYTHING)(route(router.options, lambda body: str(body["action_id"])))
    app.event(ANYTHING)(route(router.events, lambda body: str(body["event"]["type"])))


def command_word(body: dict[str, Any]) -> str:
    """Give the word after the slash command, in small letters; "help" where there is none."""
    words = str(body.get("text") or "").split()
    return words[0].lower() if words else HELP


def _unknown(which: str) -> Listener:
    async def acknowledge(visit: Visit) -> None:
        await visit.ack()

    return acknowledge


def _no_such_command(router: Router, word: str) -> Listener:
    async def refuse(visit: Visit) -> None:
        near = difflib.get_close_matches(word, router.commands, n=1, cutoff=0.5)
        if near:
            raise Refusal("errors.nearest_command", typed=word, nearest=near[0])
        raise Refusal("errors.no_such_command", typed=word)

    return refuse

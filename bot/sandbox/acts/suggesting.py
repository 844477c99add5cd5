"""Asking the app for the options of an external select, and keeping what it offered."""

from typing import Any

from bot.sandbox.acts.actor import Actor, Outcome
from bot.sandbox.blockkit.objects import OFFER
from bot.sandbox.blockkit.report import Report
from bot.sandbox.delivery import payloads
from bot.sandbox.elements import options_of
from bot.sandbox.errors import bad_payload
from bot.sandbox.model import Json, StoredMessage, View
from bot.sandbox.shapes import message_json, view_json

NO_CHOICES = "The choices could not be loaded."
MIN_QUERY = 3


def long_enough(element: Json, typed: str) -> bool:
    """Tell whether Slack asks the app at all: after `min_query_length` characters, three by default."""
    return len(typed) >= int(element.get("min_query_length", MIN_QUERY))


async def offered_for(
    actor: Actor,
    element: Json,
    block_id: str,
    value: Any,
    view: View | None = None,
    message: tuple[str, StoredMessage] | None = None,
) -> list[Json]:
    """Give the options that an external select showed; asks the app with the entry when none fits."""
    if "external_select" not in element["type"] or value in (None, "", []):
        return []
    place = view.id if view else f"{message[0]}:{message[1].micros}" if message else ""
    key = (actor.user.id, place, block_id, element["action_id"])
    wanted = value if isinstance(value, list) else [value]
    for entry in wanted:
        shown = actor.space.offered.get(key, [])
        if not any(entry in (o.get("value"), o["text"]["text"]) for o in shown):
            fresh = await suggest(actor, element, block_id, str(entry), view, message)
            actor.space.offered[key] = shown + fresh.options
    return actor.space.offered.get(key, [])


async def suggest(
    actor: Actor,
    element: Json,
    block_id: str,
    typed: str,
    view: View | None = None,
    message: tuple[str, StoredMessage] | None = None,
) -> Outcome:
    """Ask the app for the options that go with what was typed; at most a hundred are shown."""
    world, space = actor.world, actor.space
    payload: Json = {**payloads.interaction(world, space, actor.user, "block_suggestion"),
                     "action_id": element["action_id"], "block_id": block_id, "value": typed}  # fmt: skip
    if view is not None:
        payload |= {"container": {"type": "view", "view_id": view.id}, "view": view_json(world, space, view)}
        place = view.id
    elif message is not None:
        channel = actor.channel(message[0])
        payload |= {"container": payloads.message_container(message[1], channel),
                    "channel": payloads.channel_ref(channel),
                    "message": message_json(world, space, message[1], full_metadata=True)}  # fmt: skip
        place = f"{channel.id}:{message[1].micros}"
    ack = await actor.dispatcher.interact("interactive", "block_suggestion", payload)
    if not ack.ok:
        return Outcome(error="no_ack", message=NO_CHOICES)
    return _offer(actor, (actor.user.id, place, block_id, element["action_id"]), ack.body or {})


def _offer(actor: Actor, key: tuple[str, str, str, str], body: Json) -> Outcome:
    """Show the options that an app answered, in their groups where it made some; refuses malformed ones."""
    report = Report("message")
    OFFER(body, "", report)
    if report.findings:
        refusal = bad_payload("invalid_options", [f.line("") for f in report.findings])
        actor.world.refused.append({"method": "block_suggestion", "args": body, "answer": refusal.answer()})
        return Outcome(error=refusal.code, message=NO_CHOICES)
    options = actor.space.offered[key] = options_of(body)
    return Outcome(options=options, groups=body.get("option_groups") or [])

"""Using an element in a message, a modal or a Home tab."""

from typing import Any

from bot.sandbox.acts.actor import ActError, Actor, Outcome, outcome_of
from bot.sandbox.acts.files import as_files
from bot.sandbox.acts.suggesting import offered_for
from bot.sandbox.delivery import payloads
from bot.sandbox.elements import FIELDS, action_of, flat, interactive, state_of
from bot.sandbox.model import Json


def locate(blocks: list[Json], action_id: str, block_id: str | None) -> tuple[Json, Json]:
    """Give the block and the element with an action id; a block id settles which, when there are several."""
    found = [
        (block, element)
        for block in flat(blocks)
        for element in interactive(block)
        if element.get("action_id") == action_id and block_id in (None, block["block_id"])
    ]
    if len(found) != 1:
        there = sorted({str(e.get("action_id")) for b in flat(blocks) for e in interactive(b)})
        raise ActError(
            "element_not_found", f"{len(found)} elements are called {action_id!r}; there are {there}."
        )
    return found[0]


async def click_message(
    actor: Actor, channel_id: str, ts: str, action_id: str, block_id: str | None = None, value: Any = None
) -> Outcome:
    """Use an element of a message."""
    actor.active()
    channel, space = actor.channel(channel_id), actor.space
    message = actor.message(channel, ts)
    block, element = locate(message.all_blocks(), action_id, block_id)
    offered = await offered_for(actor, element, block["block_id"], value, message=(channel_id, message))
    action = _action(element, block["block_id"], value, offered)
    if element["type"] in FIELDS:
        states = space.message_state.setdefault((actor.user.id, channel_id, message.micros), {})
        states.setdefault(block["block_id"], {})[action_id] = state_of(element, value, offered)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return Outcome()
    payload = payloads.message_action(actor.world, space, actor.user, channel, message, action)
    ack = await actor.dispatcher.interact("interactive", "block_actions", payload)
    outcome = outcome_of(ack)
    if outcome.error:
        space.hub.notify(f"channel:{channel_id}", actor.user.id)
    return outcome


async def click_view(
    actor: Actor, view_id: str, action_id: str, block_id: str | None = None, value: Any = None
) -> Outcome:
    """Use an element of a modal or a Home tab; an input without `dispatch_action` only keeps its value."""
    actor.active()
    view = actor.view(view_id)
    block, element = locate(view.body["blocks"], action_id, block_id)
    offered = await offered_for(actor, element, block["block_id"], value, view=view)
    if element["type"] == "file_input":
        value = as_files(actor, element, value)
    action = _action(element, block["block_id"], value, offered)
    if element["type"] in FIELDS:
        view.state.setdefault(block["block_id"], {})[action_id] = state_of(element, value, offered)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return Outcome()
    payload = payloads.view_action(actor.world, actor.space, actor.user, view, action)
    return outcome_of(await actor.dispatcher.interact("interactive", "block_actions", payload))


def _action(element: Json, block_id: str, value: Any, offered: list[Json]) -> Json:
    """Give the action of a use; refuses a choice that is not offered."""
    try:
        return action_of(element, block_id, value, offered)
    except (LookupError, StopIteration) as missing:
        raise ActError("option_not_found", str(missing)) from None

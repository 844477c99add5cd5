"""Submitting and closing modals, with all that an app may answer."""

from typing import Any

from bot.sandbox.acts.actor import TROUBLE, ActError, Actor, Outcome
from bot.sandbox.acts.entries import faults_of
from bot.sandbox.acts.files import as_files
from bot.sandbox.acts.suggesting import offered_for
from bot.sandbox.blockkit.views import check_view
from bot.sandbox.delivery import payloads
from bot.sandbox.elements import interactive, state_of, stateful
from bot.sandbox.errors import SlackError
from bot.sandbox.model import Json, View
from bot.sandbox.tickets import ResponseTicket
from bot.sandbox.viewstore import MOST_VIEWS, close, close_all, new_view, rebuild


async def fill(actor: Actor, view: View, entries: dict[str, dict[str, Any]]) -> None:
    """Enter values into a view: {block id: {action id: value}}. What is not named stays as it was."""
    for block in view.body["blocks"]:
        wanted = entries.get(block["block_id"], {})
        for element in stateful(block):
            if element["action_id"] in wanted:
                value = wanted[element["action_id"]]
                if element["type"] == "file_input":
                    value = as_files(actor, element, value)
                offered = await offered_for(actor, element, block["block_id"], value, view=view)
                try:
                    state = state_of(element, value, offered)
                except LookupError as missing:
                    raise ActError("option_not_found", str(missing)) from None
                view.state.setdefault(block["block_id"], {})[element["action_id"]] = state


async def submit(actor: Actor, view_id: str, entries: dict[str, dict[str, Any]]) -> Outcome:
    """Submit a modal. Slack's own checks come first: required entries, lengths, numbers, addresses."""
    actor.active()
    view = actor.view(view_id)
    await fill(actor, view, entries)
    view.errors = faults_of(view)
    if view.errors:
        actor.space.hub.notify("views", actor.user.id)
        return Outcome(errors=view.errors)
    payload = payloads.submission(actor.world, actor.space, actor.user, view, _response_urls(actor, view))
    ack = await actor.dispatcher.interact("interactive", "view_submission", payload)
    if not ack.ok:
        return Outcome(error="no_ack", message=TROUBLE)
    return _react(actor, view, ack.body or {})


def _react(actor: Actor, view: View, body: Json) -> Outcome:
    """Do what the app answered to a submission."""
    world, space, action = actor.world, actor.space, body.get("response_action")
    if action is None:
        close(space, view)
        return Outcome(closed=True)
    if action == "clear":
        close_all(space, actor.user.id)
        return Outcome(closed=True)
    try:
        if action == "errors":
            return _errors(actor, view, body.get("errors"))
        if action not in ("update", "push") or not isinstance(body.get("view"), dict):
            raise SlackError("invalid_response_action")
        fresh = check_view(world, space, body["view"])
        if action == "update":
            rebuild(world, space, view, fresh)
        elif len(space.stacks[actor.user.id]) >= MOST_VIEWS:
            raise SlackError("push_limit_reached")
        else:
            new_view(world, space, actor.user.id, fresh, view)
    except SlackError as refusal:
        world.refused.append({"method": "view_submission", "args": body, "answer": refusal.answer()})
        return Outcome(error=refusal.code, message=TROUBLE)
    space.hub.notify("views", actor.user.id)
    return Outcome()


def _errors(actor: Actor, view: View, errors: Any) -> Outcome:
    """Show the app's complaints at the inputs they name; each must be an input block of the view."""
    inputs = {b["block_id"] for b in view.body["blocks"] if b["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_error_block_id")
    view.errors = {str(k): str(v) for k, v in errors.items()}
    actor.space.hub.notify("views", actor.user.id)
    return Outcome(errors=view.errors)


def _response_urls(actor: Actor, view: View) -> list[Json]:
    """Give the response URLs that channel selects with `response_url_enabled` ask for."""
    urls = []
    for block in view.body["blocks"]:
        for element in interactive(block):
            state = view.state.get(block["block_id"], {}).get(element.get("action_id", ""), {})
            chosen = state.get("selected_conversation") or state.get("selected_channel")
            if element.get("response_url_enabled") and chosen in actor.space.channels:
                ticket = ResponseTicket(actor.space.team_id, chosen, actor.user.id, actor.world.clock.now())
                urls.append(
                    {
                        "block_id": block["block_id"],
                        "action_id": element["action_id"],
                        "channel_id": chosen,
                        "response_url": actor.world.response_urls.issue(ticket),
                    }
                )
    return urls


async def dismiss(actor: Actor, view_id: str, everything: bool = False) -> Outcome:
    """Close a modal with Cancel, or all of them with the x; the app is told where it asked for that."""
    view, space = actor.view(view_id), actor.space
    stack = space.stack(actor.user.id)
    told = stack[0] if everything else view
    payload = None
    if told.body.get("notify_on_close"):
        payload = payloads.closed(actor.world, space, actor.user, told, everything)
    if everything or view.body.get("clear_on_close"):
        close_all(space, actor.user.id)
    else:
        close(space, view)
    if payload is not None:
        await actor.dispatcher.interact("interactive", "view_closed", payload)
    return Outcome(closed=True)

"""views.*: opening, stacking, changing and publishing views."""

from typing import Any

from bot.sandbox.blockkit.views import check_view
from bot.sandbox.errors import SlackError, bad_payload
from bot.sandbox.model import Json, View
from bot.sandbox.shapes import view_json
from bot.sandbox.viewstore import MOST_VIEWS, new_view, rebuild
from bot.sandbox.webapi.registry import Call, method


def view_of(call: Call) -> Json:
    """Give the view of a call, checked."""
    view = call.args.get("view")
    if not isinstance(view, dict):
        raise bad_payload("invalid_arguments", ["[ERROR] missing required field: view"])
    return check_view(call.world, call.workspace, view)


def _shown(call: Call, view: View) -> Json:
    """Give the answer that tells of a view, and let the page know."""
    call.world.hub.notify("home" if view.type == "home" else "views", view.user)
    return {"ok": True, "view": view_json(call.world, call.workspace, view)}


def _modal(call: Call) -> Json:
    """Give the view of a call that must be a modal."""
    body = view_of(call)
    if body["type"] != "modal":
        raise bad_payload("invalid_arguments", ["[ERROR] must be a modal [json-pointer:/view/type]"])
    return body


@method("views.open", tier=4)
def open_view(call: Call) -> Json:
    """Open a modal for the person who did something within the last three seconds."""
    body = _modal(call)
    trigger = call.world.triggers.exchange(_trigger(call), call.workspace.team_id)
    view = new_view(call.world, call.workspace, trigger.user, body, None)
    return _shown(call, view)


@method("views.push", tier=4)
def push(call: Call) -> Json:
    """Put a modal on top of the one that is open; three at most."""
    body = _modal(call)
    key = _trigger(call)
    known = call.world.triggers.known.get(key)
    if known is not None and len(call.workspace.stacks.get(known.user, [])) >= MOST_VIEWS:
        raise SlackError("push_limit_reached")
    trigger = call.world.triggers.exchange(key, call.workspace.team_id)
    stack = call.workspace.stack(trigger.user)
    if not stack:
        raise SlackError("not_found")
    view = new_view(call.world, call.workspace, trigger.user, body, stack[-1])
    return _shown(call, view)


@method("views.update", tier=4)
def update(call: Call) -> Json:
    """Change a modal that is open."""
    body = view_of(call)
    view = _named(call)
    _same_hash(call, view)
    if body["type"] != view.type:
        raise bad_payload("invalid_arguments", ["[ERROR] a view keeps its type [json-pointer:/view/type]"])
    rebuild(call.world, call.workspace, view, body)
    return _shown(call, view)


@method("views.publish", tier=4)
def publish(call: Call) -> Json:
    """Show a person's Home tab."""
    if not call.world.manifest.home_enabled:
        raise SlackError("not_enabled")
    user = call.workspace.users.get(call.need("user_id"))
    if user is None or user.is_bot:
        raise bad_payload("invalid_arguments", ["[ERROR] must be a user of the workspace: user_id"])
    body = view_of(call)
    if body["type"] != "home":
        raise bad_payload("invalid_arguments", ["[ERROR] must be a home view [json-pointer:/view/type]"])
    view = call.workspace.home(user.id)
    if view is None:
        view = new_view(call.world, call.workspace, user.id, body, None)
    else:
        _same_hash(call, view)
        rebuild(call.world, call.workspace, view, body)
    return _shown(call, view)


def _trigger(call: Call) -> str:
    """Give the trigger of a call under either of its names."""
    return str(
        call.args.get("trigger_id") or call.args.get("interactivity_pointer") or call.need("trigger_id")
    )


def _same_hash(call: Call, view: View) -> None:
    """Refuse when somebody changed the view since the caller saw it."""
    if call.args.get("hash") and call.args["hash"] != view.hash:
        raise SlackError("hash_conflict")


def _named(call: Call) -> View:
    """Give the open view that a call names by id or external id."""
    space = call.workspace
    found: Any = None
    if call.args.get("view_id"):
        found = space.views.get(str(call.args["view_id"]))
    elif call.args.get("external_id"):
        wanted = call.args["external_id"]
        found = next((v for v in space.views.values() if v.body.get("external_id") == wanted), None)
    else:
        raise bad_payload("invalid_arguments", ["[ERROR] missing required field: view_id"])
    if found is None:
        raise SlackError("not_found")
    return found  # type: ignore[no-any-return]

"""The life of a view: made, changed with what was typed kept where it may be, closed."""

from bot.sandbox.elements import flat, initial_state, stateful
from bot.sandbox.errors import SlackError
from bot.sandbox.ids import ts_of
from bot.sandbox.model import Json, View
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

MOST_VIEWS = 3
"""Modals that lie on top of each other."""


def new_view(world: World, space: Workspace, user: str, body: Json, under: View | None) -> View:
    """Put a view on a person's screen: a Home tab, a first modal, or one on top of `under`."""
    _unique_external_id(space, body, None)
    view_id = world.ids.draw("V")
    root = under.root if under else view_id
    view = View(view_id, user, body, fresh_hash(world), root, under.id if under else None)
    view.state = states(body["blocks"])
    space.views[view_id] = view
    if view.type == "home":
        space.homes[user] = view_id
    elif under is None:
        close_all(space, user)
        space.stacks[user] = [view_id]
    else:
        space.stacks[user].append(view_id)
    return view


def rebuild(world: World, space: Workspace, view: View, body: Json) -> None:
    """Change a view; what was typed stays where block id, action id and element type are the same."""
    _unique_external_id(space, body, view)
    view.body, view.hash, view.errors = body, fresh_hash(world), {}
    view.state = kept(body["blocks"], view.state)


def kept(blocks: list[Json], typed: dict[str, dict[str, Json]]) -> dict[str, dict[str, Json]]:
    """Give the state of every element of blocks, as typed where ids and element type are still the same."""
    found = states(blocks)
    for block, actions in found.items():
        for action, state in actions.items():
            before = typed.get(block, {}).get(action)
            if before is not None and before["type"] == state["type"]:
                actions[action] = before
    return found


def states(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """Give the state of every element that has one, as it is before anybody typed."""
    found: dict[str, dict[str, Json]] = {}
    for block in flat(blocks):
        for element in stateful(block):
            found.setdefault(block["block_id"], {})[element["action_id"]] = initial_state(element)
    return found


def close(space: Workspace, view: View) -> None:
    """Take a modal off the screen."""
    stack = space.stacks.get(view.user, [])
    if view.id in stack:
        stack.remove(view.id)
    space.views.pop(view.id, None)
    space.hub.notify("views", view.user)


def close_all(space: Workspace, user: str) -> None:
    """Take all modals off a person's screen."""
    for view in space.stack(user):
        space.views.pop(view.id, None)
    space.stacks[user] = []
    space.hub.notify("views", user)


def fresh_hash(world: World) -> str:
    """Give a new hash for a view that changed."""
    return f"{ts_of(int(world.clock.now().timestamp() * 1_000_000))}.{world.ids.secret(8)}"


def _unique_external_id(space: Workspace, body: Json, own: View | None) -> None:
    """Refuse an external id that another open view has."""
    wanted = body.get("external_id")
    if wanted and any(v is not own and v.body.get("external_id") == wanted for v in space.views.values()):
        raise SlackError("duplicate_external_id")

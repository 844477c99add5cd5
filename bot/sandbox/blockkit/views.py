"""Views: checked, then completed."""

from bot.sandbox.blockkit.fill import filled
from bot.sandbox.model import Json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World


def check_view(world: World, space: Workspace, view: Json) -> Json:
    """Give a view as Slack keeps it; refuses with `invalid_arguments` and the places."""
    return {**view, "blocks": filled(view["blocks"], world.ids)}

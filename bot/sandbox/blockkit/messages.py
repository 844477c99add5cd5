"""Blocks of a message: checked, then completed."""

from bot.sandbox.blockkit.fill import filled
from bot.sandbox.errors import SlackError, bad_payload
from bot.sandbox.model import Json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

MOST_BLOCKS = 50


def check_message(world: World, space: Workspace, blocks: object) -> list[Json]:
    """Give the blocks of a message as Slack keeps them; refuses with `invalid_blocks` and the places."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if len(blocks) > MOST_BLOCKS:
        raise bad_payload(
            "invalid_blocks", [f"[ERROR] no more than {MOST_BLOCKS} items allowed [json-pointer:/blocks]"]
        )
    return filled(blocks, world.ids)

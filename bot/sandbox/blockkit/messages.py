"""Blocks of a message: checked, then completed."""

from typing import Any

from bot.sandbox.blockkit.blocks import check_blocks
from bot.sandbox.blockkit.files import embeddable, usable
from bot.sandbox.blockkit.fill import filled
from bot.sandbox.blockkit.report import Report
from bot.sandbox.errors import SlackError, bad_payload
from bot.sandbox.model import Json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

MOST_BLOCKS = 50
MOST_CHARACTERS = 13_200


def check_message(world: World, space: Workspace, blocks: object) -> list[Json]:
    """Give the blocks of a message as Slack keeps them; refuses with `invalid_blocks` and the places."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    report = Report("message", usable(space), embeddable(world.manifest))
    check_blocks(blocks, "", report, MOST_BLOCKS)
    if report.findings:
        code = "invalid_attachments" if report.counts.get("table", 0) > 1 else "invalid_blocks"
        raise bad_payload(code, [f.line("/blocks") for f in report.findings])
    if characters(blocks) > MOST_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return filled(blocks, world.ids)


def characters(node: Any) -> int:
    """Count the characters that people read in blocks."""
    if isinstance(node, list):
        return sum(characters(item) for item in node)
    if not isinstance(node, dict):
        return 0
    own = node.get("text")
    total = len(own) if isinstance(own, str) else 0
    return total + sum(characters(value) for value in node.values() if isinstance(value, dict | list))

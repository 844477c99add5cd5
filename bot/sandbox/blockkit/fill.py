"""What Slack adds to blocks that it took: ids for blocks and elements that came without."""

import json
from typing import Any

from bot.sandbox.elements import flat, interactive
from bot.sandbox.ids import IdSource
from bot.sandbox.model import Json

PLAIN, MARKDOWN = "plain_text", "mrkdwn"


def filled(blocks: list[Json], ids: IdSource) -> list[Json]:
    """Give a copy of checked blocks with every id in place and text objects' defaults written out."""
    copy: list[Json] = json.loads(json.dumps(blocks))
    for block in flat(copy):
        block.setdefault("block_id", ids.short())
        for element in interactive(block):
            element.setdefault("action_id", ids.short())
    _defaults(copy)
    return copy


def _defaults(node: Any) -> None:
    """Write out `emoji` and `verbatim` where a text object leaves them to Slack."""
    if isinstance(node, list):
        for item in node:
            _defaults(item)
    elif isinstance(node, dict):
        if node.get("type") == PLAIN:
            node.setdefault("emoji", True)
        elif node.get("type") == MARKDOWN:
            node.setdefault("verbatim", False)
        else:
            for value in node.values():
                if isinstance(value, dict | list):
                    _defaults(value)

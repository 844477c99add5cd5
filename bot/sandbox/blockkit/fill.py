"""What Slack adds to blocks that it took: ids for blocks and elements that came without."""

import hashlib
import json
from collections.abc import Collection
from itertools import count
from typing import Any

from bot.sandbox.elements import flat, interactive
from bot.sandbox.ids import IdSource
from bot.sandbox.model import Json

PLAIN, MARKDOWN = "plain_text", "mrkdwn"


def filled(blocks: list[Json], ids: IdSource) -> list[Json]:
    """Give a copy of checked blocks with every id in place and text objects' defaults written out."""
    copy: list[Json] = json.loads(json.dumps(blocks))
    taken = {str(block["block_id"]) for block in flat(copy) if "block_id" in block}
    for block in flat(copy):
        if "block_id" not in block:
            block["block_id"] = _name(block, taken)
            taken.add(block["block_id"])
        for element in interactive(block):
            element.setdefault("action_id", ids.short())
    _defaults(copy)
    return copy


def _name(block: Json, taken: Collection[str]) -> str:
    """Name a block after what it holds, so that a button of a view that was published anew is known."""
    content = json.dumps(block, sort_keys=True)
    for number in count():
        name = hashlib.sha256(f"{number}{content}".encode()).hexdigest()[:5].upper()
        if name not in taken:
            return name
    raise AssertionError("there are more names than blocks")


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

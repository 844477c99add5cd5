"""The few Block Kit shapes that messages are made of, as plain dictionaries.

`text` of sections and contexts is mrkdwn that is escaped already; everything else is plain text.
`verbatim` keeps Slack from making links and mentions of what only looks like one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

Block = dict[str, Any]

MOST_TEXT: Final = 2_900
"""Characters of one text; Slack takes 3,000."""


def plain(text: str, most: int = 75) -> Block:
    """Plain text, cut to what Slack shows in its place."""
    return {"type": "plain_text", "text": text if len(text) <= most else text[: most - 1] + "…"}


def mrkdwn(text: str) -> Block:
    """Escaped mrkdwn, cut at the end of a line where it is too long."""
    if len(text) > MOST_TEXT:
        text = text[:MOST_TEXT].rpartition("\n")[0] or text[:MOST_TEXT]
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """A title."""
    return {"type": "header", "text": plain(text, 150)}


def section(text: str, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A paragraph, with a button beside it when given."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    if block_id is not None:
        block["block_id"] = block_id
    return block


def context(*texts: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(label: str, act: str, value: str, *, style: str | None = None, spoken: str | None = None) -> Block:
    """A button; `spoken` is what a screen reader says where the label alone is not enough."""
    block: Block = {"type": "button", "action_id": act, "text": plain(label), "value": value}
    if style is not None:
        block["style"] = style
    if spoken is not None:
        block["accessibility_label"] = plain(spoken)["text"]
    return block


def actions(elements: Sequence[Block], block_id: str | None = None) -> Block:
    """A row of buttons."""
    block: Block = {"type": "actions", "elements": list(elements)}
    if block_id is not None:
        block["block_id"] = block_id
    return block


def option(label: str, value: str, description: str | None = None) -> Block:
    """One choice of a menu."""
    block: Block = {"text": plain(label), "value": value}
    if description:
        block["description"] = plain(description)
    return block


def entry(
    block_id: str, label: str, element: Block, *, optional: bool = False, hint: str | None = None
) -> Block:
    """An input of a form; its element's action_id is always the same, the block says which it is."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 150),
        "element": {"action_id": "input", **element},
        "optional": optional,
    }
    if hint is not None:
        block["hint"] = plain(hint, 150)
    return block


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    metadata: str = "",
) -> Block:
    """A modal; one without `submit` only shows something."""
    view: Block = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, 24),
        "close": plain(close, 24),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    if submit is not None:
        view["submit"] = plain(submit, 24)
    return view

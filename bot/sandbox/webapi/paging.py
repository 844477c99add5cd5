"""Cursors: a list in pages, as Slack gives them."""

import base64
import binascii
from typing import Any, TypeVar

from bot.sandbox.errors import SlackError
from bot.sandbox.webapi.registry import Call

Item = TypeVar("Item")


def page(call: Call, items: list[Item], default: int, most: int = 1000) -> tuple[list[Item], dict[str, Any]]:
    """Give the page that a call asks for, and the `response_metadata` when more is to come."""
    limit = call.number("limit", default, most)
    start = _offset(str(call.args.get("cursor") or ""))
    following = start + limit
    if following < len(items):
        cursor = base64.b64encode(f"next:{following}".encode()).decode()
        return items[start:following], {"response_metadata": {"next_cursor": cursor}}
    return items[start:], {}


def _offset(cursor: str) -> int:
    """Give where a cursor points; refuses one that was not ours."""
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise SlackError("invalid_cursor")
        return int(number)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise SlackError("invalid_cursor") from None

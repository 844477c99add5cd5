"""Attachments, the older way to show things under a message: checked, then completed."""

from typing import Any

from bot.sandbox.blockkit.messages import check_message
from bot.sandbox.errors import SlackError
from bot.sandbox.model import Json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

MOST = 100
COLORS = {"good": "2eb886", "warning": "daa038", "danger": "a30200"}
WORDS = (
    "fallback", "color", "pretext", "author_name", "author_link", "author_icon", "title", "title_link",
    "text", "image_url", "thumb_url", "footer", "footer_icon",
)  # fmt: skip
UNREADABLE = "[no preview available]"


def check_attachments(world: World, space: Workspace, attachments: Any) -> list[Json]:
    """Give attachments as Slack keeps them, numbered, with a fallback and a color of six digits.

    Fields that nobody knows are kept as they are; a field of the wrong kind is refused.
    """
    if not isinstance(attachments, list) or not all(map(_well_made, attachments)):
        raise SlackError("invalid_attachments")
    if len(attachments) > MOST:
        raise SlackError("too_many_attachments")
    return [_filled(world, space, one, number) for number, one in enumerate(attachments, 1)]


def _well_made(one: Any) -> bool:
    """Tell whether an attachment is one: words where words belong, and fields of a title and a value."""
    if not isinstance(one, dict) or not all(isinstance(one.get(name, ""), str) for name in WORDS):
        return False
    fields = one.get("fields", [])
    return isinstance(fields, list) and all(isinstance(field, dict) for field in fields)


def _filled(world: World, space: Workspace, one: Json, number: int) -> Json:
    said = next((one[name] for name in ("fallback", "text", "title", "pretext") if one.get(name)), UNREADABLE)
    whole = {**one, "id": number, "fallback": said}
    if color := one.get("color"):
        whole["color"] = COLORS.get(color, color.lstrip("#"))
    if blocks := one.get("blocks"):
        whole["blocks"] = check_message(world, space, blocks)
    return whole

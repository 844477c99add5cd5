"""What a message says: text, blocks and attachments together, checked and completed."""

from dataclasses import dataclass

from bot.sandbox.blockkit.attachments import check_attachments
from bot.sandbox.blockkit.blocks import MARKDOWN
from bot.sandbox.blockkit.messages import check_message
from bot.sandbox.errors import SlackError
from bot.sandbox.model import Json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

FALLBACK = "This content can't be displayed."


@dataclass(frozen=True, slots=True)
class Content:
    """What is shown. `blocks` and `attachments` are None where the payload says nothing of them."""

    text: str
    blocks: list[Json] | None
    attachments: list[Json] | None


def check_content(world: World, space: Workspace, body: Json) -> Content:
    """Give what a payload wants to show, as Slack keeps it; refuses when there is nothing to show."""
    text, blocks = str(body.get("text") or ""), body.get("blocks")
    if markdown := str(body.get("markdown_text") or ""):
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > MARKDOWN:
            raise SlackError("msg_too_long")
        text = markdown
    checked = check_message(world, space, blocks) if blocks else None
    given = body.get("attachments")
    attachments = None if given is None else check_attachments(world, space, given)
    if not text and not checked and not attachments:
        raise SlackError("no_text")
    return Content(text or ("" if attachments else FALLBACK), checked, attachments)

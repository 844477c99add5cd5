"""What Milepost can do, by what one wants to do."""

from __future__ import annotations

import difflib
from typing import Final

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.ids import COMMAND
from bot.words import Words

GROUPS: Final = {
    "teams": ("checkin",),
    "leaders": (
        "digest",
        "report",
        "story",
        "measure",
        "status",
        "plan",
        "coach",
        "whys",
        "fishbone",
        "adjust",
        "support",
        "expert",
    ),
    "forms": ("forms",),
    "following": ("subscribe", "subscriptions", "unsubscribe", "help"),
}
"""The commands, in the order in which one needs them."""

FORMS: Final = ("needs", "reflect", "profile", "process", "roadmap")
"""Commands that `forms` names; help says more of each."""


def help_blocks(words: Words, typed: str = "") -> list[Block]:
    """Everything, a line for each command; or more about the command that was typed."""
    commands = [*(command for group in GROUPS.values() for command in group), *FORMS]
    if typed in commands:
        return [kit.section(f"*{COMMAND} {typed}*\n{words.line(f'help.command.{typed}.more')}")]
    blocks = [kit.header(words.label("help.title"))]
    if typed:
        near = difflib.get_close_matches(typed, commands, n=1, cutoff=0.5)
        unknown = words.line("help.unknown", typed=typed, nearest=near[0] if near else None)
        blocks.insert(0, kit.section(unknown))
    blocks += [kit.section(_group(words, name)) for name in GROUPS]
    return [*blocks, kit.context(words.line("help.foot"))]


def help_text(words: Words, typed: str = "") -> str:
    """The same in one text."""
    said = [block.get("text", {}).get("text", "") for block in help_blocks(words, typed)]
    return "\n\n".join(filter(None, said))


def _group(words: Words, name: str) -> str:
    lines = [
        f"`{COMMAND} {command}` {words.line(f'help.command.{command}.line')}" for command in GROUPS[name]
    ]
    return "\n".join([words.line(f"help.group.{name}"), *lines])

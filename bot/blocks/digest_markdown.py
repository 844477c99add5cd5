"""The digest as Markdown and as JSON, for files and programs."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.blocks.digest_facts import Digest, Item
from bot.blocks.digest_lines import headline, parts, title, updates
from bot.words import Words

_BOLD: Final = re.compile(r"\*([^*\n]+)\*")
"""Our own bold: what people typed has no asterisk left that formats."""


def digest_markdown(words: Words, digest: Digest) -> str:
    """The whole digest, nothing shortened; what people typed cannot become Markdown or HTML."""
    said = [f"# {title(words, digest)}"]
    said += [_markdown(line) for line in updates(words, digest)]
    said.append("\n".join(f"- {_markdown(line)}" for line in headline(words, digest).splitlines()))
    for part in parts(words, digest, whole=True):
        heading = part.heading.strip("*")
        lines = "\n".join(f"- {_markdown(line)}" for line in part.lines)
        said.append(f"## {heading}\n\n{lines}")
    return "\n\n".join(said) + "\n"


def digest_json(digest: Digest) -> dict[str, Any]:
    """What the digest says besides its figures; people's own words are as they typed them."""
    return {
        "school": digest.school,
        "closes_on": digest.closes_on.isoformat(),
        "moved": [
            {"number": one.number, "text": one.text, "team": one.team, "done": one.is_done}
            for one in digest.moved
        ],
        "lagging": [_item(one) for one in digest.lagging],
        "not_heard_from": [
            {"standing": one.standing.value, "number": one.number, "who": one.who} for one in digest.quiet
        ],
        "help_asked_for": [
            {"number": one.number, "words": one.words, "asked_on": one.asked_on.isoformat()}
            for one in digest.requests
        ],
        "successes": [{"words": one.words, "who": one.who} for one in digest.successes],
        "updates": [{"on": one.on.isoformat(), "what": one.what, **one.facts} for one in digest.news],
    }


def _item(one: Item) -> dict[str, Any]:
    return {
        "milestone_id": one.milestone_id,
        "action_id": one.action_id,
        "number": one.number,
        "text": one.text,
        "team": one.team,
        "cause": one.cause.value if one.cause else None,
        "flags": [
            {"rule": flag.rule.value, "severity": flag.severity.value, "facts": dict(flag.facts)}
            for flag in one.evidence
        ],
    }


def _markdown(line: str) -> str:
    return _BOLD.sub(r"**\1**", line).replace("\n", "  \n  ")

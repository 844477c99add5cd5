"""Asks the local workspace whether Slack would take these blocks, and how long they are."""

from __future__ import annotations

from typing import Any

from bot.sandbox.blockkit.blocks import check_blocks
from bot.sandbox.blockkit.messages import MOST_BLOCKS, characters
from bot.sandbox.blockkit.report import Report
from bot.sandbox.blockkit.views import review


def faults(blocks: list[dict[str, Any]]) -> list[str]:
    """Everything that Slack would find wrong with a message; a picture still to come is as good as drawn."""
    drawn = [{**block, "slack_file": {"id": "F1"}} if block["type"] == "image" else block for block in blocks]
    report = Report("message")
    check_blocks(drawn, "", report, MOST_BLOCKS)
    return [finding.line("/blocks") for finding in report.findings]


def view_faults(view: dict[str, Any]) -> list[str]:
    """Everything that Slack would find wrong with a modal or a home."""
    report = Report("modal")
    review(view, report)
    return [finding.line("/view") for finding in report.findings]


def length(blocks: list[dict[str, Any]]) -> int:
    """The characters of a message's blocks."""
    return characters(blocks)


def formatted(blocks: Any) -> str:
    """All that Slack formats (mrkdwn): the only place in which words could do harm."""
    if isinstance(blocks, list):
        return "\n".join(filter(None, map(formatted, blocks)))
    if not isinstance(blocks, dict):
        return ""
    if blocks.get("type") == "mrkdwn":
        return str(blocks["text"])
    return "\n".join(filter(None, (formatted(value) for value in blocks.values())))


def words_of(blocks: Any) -> str:
    """All that can be read in blocks, a line for each text."""
    if isinstance(blocks, list):
        return "\n".join(filter(None, map(words_of, blocks)))
    if not isinstance(blocks, dict):
        return ""
    own = blocks.get("text")
    said = [own] if isinstance(own, str) else []
    return "\n".join(
        [
            *said,
            *filter(None, (words_of(value) for value in blocks.values() if isinstance(value, dict | list))),
        ]
    )

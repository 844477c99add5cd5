"""Short ways to write Block Kit."""

from typing import Any

Json = dict[str, Any]


def text(words: str) -> Json:
    """Plain text."""
    return {"type": "plain_text", "text": words, "emoji": True}


def mrkdwn(words: str) -> Json:
    """Marked-up text."""
    return {"type": "mrkdwn", "text": words}


def section(words: str, **more: Any) -> Json:
    """A paragraph, with a block id or an accessory where wanted."""
    return {"type": "section", "text": mrkdwn(words), **more}


def context(*words: str) -> Json:
    """A small gray line."""
    return {"type": "context", "elements": [mrkdwn(one) for one in words]}


def header(words: str) -> Json:
    """A heading."""
    return {"type": "header", "text": text(words)}


def button(action_id: str, words: str, value: str = "v", **more: Any) -> Json:
    """A button."""
    return {"type": "button", "action_id": action_id, "text": text(words), "value": value, **more}


def actions(block_id: str, *elements: Json) -> Json:
    """A row of elements."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def option(value: str, words: str, description: str = "") -> Json:
    """One choice."""
    shown: Json = {"value": value, "text": text(words)}
    return shown | ({"description": text(description)} if description else {})


def select(kind: str, action_id: str, placeholder: str, **more: Any) -> Json:
    """Any kind of select menu."""
    return {"type": kind, "action_id": action_id, "placeholder": text(placeholder), **more}


def entry(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block."""
    return {"type": "input", "block_id": block_id, "label": text(label), "element": element, **more}


STATUSES = [
    option("not_started", "Not started"),
    option("on_track", "On track"),
    option("behind", "Behind schedule"),
    option("completed", "Completed"),
    option("dropped", "Dropped"),
]
CAUSES = [
    option("staffing", "Staffing", "Positions open, people moved"),
    option("time", "Time"),
    option("skills", "Skills"),
    option("dependency", "Waiting on something else"),
]

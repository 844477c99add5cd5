"""What a person typed in a thread, from Slack's event to plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

_ADDRESSED = re.compile(r"^\s*(?:<@[A-Z0-9]+>[\s,:]*)+")
_NAMED = re.compile(r"<[@#!][^<>|]*\|([^<>]*)>")
_LINK = re.compile(r"<((?:https?|mailto):[^<>|]*)(?:\|([^<>]*))?>")
_WRITTEN = (None, "thread_broadcast")
"""The subtypes of messages that a person wrote just now; others tell of edits, joins, and files."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Words in a thread: the conversation, and the `ts` of the message that the thread hangs on."""

    channel: str
    thread_ts: str
    words: str


def reply_of(event: dict[str, Any]) -> Reply | None:
    """Give what somebody wrote into a thread; None for everything else, and for no words at all."""
    if event.get("subtype") not in _WRITTEN or not event.get("thread_ts") or not event.get("user"):
        return None
    words = plain(str(event.get("text") or ""))
    return Reply(str(event["channel"]), str(event["thread_ts"]), words) if words else None


def plain(text: str) -> str:
    """Give a message's text as its writer sees it: without whom it addresses first, and without escapes."""
    text = _NAMED.sub(r"\1", _ADDRESSED.sub("", text))
    return unescape(_LINK.sub(lambda found: found[2] or found[1], text)).strip()

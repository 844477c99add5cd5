"""A plan that somebody sends as a file, and the button that has it taken in."""

from __future__ import annotations

import json
from typing import Any

from bot.flows import plan_file
from bot.flows.plan_file import Sent
from bot.listeners import replies
from bot.listeners.visit import Visit

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".docx", ".docm", ".doc", ".json", ".yaml", ".yml", ".ods", ".odt",
            ".pdf")  # fmt: skip
"""What may be a plan, or is often taken for one and deserves a sentence; a picture is none of it."""


async def heard(visit: Visit) -> bool:
    """Keep the plans that came with a message; nothing else of it is this story's to read."""
    event = visit.body["event"]
    files = _plans(event)
    if files:
        ts = str(event["ts"])
        place = (str(event["channel"]), ts, str(event.get("thread_ts") or ts))
        await visit.run(plan_file.heard, visit.who, files, place, visit.now)
    return bool(files)


async def take_in(visit: Visit) -> None:
    """Have the plan that was shown imported, if this person may decide that."""
    file_id = int(json.loads(visit.action["value"])["file"])
    said = await visit.run(plan_file.take_in, visit.who, file_id, visit.now)
    await visit.ack()
    await replies.tell(visit, said)


def _plans(event: dict[str, Any]) -> list[Sent]:
    """Give the files of a message that may be plans."""
    return [
        Sent(
            str(file["id"]), str(file.get("name") or ""), str(file["url_private"]), int(file.get("size") or 0)
        )
        for file in event.get("files") or ()
        if str(file.get("name") or "").lower().endswith(SUFFIXES) and file.get("url_private")
    ]

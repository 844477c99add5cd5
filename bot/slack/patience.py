"""Asks Slack again while it has trouble: for the few calls without which Milepost cannot start."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.log import EventLog
from bot.slack.errors import Remedy, judge

T = TypeVar("T")
TRIES = 6
FIRST = 0.2
LONGEST = 30.0
"""Seconds between two tries: at first, and at the most."""

log = EventLog("patience")


class Unreachable(Exception):
    """Slack could not be reached, or only said that it has trouble."""


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Give what `call` gives, tried again while Slack has trouble.

    Raises what the SDK raises for a refusal, and `Unreachable`.
    """
    for attempt in range(TRIES):
        try:
            return await call()
        except Exception as error:
            verdict = judge(error, attempt)
            if verdict.code == "fault" or verdict.remedy is not Remedy.RETRY:
                raise
            log.warning("slack.has_trouble", why=verdict.code, attempt=attempt + 1)
            if attempt + 1 < TRIES:
                wait = verdict.wait.total_seconds() if verdict.paced else FIRST * 2**attempt
                await asyncio.sleep(min(wait, LONGEST))
    raise Unreachable

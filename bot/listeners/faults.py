"""What a person is told when something cannot be done, or went wrong.

A refusal is said in its own words. Anything else gets kind words and a short reference, which the log
has too, without anybody's words. A form that could not be stored stays open with what was typed.
"""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import DBAPIError

from bot.flows.kit import Kit, Refusal
from bot.listeners import apologies
from bot.log import EventLog

ErrorHandler = Callable[..., Awaitable[BoltResponse]]
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01", "57014")
_FULL = ("SQLITE_FULL", "SQLITE_IOERR", "53100")
log = EventLog("faults")


def error_handler(kit: Kit, background: apologies.Background) -> ErrorHandler:
    """Give the one error handler, for Bolt; what needs the network goes on in the `background`."""

    async def handle(
        error: Exception, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> BoltResponse:
        words, line = _words(kit, error)
        return apologies.say(
            apologies.Apology(body, words, line, kit), client, respond, background, _field(error)
        )

    return handle


def _words(kit: Kit, error: Exception) -> tuple[str, str]:
    """Give what is said, as plain text and as mrkdwn."""
    if isinstance(error, Refusal):
        return kit.words.label(error.label, **error.facts), kit.words.line(error.label, **error.facts)
    reference = secrets.token_hex(3).upper()
    code = _code(error)
    label = "errors.busy" if code in _BUSY else "errors.full" if code in _FULL else "errors.failed"
    log.error("visit.failed", reference=reference, **describe(error))
    return kit.words.label(label, reference=reference), kit.words.line(label, reference=reference)


def describe(error: BaseException) -> dict[str, Any]:
    """Give what a log may hold of an error: its kind, its code and where it arose, and no words of it."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    at = [f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__
    return {
        "fault": type(error).__name__,
        "code": _code(error),
        "cause": type(cause).__name__ if cause else None,
        "at": at,
    }


def _code(error: BaseException) -> str | None:
    """Give the database's own code of an error, or None."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    return str(code) if code else None


def _field(error: Exception) -> str | None:
    """Give the block that a refusal is about, where it names one."""
    return str(error.facts["block_id"]) if isinstance(error, Refusal) and "block_id" in error.facts else None

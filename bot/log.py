"""The log: one JSON object a line on standard error, without anybody's words and without secrets.

What is logged are names of events, ids and counts. Slack's libraries would log whole requests, with
what people typed in them; they are kept silent, and the doors say what happens there.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

SILENT = ("slack_bolt", "slack_sdk", "milepost.slack")
QUIET = ("apscheduler", "aiohttp", "asyncio", "alembic")
_SECRET = re.compile(r"\b(?:xox[a-z]|xoxe\.xox[a-z]|xapp)-[\w.-]+|(?<=://)[^/\s:@\"]+:[^@/\s\"]+(?=@)")


class EventLog:
    """Says what happened: the name of an event, with facts."""

    def __init__(self, name: str) -> None:
        """Log under `name`, below "milepost"."""
        self._logger = logging.getLogger(f"milepost.{name}")

    def info(self, event: str, **facts: object) -> None:
        """What is worth knowing."""
        self._logger.info(event, extra={"facts": facts})

    def warning(self, event: str, **facts: object) -> None:
        """What went wrong and is being taken care of."""
        self._logger.warning(event, extra={"facts": facts})

    def error(self, event: str, **facts: object) -> None:
        """What somebody should look at."""
        self._logger.error(event, extra={"facts": facts})


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON; of an exception only its kind, since its text may quote people."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "logger": record.name,
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["fault"] = record.exc_info[0].__name__
        return redact(json.dumps(line, default=str, ensure_ascii=False))


def set_up(level: str = "INFO") -> None:
    """Send the log of this process to standard error, from `level` on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("milepost").setLevel(level)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def redact(text: str) -> str:
    """Blacken tokens, and the passwords in addresses, wherever they slipped in."""
    return _SECRET.sub("(secret)", text)

"""The log: one JSON object a line on standard error, without anybody's words and without secrets.

What is logged are names of events, ids and counts. Slack's libraries would log whole requests, with
what people typed in them; they are kept silent, and the doors say what happens there.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRET = re.compile(r"\b(?:xox[a-z]|xoxe\.xox[a-z]|xapp)-[\w.-]+|://[^/\s:@\"]+:[^@/\s\"]+@")
_SILENT = ("slack_bolt", "slack_sdk", "milepost.slack")
_QUIET = ("apscheduler", "aiohttp", "asyncio", "alembic")


def set_up(level: str = "INFO") -> None:
    """Send the log of this process to standard error as JSON, from `level` on."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(), redact],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
                redact,
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def redact(_: Any, __: str, event: str | MutableMapping[str, Any]) -> str:
    """Blacken tokens and the passwords of addresses, wherever they slipped in."""
    return _SECRET.sub("(secret)", str(event))

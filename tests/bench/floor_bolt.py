"""The floor: a bare Bolt app in HTTP mode, with as many writes as it is told to make.

argv: DATABASE WRITES; WRITES is JSON, a list of [kind, rows] ("insert" or "update"), which one request
makes in one transaction with SQLAlchemy Core in one worker thread, on SQLite with synchronous=FULL,
committed before the ack. An empty list is Bolt alone. Prints its port.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from slack_bolt.app.async_server import AsyncSlackAppServer
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, insert, update
from sqlmodel import create_engine

from storage.engines import sqlite_engine
from tests.bench.signing import SECRET, TOKEN

LIFE = 900
STANDING_ROWS = 1_000
METADATA = MetaData()
KEPT = Table(
    "kept",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", Integer, index=True),
    Column("kind", String),
    Column("words", String),
    Column("at", DateTime),
)
STANDING = Table(
    "standing",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("state", Integer),
    Column("at", DateTime),
)
_serial = itertools.count(1)


class Writer:
    """Makes the writes of one request in one transaction."""

    def __init__(self, path: str, writes: list[list[Any]]) -> None:
        """Make the tables in `path`."""
        plain = create_engine(f"sqlite:///{path}")
        METADATA.create_all(plain)
        with plain.begin() as connection:
            rows = [{"id": number, "state": 0} for number in range(STANDING_ROWS)]
            connection.execute(insert(STANDING), rows)
        plain.dispose()
        self.engine = sqlite_engine(f"sqlite:///{path}", size=1, begin="BEGIN IMMEDIATE")
        self.thread = ThreadPoolExecutor(1)
        self.writes = writes

    def write(self) -> None:
        """Write and commit."""
        now, which = datetime.now(UTC), next(_serial)
        with self.engine.begin() as connection:
            for kind, rows in self.writes:
                if kind == "update":
                    chosen = STANDING.c.id == which % STANDING_ROWS
                    connection.execute(update(STANDING).where(chosen).values(state=which, at=now))
                    continue
                row = {"owner": which, "kind": "report", "words": "x" * 60, "at": now}
                connection.execute(insert(KEPT), [row] * rows)

    async def run(self) -> None:
        """Write in the worker thread."""
        await asyncio.get_running_loop().run_in_executor(self.thread, self.write)


async def authorize() -> AuthorizeResult:
    """Know the workspace without asking."""
    return AuthorizeResult(
        enterprise_id=None, team_id=None, bot_user_id="U0BOT", bot_id="B1", bot_token=TOKEN
    )


async def main(path: str, writes: list[list[Any]]) -> None:
    """Serve for a bounded time."""
    writer = Writer(path, writes) if writes else None
    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    async def answer(ack: Any) -> None:
        if writer is not None:
            await writer.run()
        await ack()

    app.action("link.open")(answer)
    app.action("checkin.all_on_track")(answer)
    app.view("modal.checkin_report")(answer)
    runner = web.AppRunner(AsyncSlackAppServer(0, "/slack/events", app).web_app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.sleep(LIFE)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(sys.argv[2])))

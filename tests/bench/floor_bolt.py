"""The floor: a bare Bolt app in HTTP mode, with as many writes as it is told to make.

argv: DATABASE WRITES; WRITES is JSON, a list of [kind, rows, values] ("insert", "update" or "delete"), one
for each statement that Milepost was seen to write an answer with. A request makes them in one transaction
with SQLAlchemy Core in one worker thread, on SQLite with synchronous=FULL, committed before the ack; it reads
nothing. Statements are built once. An empty list is Bolt alone. Prints its port.
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
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, bindparam, delete, insert, update
from sqlmodel import create_engine

from storage.engines import sqlite_engine
from tests.bench.signing import SECRET, TOKEN

LIFE = 600
STANDING_ROWS = 10_000
KINDS: tuple[tuple[Any, Any], ...] = (
    (Integer, 7),
    (String, "We tried it in two classes and in the library"),
    (DateTime, datetime(2026, 9, 25, 14, tzinfo=UTC)),
)
_serial = itertools.count(1)


class Statement:
    """One statement on a table of its own, with as many columns as it has values."""

    def __init__(self, metadata: MetaData, name: str, kind: str, rows: int, values: int) -> None:
        """Make `rows` rows of `values` values at each run."""
        self.kind, self.rows = kind, rows
        filled = {f"v{at}": KINDS[at % len(KINDS)] for at in range(max(values - 1, 1))}
        self.table = Table(
            name,
            metadata,
            Column("id", Integer, primary_key=True),
            Column("owner", Integer, index=True),
            *[Column(column, type_) for column, (type_, _) in filled.items()],
        )
        self.row: dict[str, Any] = {column: value for column, (_, value) in filled.items()}
        chosen = self.table.c.id == bindparam("which")
        self.statement: Any = insert(self.table)
        if kind == "update":
            named: dict[str, Any] = {column: bindparam(f"new_{column}") for column in self.row}
            self.statement = update(self.table).where(chosen).values(named)
        elif kind == "delete":
            self.statement = delete(self.table).where(chosen)

    def standing(self) -> list[dict[str, Any]]:
        """The rows that updates find there."""
        count = 0 if self.kind == "insert" else STANDING_ROWS
        return [{"id": which, "owner": which, **self.row} for which in range(count)]

    def parameters(self, serial: int) -> list[dict[str, Any]]:
        """The values of one run."""
        if self.kind == "insert":
            return [{"owner": serial, **self.row}] * self.rows
        rows = [{"which": (serial * self.rows + at) % STANDING_ROWS} for at in range(self.rows)]
        if self.kind == "delete":
            return rows
        return [{**one, **{f"new_{column}": value for column, value in self.row.items()}} for one in rows]


class Writer:
    """Makes the writes of one request in one transaction."""

    def __init__(self, path: str, writes: list[tuple[str, int, int]]) -> None:
        """Make the tables in `path`."""
        metadata = MetaData()
        self.statements = [Statement(metadata, f"kept_{at}", *one) for at, one in enumerate(writes)]
        plain = create_engine(f"sqlite:///{path}")
        metadata.create_all(plain)
        with plain.begin() as connection:
            for one in self.statements:
                if rows := one.standing():
                    connection.execute(insert(one.table), rows)
        plain.dispose()
        self.engine = sqlite_engine(f"sqlite:///{path}", size=1, begin="BEGIN IMMEDIATE")
        self.thread = ThreadPoolExecutor(1)

    def write(self) -> None:
        """Write and commit."""
        serial = next(_serial)
        with self.engine.begin() as connection:
            for one in self.statements:
                connection.execute(one.statement, one.parameters(serial))

    async def run(self) -> None:
        """Write in the worker thread."""
        await asyncio.get_running_loop().run_in_executor(self.thread, self.write)


async def authorize() -> AuthorizeResult:
    """Know the workspace without asking."""
    return AuthorizeResult(
        enterprise_id=None, team_id=None, bot_user_id="U0BOT", bot_id="B1", bot_token=TOKEN
    )


async def main(path: str, writes: list[tuple[str, int, int]]) -> None:
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

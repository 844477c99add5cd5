"""SQLite databases that are ready: made once in a test process, then copied."""

from __future__ import annotations

import tempfile
from copy import deepcopy
from functools import cache
from pathlib import Path

from sqlalchemy import QueuePool

from storage.database import Database
from storage.engines import is_sqlite
from storage.upgrade import upgrade
from tests.people import Cast, cast


def lay(path: Path) -> None:
    """Write an upgraded, empty database to `path`."""
    path.write_bytes(_empty())


def move_in(database: Database) -> Cast:
    """Store the cast in an upgraded and empty database; give the keys.

    An SQLite file to which nobody is connected yet is replaced by one that has them.
    """
    if is_sqlite(database.url) and _untouched(database):
        content, stored = _peopled()
        Path(database.url.removeprefix("sqlite:///")).write_bytes(content)
        return deepcopy(stored)
    with database.begin() as session:
        return cast(session)


def _untouched(database: Database) -> bool:
    pool = database.engine.pool
    return isinstance(pool, QueuePool) and pool.checkedin() + pool.checkedout() == 0


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory(prefix="milepost-ready-") as folder:
        path = Path(folder) / "empty.sqlite"
        database = Database(f"sqlite:///{path}")
        upgrade(database.engine)
        return _closed(database, path)


@cache
def _peopled() -> tuple[bytes, Cast]:
    with tempfile.TemporaryDirectory(prefix="milepost-ready-") as folder:
        path = Path(folder) / "peopled.sqlite"
        lay(path)
        database = Database(f"sqlite:///{path}")
        with database.begin() as session:
            stored = cast(session)
        return _closed(database, path), stored


def _closed(database: Database, path: Path) -> bytes:
    """Give all of a database in one file's bytes, and close it."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path.read_bytes()

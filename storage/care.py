"""Looks after a database: copies it while it is used, and says whether it is whole."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy import text

from storage.database import Database
from storage.engines import is_sqlite
from storage.versions import versions


class BackupFault(Exception):
    """A copy that was not made; `code` is "is_there", "not_written" or "no_pg_dump"."""

    def __init__(self, code: str) -> None:
        """Keep the code; the words for it are in prompts/messages/database.yaml."""
        super().__init__(code)
        self.code = code


def back_up(database: Database, file: Path) -> None:
    """Write a copy of the whole database, as it is at one moment, to `file`; raises `BackupFault`."""
    if file.exists():
        raise BackupFault("is_there")
    unfinished = file.with_name(file.name + ".part")
    try:
        if is_sqlite(database.url):
            _copy_sqlite(database, unfinished)
        else:
            _dump_postgres(database.url, unfinished)
        unfinished.rename(file)
    except OSError:
        raise BackupFault("not_written") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _copy_sqlite(database: Database, file: Path) -> None:
    try:
        with database.engine.connect() as connection:
            source = connection.connection.driver_connection
            assert source is not None
            connection.exec_driver_sql("COMMIT")  # a copy reads for itself
            target = sqlite3.connect(file)
            try:
                source.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
            finally:
                target.close()
    except sqlite3.Error:
        raise BackupFault("not_written") from None


def _dump_postgres(url: str, file: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupFault("no_pg_dump")
    done = subprocess.run(
        [program, "--format=custom", f"--file={file}", f"--dbname={url}"], capture_output=True
    )
    if done.returncode != 0:
        raise BackupFault("not_written")


def faults(database: Database) -> list[str]:
    """Give what is wrong: "outdated", "damaged", "dangling"; nothing when all is well."""
    has, newest = versions(database.engine)
    found = [] if has == newest else ["outdated"]
    if is_sqlite(database.url):
        with database.engine.connect() as connection:
            if connection.execute(text("PRAGMA integrity_check")).scalar() != "ok":
                found.append("damaged")
            if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                found.append("dangling")
    return found

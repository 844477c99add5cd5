"""Engines: how a connection to SQLite or PostgreSQL is set up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlmodel import create_engine

BUSY_MS = 2_000
"""How long SQLite waits for another process's lock: less than the three seconds that Slack allows."""


def is_sqlite(url: str) -> bool:
    """Say whether `url` names the embedded database."""
    return url.startswith("sqlite")


def sqlite_engine(url: str, *, size: int, begin: str) -> Engine:
    """Give an engine of `size` connections whose transactions start with `begin`.

    WAL lets readers go on while one writes; FULL makes a committed answer survive a power cut.
    What is deleted is written over: a count of nameless answers leaves no trace of the one before.
    """
    engine = create_engine(url, pool_size=size, max_overflow=0, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # the driver would otherwise start transactions of its own
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def postgres_engine(url: str, *, size: int) -> Engine:
    """Give an engine of `size` connections to PostgreSQL, through psycopg 3."""
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    url = url.replace("postgres://", "postgresql+psycopg://", 1)
    return create_engine(url, pool_size=size, max_overflow=0, pool_pre_ping=True)

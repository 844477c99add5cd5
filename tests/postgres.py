"""PostgreSQL for tests: databases that are emptied and used again, because making one takes half a second."""

from __future__ import annotations

from uuid import uuid4

import psycopg
from psycopg import sql

_OTHERS_OUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = """
    SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
_RESTART = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
    FROM pg_sequences WHERE last_value IS NOT NULL
"""
_SHAPE = "SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_constraint)"


def at(url: str, name: str) -> str:
    """Give `url` with the database replaced by `name`."""
    head, _, query = url.partition("?")
    return head.rsplit("/", 1)[0] + f"/{name}" + (f"?{query}" if query else "")


def empty(url: str) -> tuple[int, int]:
    """Have a database without rows, and nobody connected; give its shape, which a test may have changed."""
    with psycopg.connect(url) as connection:
        connection.execute(_OTHERS_OUT)
        connection.execute("SET session_replication_role = replica")  # in any order, whoever points to whom
        tables = [sql.Identifier(name) for (name,) in connection.execute(_TABLES)]
        connection.execute(sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(one) for one in tables))
        connection.execute(_RESTART)
        return connection.execute(_SHAPE).fetchone() or (0, 0)


def made_anew(url: str) -> None:
    """Have the tables of an empty database lie as in a new one, without the places that other rows left."""
    with psycopg.connect(url) as connection:
        tables = [sql.Identifier(name) for (name,) in connection.execute(_TABLES)]
        connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))


class Stock:
    """The databases of one process of a test run."""

    def __init__(self, server: str, template: str) -> None:
        """Make databases on `server` (a URL) as copies of `template`."""
        self._server = server
        self._template = template
        self._free: list[str] = []
        self._shape = empty(at(server, template))

    def take(self) -> str:
        """Give the URL of an empty database that nobody else uses."""
        if self._free:
            return self._free.pop()
        name = f"test_{uuid4().hex[:12]}"
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"')
        return at(self._server, name)

    def give_back(self, url: str) -> None:
        """Empty a database for the next test; one that got another shape is left alone."""
        if empty(url) == self._shape:
            self._free.append(url)

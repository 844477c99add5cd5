"""Dialects that all engines of a test process share, so that a statement is compiled once, not in every test.

SQLAlchemy keeps what it compiles by dialect and by engine. The product opens one database and compiles once;
a test opens a database of its own, and thousands of them spent a quarter of their time on compiling again.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect


class _Shared(DefaultDialect):
    """A dialect of which there is one, whoever asks; made, and told of its server, when first asked for."""

    supports_statement_cache = True
    _made: ClassVar[dict[type, Any]] = {}
    _compiled: ClassVar[dict[Any, Any]] = {}

    def __new__(cls, **settings: Any) -> Self:
        """Give the one that there is."""
        one: Self = cls._made.setdefault(cls, super().__new__(cls))
        assert vars(one).setdefault("settings", settings) == settings, "these settings need another dialect"
        return one

    def __init__(self, **settings: Any) -> None:
        """Set up the first time only."""
        if "dbapi" not in self.__dict__:
            super().__init__(**settings)

    def initialize(self, connection: Connection) -> None:
        """Ask the server what it is; all are the same."""
        if "default_schema_name" not in self.__dict__:
            super().initialize(connection)

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Have an engine use what the others have compiled."""
        engine.update_execution_options(compiled_cache=cls._compiled)


class SharedSQLite(_Shared, SQLiteDialect_pysqlite):
    """The one for SQLite."""

    supports_statement_cache = True


class SharedPostgreSQL(_Shared, PGDialect_psycopg):
    """The one for PostgreSQL."""

    supports_statement_cache = True


def share_dialects() -> None:
    """Have every engine that is made from now on use them."""
    registry.register("sqlite", __name__, SharedSQLite.__name__)
    registry.register("postgresql.psycopg", __name__, SharedPostgreSQL.__name__)

"""Which version of the tables a database has, and which is the newest; without loading what migrates it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


def newest_version() -> str:
    """Give the newest version: migrations are numbered, and the files are named after their numbers."""
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return names[-1].partition("_")[0]


def versions(engine: Engine) -> tuple[str | None, str]:
    """Give (the version the database has, the newest one); equal when it is up to date."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None, newest_version()
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar(), newest_version()

"""Inserts that know what to do when the row is there already, in the words of the database at hand."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite import Insert


def insert_into(session: Session, table: Any) -> Insert:
    """Give an INSERT into `table` that takes `on_conflict_do_nothing` and `on_conflict_do_update`.

    SQLite and PostgreSQL have both, each in its own dialect; the other's is not loaded.
    """
    dialect = session.get_bind().dialect.name
    statement: Insert = resolve_name(f"sqlalchemy.dialects.{dialect}:insert")(table)
    return statement

"""Runs the migrations on the connection that `storage.upgrade` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum
from sqlmodel import AutoString, SQLModel

from storage import types
from storage.tables import register_all

register_all()  # what autogenerate compares with


def render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Give the source text of our own column types, so that a migration reads like the tables."""
    if kind != "type":
        return False
    if item is types.Key:
        return "types.Key"
    if isinstance(item, (types.UtcDateTime, types.Facts)):
        return f"types.{type(item).__name__}()"
    if isinstance(item, Enum):
        return f"sa.String({item.length})"
    if isinstance(item, AutoString):
        return f"sa.String({item.length or ''})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()

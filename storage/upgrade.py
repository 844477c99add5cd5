"""Brings a database to the newest version of the tables."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from storage.versions import MIGRATIONS, versions

__all__ = ["alembic_config", "upgrade", "versions"]


def alembic_config(connection: Connection | None = None) -> Config:
    """Give Alembic's configuration for our migrations, to run on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Apply every migration that the database does not have yet; all of them or none."""
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "head")

"""`milepost db`: looks after the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.group import commands
from bot.cli.spoken import database_or_refuse, refuse
from bot.words import Words
from storage.care import BackupFault, back_up, faults
from storage.database import Database
from storage.upgrade import upgrade as upgrade_engine
from storage.versions import versions

db = commands("Look after the database.")


@db.command()
def upgrade() -> None:
    """Make the database, or bring it up to date.

    Example: milepost db upgrade
    """
    words = Words.load()
    with _opened(words) as database:
        before, newest = versions(database.engine)
        upgrade_engine(database.engine)
    typer.echo(
        words.label("database.was_newest" if before == newest else "database.upgraded", version=newest)
    )


@db.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; it must not be there yet.")],
) -> None:
    """Write a copy of the whole database while Milepost runs.

    Example: milepost db backup milepost-2026-09-01.sqlite
    """
    words = Words.load()
    with _opened(words) as database:
        try:
            back_up(database, file)
        except BackupFault as fault:
            refuse(words.label(f"database.{fault.code}", file=file))
    typer.echo(words.label("database.backed_up", file=file, size=file.stat().st_size))


@db.command()
def check(as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False) -> None:
    """Say whether the database is whole and up to date.

    Example: milepost db check
    """
    words = Words.load()
    with _opened(words) as database:
        found = faults(database)
    if as_json:
        typer.echo(json.dumps({"version": 1, "ok": not found, "faults": found}))
    else:
        lines = [words.label(f"database.{code}") for code in found]
        typer.echo("\n".join(lines or [words.label("database.whole")]), err=bool(found))
    if found:
        raise typer.Exit(1)


@contextmanager
def _opened(words: Words) -> Iterator[Database]:
    database = Database(database_or_refuse(words))
    try:
        yield database
    except SQLAlchemyError as error:
        refuse(words.label("database.unreachable", kind=type(error).__name__))
    finally:
        database.close()

"""The database and the workspace that a plan is imported into, or a sentence that says what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.documents.workbook.words import WorkbookWords, fill
from storage.database import Database
from storage.upgrade import upgrade, versions
from storage.workspaces import served, welcome

DatabaseOption = Annotated[
    str, typer.Option("--database", envvar="MILEPOST_DATABASE_URL", help="sqlite:///file or postgresql://...")
]
WorkspaceOption = Annotated[
    str | None,
    typer.Option("--workspace", help="The Slack workspace's id (T...), where Milepost serves several."),
]


@contextmanager
def opened(url: str, team_id: str | None, words: WorkbookWords) -> Iterator[tuple[Database, int]]:
    """Give the database, with tables, and the key of the workspace; exits with 1 and a sentence otherwise."""
    try:
        store = Database(url)
    except (ArgumentError, ValueError) as error:
        raise _refusal(words, "no_database", reason=type(error).__name__) from error
    try:
        yield store, _workspace(store, team_id, words)
    except DBAPIError as error:
        raise _refusal(words, "no_database", reason=type(error).__name__) from error
    finally:
        store.close()


def _workspace(store: Database, team_id: str | None, words: WorkbookWords) -> int:
    has, newest = versions(store.engine)
    if has is None:
        upgrade(store.engine)
    elif has != newest:
        raise _refusal(words, "old_database")
    with store.begin() as session:
        known = {one.team_id: one.id for one in served(session)}
        if team_id is not None:
            return known.get(team_id) or welcome(session, team_id, team_id, None)
    if len(known) == 1:
        return next(iter(known.values()))
    if known:
        raise _refusal(words, "which_workspace", known=", ".join(sorted(known)))
    raise _refusal(words, "no_workspace")


def _refusal(words: WorkbookWords, key: str, **facts: object) -> typer.Exit:
    typer.echo(fill(words.commands[key], facts), err=True)
    return typer.Exit(1)

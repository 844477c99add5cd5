"""The database and the workspace that commands work on, or a sentence that says what is missing.

A plan may be taken in before Milepost has met Slack: the workspace that it will meet first is then kept
ready, and gets its name when `milepost run` greets Slack.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.cli.spoken import database_or_refuse, refuse
from bot.words import Words
from storage.database import Database
from storage.upgrade import upgrade
from storage.versions import versions
from storage.workspaces import AWAITED, awaited, served, welcome

DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", help="sqlite:///file or postgresql://...; as the settings say if left out."),
]
WorkspaceOption = Annotated[
    str | None,
    typer.Option("--workspace", help="The Slack workspace's id (T...), where Milepost serves several."),
]


@contextmanager
def opened(url: str | None, team_id: str | None, words: Words) -> Iterator[tuple[Database, int]]:
    """Give the database, with tables, and the key of the workspace; exits with 1 and a sentence otherwise."""
    given = {"database_url": url} if url else {}
    try:
        store = Database(database_or_refuse(words, **given))
    except (ArgumentError, ValueError) as error:
        refuse(words.label("database.unreachable", kind=type(error).__name__))
    try:
        yield store, _workspace(store, team_id, words)
    except SQLAlchemyError as error:
        refuse(words.label("database.unreachable", kind=type(error).__name__))
    finally:
        store.close()


def _workspace(store: Database, team_id: str | None, words: Words) -> int:
    has, newest = versions(store.engine)
    if has is None:
        upgrade(store.engine)
    elif has != newest:
        refuse(words.label("start.not_migrated"))
    with store.begin() as session:
        known = {one.team_id: one.id for one in served(session)}
        if team_id is not None:
            return known.get(team_id) or welcome(session, team_id, team_id, None)
        if not known:
            return awaited(session)
    if len(known) == 1:
        return next(iter(known.values()))
    names = ", ".join(sorted(name for name in known if name != AWAITED))
    refuse(words.label("setup.which_workspace", known=names))

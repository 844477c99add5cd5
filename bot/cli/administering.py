"""How the commands of administrators run a flow: in one transaction, with refusals said kindly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Concatenate, ParamSpec, TypeVar

import typer
from sqlmodel import Session

from bot.catalogue import Catalogue
from bot.cli.overlay_option import or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import opened
from bot.clock import SystemClock
from bot.flows.kit import Kit, Refusal
from bot.words import Words
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")

OrganizationOption = Annotated[
    str,
    typer.Option("--organization", help="The code of the school, district or office.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


class Office:
    """An open database, the workspace, the words and the time, for one command."""

    def __init__(self, database: Database, workspace_id: int, kit: Kit, now: datetime) -> None:
        """Hold what a command needs."""
        self.database = database
        self.workspace_id = workspace_id
        self.kit = kit
        self.now = now

    @property
    def words(self) -> Words:
        """The words."""
        return self.kit.words

    def run(self, flow: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a flow in one transaction; what it refuses is said, and ends the command with 1."""
        try:
            with self.database.begin() as session:
                return flow(session, *args, **kwargs)
        except Refusal as refusal:
            refuse(self.words.label(refusal.label, **refusal.facts))


@contextmanager
def office(database: str | None, workspace: str | None) -> Iterator[Office]:
    """Open what a command works on; exits with 1 and a sentence when that cannot be."""
    kit = Kit(or_refuse(Words.load, None), or_refuse(Catalogue.load, None))
    with opened(database, workspace, kit.words) as (store, workspace_id):
        yield Office(store, workspace_id, kit, SystemClock().now())

"""`milepost erase`: what Milepost keeps of a person is taken away again."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli.administering import JsonOption, office
from bot.cli.group import commands
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.flows.erasing import erase_person
from storage import erasing

erase = commands("Take away again what is kept of somebody.")


@erase.command()
def person(
    email: Annotated[str, typer.Argument(help="The person's e-mail address.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before changing anything.")] = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Forget a person: what is theirs goes, what the work needs stays without their name.

    With --json nothing is asked: add --yes to make the changes.

    Example: milepost erase person ana.lopez@school.org
    """
    with office(database, workspace) as at:
        with at.database.reading() as session:
            known = erasing.person(session, at.workspace_id, email)
            facts = {"name": known.name, "email": known.email} if known else None
        if facts is None:
            refuse(at.words.label("erase.unknown", email=email))
        if not as_json:
            typer.echo(at.words.label("erase.about", **facts))
        if not yes and (as_json or not typer.confirm(at.words.label("erase.ask"))):
            refuse(at.words.label("erase.kept"))
        done = at.run(erase_person, at.kit, at.workspace_id, email, at.now)
    if as_json:
        typer.echo(json.dumps({"version": 1, **asdict(done)}))
    else:
        typer.echo(at.words.label("erase.done", **asdict(done)))


@erase.callback()
def _group() -> None:
    """Keep `person` a command of its own: an organization is forgotten in another way."""

"""`milepost people`: who works where, and what they are there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli.group import commands
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.checks import FaultCode
from bot.documents.workbook import Fault, WorkbookFormat, told
from bot.documents.workbook.people_list import read_people
from bot.documents.workbook.words import WorkbookWords, fill
from bot.flows.people_import import UnknownOrganizations, import_people
from bot.words import Words

people = commands("Import people and their roles.")


@people.callback()
def group() -> None:
    """Import people and their roles."""


@people.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="A CSV file.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Add people and their roles from a CSV file, all or nothing; it can be repeated.

    The headings are Name, E-mail, Position, Roles, and School or office code.

    Example: milepost people import staff.csv
    """
    form = or_refuse(WorkbookFormat.load, overlay)
    try:
        listed = read_people(file.name, file.read_bytes(), form)
    except OSError as error:
        typer.echo(
            fill(form.words.commands["cannot_read"], {"file": file, "reason": error.strerror}), err=True
        )
        raise typer.Exit(1) from error
    if listed.faults:
        _refuse(listed.faults, as_json, form.words)
    with opened(database, workspace, or_refuse(Words.load, overlay)) as (store, workspace_id):
        try:
            with store.begin() as session:
                changes = import_people(session, workspace_id, listed.people, SystemClock().now())
        except UnknownOrganizations as unknown:
            _refuse(_faults(file.name, unknown, form.words), as_json, form.words)
    if as_json:
        typer.echo(json.dumps({"version": 1, "ok": True, **asdict(changes)}, indent=2))
    else:
        typer.echo(fill(form.words.commands["people_done"], asdict(changes)))


def _faults(name: str, unknown: UnknownOrganizations, words: WorkbookWords) -> list[Fault]:
    code = FaultCode.UNKNOWN_ORGANIZATION
    return [
        Fault(name, row, None, code, fill(words.faults[code], {"value": value, "nearest": near}))
        for row, value, near in unknown.rows
    ]


def _refuse(faults: Sequence[Fault], as_json: bool, words: WorkbookWords) -> NoReturn:
    """Say what is wrong and exit with 1."""
    if as_json:
        found = [fault.as_json() for fault in faults]
        typer.echo(json.dumps({"version": 1, "ok": False, "faults": found}, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(told(faults, words)), err=True)
    raise typer.Exit(1)

"""`milepost forms`: guided forms that teams worked through, listed and as files."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue import Catalogue
from bot.cli.group import commands
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.report.writing import Format, NoPicture, write
from bot.flows.kit import Kit, Refusal
from bot.flows.working_report import listed, working_document
from bot.flows.working_rollup import roll_up, rolled_json
from bot.overlay import OverlayFault
from bot.words import Words

forms = commands("Guided forms: list what teams worked through, and write one as a document.")


@forms.callback()
def group() -> None:
    """Guided forms: list what teams worked through, and write one as a document."""


@forms.command("list")
def workings(
    organization: Annotated[str | None, typer.Option(help="An organization's code; all if left out.")] = None,
    as_document: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """The forms that teams began, newest first.

    Example: milepost forms list --organization cedar
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            rows = listed(session, kit, workspace_id, organization)
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    if as_document:
        typer.echo(json.dumps({"version": 1, "forms": rows}, indent=2, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(kit.words.label("instruments.cli.line", **row))
    if not rows:
        typer.echo(kit.words.label("instruments.cli.none"))


@forms.command("rollup")
def rollup(
    form: Annotated[str, typer.Argument(help="The form's id, such as practice-data.")],
    organization: Annotated[str, typer.Option(help="The district, region or state: its code.")],
    least: Annotated[
        int | None, typer.Option(min=1, help="Organizations behind a figure, at least; as set if left out.")
    ] = None,
    as_document: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """What a form found at many organizations, element by element, for every period.

    Example: milepost forms rollup practice-data --organization lincoln --json
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            rows = roll_up(session, kit, workspace_id, form, organization, least)
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    elements = [rolled_json(one) for one in rows]
    if as_document:
        typer.echo(
            json.dumps({"version": 1, "form": form, "elements": elements}, indent=2, ensure_ascii=False)
        )
        return
    for one in elements:
        typer.echo(kit.words.label("instruments.cli.rolled", **one))


@forms.command("export")
def export(
    number: Annotated[int, typer.Argument(metavar="ID", help="The form's number, as listed.")],
    file: Annotated[Path, typer.Argument(help="Where to write it: .docx, .html, .xlsx, .md or .json.")],
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """One form as a document: what was agreed, what single answers say together, what was decided.

    Example: milepost forms export 3 reflection.docx
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    label, ending = kit.words.label, file.suffix.lower().removeprefix(".")
    known = [one.value for one in Format if one is not Format.PNG]
    if ending not in known:
        refuse(label("rootcause.cli.kind", known=[f".{one}" for one in known]))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            document = working_document(session, kit, workspace_id, number, SystemClock().now())
        except Refusal as refusal:
            refuse(label(refusal.label, **refusal.facts))
    try:
        file.write_bytes(asyncio.run(write(document, kit.words, Format(ending), overlay)))
    except (NoPicture, OverlayFault) as fault:
        refuse(str(fault))
    except OSError as error:
        refuse(label("report.cannot_write", file=file, reason=error.strerror or "unknown"))
    typer.echo(label("report.written", file=file))

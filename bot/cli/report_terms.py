"""`milepost report terms`: the quarters, semesters and years that an organization's reports go by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue import Catalogue
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.term_list import ListedTerm, read_terms
from bot.flows import terms_set
from bot.flows.kit import Kit, Refusal
from bot.words import Words


def terms(
    code: Annotated[str, typer.Argument(help="The code of a school or a district.", show_default=False)],
    file: Annotated[
        Path | None,
        typer.Option("--set", help="A CSV file: kind, label, first, last; it replaces what was set."),
    ] = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """The terms of an organization, and of everything below it that has none of its own.

    Example: milepost report terms lincoln --set terms.csv
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    listed = _listed(kit.words, file) if file is not None else None
    with opened(database, workspace, kit.words) as (store, workspace_id):
        try:
            with store.begin() as session:
                if listed is not None:
                    terms_set.replace(session, kit, workspace_id, code, listed, SystemClock().now())
                shown = terms_set.show(session, kit, workspace_id, code)
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    for span in shown.spans:
        typer.echo(
            kit.words.label(
                "report.terms.line", kind=span.kind, label=span.label, first=span.first, last=span.last
            )
        )
    if not shown.own:
        typer.echo(kit.words.label("report.terms.even", name=shown.organization), err=True)


def _listed(words: Words, file: Path) -> tuple[ListedTerm, ...]:
    try:
        found, faults = read_terms(file.read_bytes())
    except OSError as error:
        refuse(words.label("report.cannot_read", file=file, reason=error.strerror or "unknown"))
    if faults:
        refuse("\n".join(words.label(f"report.terms.{one.key}", row=one.row) for one in faults))
    return found

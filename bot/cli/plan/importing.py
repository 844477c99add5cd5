"""`milepost plan import`: a plan taken in, all or nothing, after showing what would change."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.desk import FileArgument, JsonOption, advise, asked, checked, complain, read_file, refuse
from bot.cli.plan.group import plan
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook.told_changes import told_changes
from bot.documents.workbook.words import WorkbookWords, fill
from bot.flows.plan_import import ChangedMeanwhile, PlanChanges, apply, preview
from bot.flows.plan_import.organization import twin_of
from bot.words import Words
from storage.database import Database


@plan.command("import")
def import_plan(
    file: FileArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before changing anything.")] = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Take a plan in, all or nothing, after showing what would change.

    With --json nothing is asked: add --yes to make the changes.

    Example: milepost plan import larkspur.xlsx --yes
    """
    words = or_refuse(PlanWords.load, overlay)
    said = words.workbook.words
    result = read_file(file, words)
    if result.document is None:
        if as_json:
            typer.echo(json.dumps(checked(result) | {"applied": False}, indent=2, ensure_ascii=False))
        else:
            complain(file, result, said)
        raise typer.Exit(1)
    with opened(database, workspace, or_refuse(Words.load, overlay)) as (store, workspace_id):
        with store.reading() as session:
            changes = preview(session, workspace_id, result.document)
            if changes.is_first:
                _ask_about_twin(session, workspace_id, result.document, said)
        if not as_json:
            _show(changes, said)
        agreed = yes or changes.is_empty or (not as_json and asked(said))
        if agreed:
            _make(store, workspace_id, result.document, changes, words)
    if as_json:
        made = {"version": 1, "ok": True, "applied": agreed and not changes.is_empty}
        typer.echo(json.dumps(made | changes.as_json(), indent=2, ensure_ascii=False))
    elif not changes.is_empty:
        done = "done_first" if changes.is_first else "done"
        typer.echo(fill(said.commands[done if agreed else "kept"], {"code": changes.school_code}))
        advise(result, said)


def _ask_about_twin(
    session: Session, workspace_id: int, document: PlanDocument, words: WorkbookWords
) -> None:
    """Refuse a first plan for a school that is known by another code: a slip would make a second one."""
    twin = twin_of(session, workspace_id, document.header)
    if twin is not None:
        refuse(words, "same_name", name=twin.name, known=twin.code, code=document.header.school_code)


def _make(
    store: Database, workspace_id: int, document: PlanDocument, shown: PlanChanges, words: PlanWords
) -> None:
    try:
        with store.begin() as session:
            practices = words.workbook.practices
            apply(session, workspace_id, document, SystemClock().now(), practices, expected=shown)
    except ChangedMeanwhile:
        refuse(words.workbook.words, "shown_is_old")


def _show(changes: PlanChanges, words: WorkbookWords) -> None:
    lines = told_changes(changes.school_name, changes.is_first, changes.changes, words)
    typer.echo("\n".join(lines))

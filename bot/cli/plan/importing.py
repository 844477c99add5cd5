"""`milepost plan import`: a plan taken in, all or nothing, after showing what would change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlmodel import Session

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.desk import (
    FileArgument,
    JsonOption,
    advise,
    asked,
    checked,
    complain,
    is_many,
    read_file,
    refuse,
)
from bot.cli.plan.group import plan
from bot.cli.plan.many import check_many, import_many, say, say_json
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook.report import ReadResult
from bot.documents.workbook.told_changes import told_changes
from bot.documents.workbook.words import WorkbookWords, fill
from bot.flows.plan_advice import tell_owner
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

    A JSON file may hold many plans, as a list or as JSON Lines; each is taken in all or nothing.
    With --json nothing is asked: add --yes to make the changes.

    Example: milepost plan import larkspur.xlsx --yes
    """
    words = or_refuse(PlanWords.load, overlay)
    said = words.workbook.words
    if is_many(file, words):
        _import_many(file, words, yes, as_json, (database, workspace, overlay))
        return
    result = read_file(file, words)
    if result.document is None:
        _refused(file, result, said, as_json)
    with opened(database, workspace, or_refuse(Words.load, overlay)) as (store, workspace_id):
        with store.reading() as session:
            changes = preview(session, workspace_id, result.document)
            _ask_about_twin(session, workspace_id, result.document, said)
        if not as_json:
            _show(changes, said)
        agreed = yes or changes.is_empty or (not as_json and asked(said))
        if agreed:
            _make(store, workspace_id, result, changes, words)
    if as_json:
        made = {"version": 1, "ok": True, "applied": agreed and not changes.is_empty}
        typer.echo(json.dumps(made | changes.as_json(), indent=2, ensure_ascii=False))
    elif not changes.is_empty:
        done = "done_first" if changes.is_first else "done"
        typer.echo(fill(said.commands[done if agreed else "kept"], {"code": changes.school_code}))
        advise(result, said)


def _refused(file: Path, result: ReadResult, words: WorkbookWords, as_json: bool) -> NoReturn:
    """Say what is wrong with a file, and end with 1."""
    if as_json:
        typer.echo(json.dumps(checked(result) | {"applied": False}, indent=2, ensure_ascii=False))
    else:
        complain(file, result, words)
    raise typer.Exit(1)


def _import_many(
    file: Path,
    words: PlanWords,
    yes: bool,
    as_json: bool,
    where: tuple[str | None, str | None, Path | None],
) -> None:
    """Take in all plans of a file that can be used; ends with 1 where there are others."""
    if not yes:
        tally = check_many(file, words)
        say_json(tally, applied=False) if as_json else say(file, tally, words)
        if as_json or not asked(words.workbook.words):
            raise typer.Exit(0 if tally.ok else 1)
    database, workspace, overlay = where
    with opened(database, workspace, or_refuse(Words.load, overlay)) as (store, workspace_id):
        tally = import_many(file, words, store, workspace_id)
    say_json(tally, applied=True) if as_json else say(file, tally, words)
    raise typer.Exit(0 if tally.ok else 1)


def _ask_about_twin(
    session: Session, workspace_id: int, document: PlanDocument, words: WorkbookWords
) -> None:
    """Refuse a plan of a school that is known by another code: a slip would make a second one, or worse,

    put it in the place of the school whose code it is.
    """
    twin = twin_of(session, workspace_id, document.header)
    if twin is not None:
        refuse(words, "same_name", name=twin.name, known=twin.code, code=document.header.school_code)


def _make(
    store: Database, workspace_id: int, result: ReadResult, shown: PlanChanges, words: PlanWords
) -> None:
    """Store the plan, and have its owner told what would make it better."""
    if result.document is None or shown.is_empty:
        return
    now = SystemClock().now()
    try:
        with store.begin() as session:
            apply(session, workspace_id, result.document, now, words.workbook.practices, expected=shown)
            tell_owner(session, workspace_id, shown.school_code, result.advice, now)
    except ChangedMeanwhile:
        refuse(words.workbook.words, "shown_is_old")


def _show(changes: PlanChanges, words: WorkbookWords) -> None:
    lines = told_changes(changes.school_name, changes.is_first, changes.changes, words)
    typer.echo("\n".join(lines))

"""`milepost plan`: the plan as a workbook, checked, and taken in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlmodel import Session

from bot.cli.group import commands
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.plan_document import PlanDocument
from bot.documents.workbook import ReadResult, WorkbookFormat, read_workbook, told, write_template
from bot.documents.workbook.told_changes import told_changes
from bot.documents.workbook.words import WorkbookWords, fill
from bot.flows.plan_import import ChangedMeanwhile, PlanChanges, apply, preview
from bot.flows.plan_import.organization import twin_of
from bot.words import Words
from storage.database import Database

plan = commands("Write, check and import improvement plans.")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
WorkbookArgument = Annotated[Path, typer.Argument(help="The workbook (.xlsx).", show_default=False)]


@plan.command()
def template(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("school-plan.xlsx"),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    overlay: OverlayOption = None,
) -> None:
    """Write an empty planning workbook to fill in.

    Example: milepost plan template larkspur.xlsx
    """
    form = or_refuse(WorkbookFormat.load, overlay)
    if file.exists() and not force:
        _refuse(form.words, "exists_already", file=file)
    try:
        write_template(file, form)
    except OSError as error:
        _refuse(form.words, "cannot_write", file=file, reason=error.strerror)
    typer.echo(fill(form.words.commands["template_written"], {"file": file}))


@plan.command()
def check(file: WorkbookArgument, as_json: JsonOption = False, overlay: OverlayOption = None) -> None:
    """Say what is wrong with a workbook, cell by cell, and change nothing.

    Example: milepost plan check larkspur.xlsx
    """
    form = or_refuse(WorkbookFormat.load, overlay)
    result = _read(file, form)
    if as_json:
        typer.echo(json.dumps(_checked(result), indent=2, ensure_ascii=False))
    elif result.ok:
        typer.echo(fill(form.words.report["ok"], {"file": file}))
        _advise(result, form.words)
    else:
        _complain(file, result, form.words)
    if not result.ok:
        raise typer.Exit(1)


@plan.command("import")
def import_plan(
    file: WorkbookArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before changing anything.")] = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Take a workbook in, all or nothing, after showing what would change.

    With --json nothing is asked: add --yes to make the changes.

    Example: milepost plan import larkspur.xlsx --yes
    """
    form = or_refuse(WorkbookFormat.load, overlay)
    result = _read(file, form)
    if result.document is None:
        if as_json:
            typer.echo(json.dumps(_checked(result) | {"applied": False}, indent=2, ensure_ascii=False))
        else:
            _complain(file, result, form.words)
        raise typer.Exit(1)
    with opened(database, workspace, or_refuse(Words.load, overlay)) as (store, workspace_id):
        with store.reading() as session:
            changes = preview(session, workspace_id, result.document)
            if changes.is_first:
                _ask_about_twin(session, workspace_id, result.document, form)
        if not as_json:
            _show(changes, form.words)
        agreed = yes or changes.is_empty or (not as_json and _asked(form.words))
        if agreed:
            _make(store, workspace_id, result.document, changes, form)
    if as_json:
        made = {"version": 1, "ok": True, "applied": agreed and not changes.is_empty}
        typer.echo(json.dumps(made | changes.as_json(), indent=2, ensure_ascii=False))
    elif not changes.is_empty:
        done = "done_first" if changes.is_first else "done"
        typer.echo(fill(form.words.commands[done if agreed else "kept"], {"code": changes.school_code}))
        _advise(result, form.words)


def _read(file: Path, form: WorkbookFormat) -> ReadResult:
    try:
        return read_workbook(file, form)
    except OSError as error:
        _refuse(form.words, "cannot_read", file=file, reason=error.strerror)


def _ask_about_twin(
    session: Session, workspace_id: int, document: PlanDocument, form: WorkbookFormat
) -> None:
    """Refuse a first plan for a school that is known by another code: a slip would make a second one."""
    twin = twin_of(session, workspace_id, document.header)
    if twin is not None:
        _refuse(form.words, "same_name", name=twin.name, known=twin.code, code=document.header.school_code)


def _make(
    store: Database, workspace_id: int, document: PlanDocument, shown: PlanChanges, form: WorkbookFormat
) -> None:
    try:
        with store.begin() as session:
            apply(session, workspace_id, document, SystemClock().now(), form.practices, expected=shown)
    except ChangedMeanwhile:
        _refuse(form.words, "shown_is_old")


def _asked(words: WorkbookWords) -> bool:
    """True when the person says yes; no answer at all means no."""
    try:
        return typer.confirm(words.commands["ask"])
    except typer.Abort:
        return False


def _show(changes: PlanChanges, words: WorkbookWords) -> None:
    lines = told_changes(changes.school_name, changes.is_first, changes.changes, words)
    typer.echo("\n".join(lines))


def _advise(result: ReadResult, words: WorkbookWords) -> None:
    if result.advice:
        typer.echo("\n".join(["", words.report["advice_heading"], *told(result.advice, words)]))


def _complain(file: Path, result: ReadResult, words: WorkbookWords) -> None:
    summary = fill(words.report["not_ok"], {"file": file, "count": len(result.faults)})
    typer.echo("\n".join([summary, *told(result.faults, words)]), err=True)


def _checked(result: ReadResult) -> dict[str, object]:
    return {
        "version": 1,
        "ok": result.ok,
        "faults": [fault.as_json() for fault in result.faults],
        "advice": [advice.as_json() for advice in result.advice],
    }


def _refuse(words: WorkbookWords, key: str, **facts: object) -> NoReturn:
    typer.echo(fill(words.commands[key], facts), err=True)
    raise typer.Exit(1)

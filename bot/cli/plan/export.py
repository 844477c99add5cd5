"""`milepost plan export`: a stored plan, or one of its versions, as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.desk import SchoolArgument, write_file
from bot.cli.plan.group import plan
from bot.cli.plan.stored import stored_plan
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.documents.plan_kinds import PlanWords
from bot.documents.word.forms import OWN, open_form
from bot.documents.workbook.words import fill


@plan.command("export")
def export_plan(
    school: SchoolArgument,
    file: Annotated[
        Path, typer.Argument(help="Where to write it: .xlsx, .docx, .json or .yaml.", show_default=False)
    ],
    number: Annotated[int | None, typer.Option("--version", help="An earlier version, by number.")] = None,
    form: Annotated[str, typer.Option(help="The Word form to fill in, by name.")] = OWN,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Write a school's plan to a file, as it is now or as it was.

    Example: milepost plan export 0417 larkspur.yaml --version 3
    """
    words = or_refuse(PlanWords.load, overlay)
    document = stored_plan(school, number, database, workspace, overlay)
    if file.suffix.lower() == ".docx":
        or_refuse(lambda folder: open_form(form, folder), overlay)
        words = replace(words, form=form)
    write_file(file, document, words, force)
    typer.echo(fill(words.workbook.words.commands["exported"], {"file": file}))

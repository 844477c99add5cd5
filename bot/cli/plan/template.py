"""`milepost plan template`: an empty workbook or Word form to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.desk import refuse
from bot.cli.plan.group import plan
from bot.documents.word.forms import OWN, open_form
from bot.documents.workbook import WorkbookFormat, write_template
from bot.documents.workbook.words import fill


@plan.command()
def template(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("school-plan.xlsx"),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    overlay: OverlayOption = None,
) -> None:
    """Write an empty planning workbook, or Word form, to fill in.

    Example: milepost plan template larkspur.xlsx
    """
    form = or_refuse(WorkbookFormat.load, overlay)
    if file.exists() and not force:
        refuse(form.words, "exists_already", file=file)
    try:
        if file.suffix.lower() == ".docx":
            own = or_refuse(lambda folder: open_form(OWN, folder), overlay)
            file.write_bytes(own.fill_blank(form.words))
        else:
            write_template(file, form)
    except OSError as error:
        refuse(form.words, "cannot_write", file=file, reason=error.strerror)
    typer.echo(fill(form.words.commands["template_written"], {"file": file}))

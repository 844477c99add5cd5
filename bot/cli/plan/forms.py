"""`milepost plan fields` and `plan forms`: what a Word form may show, and the forms that there are."""

from __future__ import annotations

import typer

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.group import plan
from bot.documents.word.fields import listed
from bot.documents.word.filling import Form
from bot.documents.word.forms import form_paths
from bot.documents.word.words import word_words
from bot.documents.workbook.words import fill
from bot.overlay import OverlayFault


@plan.command("fields")
def fields(overlay: OverlayOption = None) -> None:
    """List the fields that a Word form of your own may show.

    Example: milepost plan fields
    """
    words = or_refuse(word_words, overlay)
    typer.echo(fill(words.forms["fields_intro"], {}))
    typer.echo("\n".join(f"  {path}" for path in listed()))


@plan.command("forms")
def forms(overlay: OverlayOption = None) -> None:
    """List the Word forms, your own included, and say what is wrong with one that cannot be used.

    Put your own into the folder documents/forms of your directory of words.

    Example: milepost plan forms --overlay our-words
    """
    words = or_refuse(word_words, overlay)
    wrong = False
    for name, path in form_paths(overlay).items():
        try:
            Form(path)
            typer.echo(fill(words.forms["form_ok"], {"name": name, "path": path}))
        except OverlayFault as fault:
            wrong = True
            typer.echo(str(fault), err=True)
    if wrong:
        raise typer.Exit(1)

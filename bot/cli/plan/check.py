"""`milepost plan check`: what is wrong with a plan's file, and what would make the plan better."""

from __future__ import annotations

import json

import typer

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.desk import FileArgument, JsonOption, advise, checked, complain, is_many, read_file
from bot.cli.plan.group import plan
from bot.cli.plan.many import check_many, say, say_json
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook.words import fill


@plan.command()
def check(file: FileArgument, as_json: JsonOption = False, overlay: OverlayOption = None) -> None:
    """Say what is wrong with a plan's file, place by place, and change nothing.

    Example: milepost plan check larkspur.xlsx
    """
    words = or_refuse(PlanWords.load, overlay)
    said = words.workbook.words
    if is_many(file, words):
        tally = check_many(file, words)
        say_json(tally) if as_json else say(file, tally, words)
        raise typer.Exit(0 if tally.ok else 1)
    result = read_file(file, words)
    if as_json:
        typer.echo(json.dumps(checked(result), indent=2, ensure_ascii=False))
    elif result.ok:
        typer.echo(fill(said.report["ok"], {"file": file}))
        advise(result, said)
    else:
        complain(file, result, said)
    if not result.ok:
        raise typer.Exit(1)

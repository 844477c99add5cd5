"""`milepost plan diff`: what changed from one plan to another, in words."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.desk import JsonOption, plan_of_file
from bot.cli.plan.group import plan
from bot.cli.plan.stored import stored_plan
from bot.cli.plan.versions import newest_two
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.documents.formats import KINDS
from bot.documents.plan_diff import ChangeKind, compare
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook.told_changes import told_difference

Side = Annotated[str, typer.Argument(help="A file, or the code of a school.", show_default=False)]


@plan.command()
def diff(
    a: Side,
    b: Annotated[str | None, typer.Argument(help="Another file or school.", show_default=False)] = None,
    first: Annotated[int | None, typer.Option("--from", help="A version of A, by number.")] = None,
    second: Annotated[int | None, typer.Option("--to", help="A version of B, or of A alone.")] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Say what changed: between two files, a file and the stored plan, or two versions of a plan.

    With one school alone, its newest version is compared with the one before.

    Example: milepost plan diff 0417 --from 2 --to 5
    """
    words = or_refuse(PlanWords.load, overlay)
    if b is None:
        b = a
        if first is None:
            first, second = newest_two(a, second, database, workspace, overlay)
    before, after = (
        plan_of_file(Path(side), words)
        if _is_file(side)
        else stored_plan(side, number, database, workspace, overlay)
        for side, number in ((a, first), (b, second))
    )
    changes = compare(before, after)
    if as_json:
        counts = {kind.value: sum(change.kind is kind for change in changes) for kind in ChangeKind}
        found = {"version": 1, "from": _named(a, first), "to": _named(b, second), **counts}
        found["changes"] = [asdict(change) for change in changes]
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    names = (_said(a, first), _said(b, second))
    typer.echo("\n".join(told_difference(names, changes, words.workbook.words)))


def _is_file(side: str) -> bool:
    """A name that is there, or that could only be a file's, is a file; anything else is a school's code."""
    path = Path(side)
    return path.is_file() or path.suffix.lower() in KINDS or len(path.parts) > 1


def _named(side: str, number: int | None) -> dict[str, object]:
    return {"file": side} if _is_file(side) else {"organization": side, "plan_version": number}


def _said(side: str, number: int | None) -> str:
    return side if number is None or _is_file(side) else f"{side}, version {number}"

"""`milepost measures`: values of goals' and strategies' measures, in by CSV file and out as a list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.blocks.doubts import number, reasons
from bot.catalogue import Catalogue
from bot.cli.group import commands
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.measure_list import ListFault, read_values, template
from bot.flows.kit import Kit, Refusal
from bot.flows.measures import Measured
from bot.flows.measures_import import Asked, Taken, rows_of, take
from bot.words import Words

measures = commands("Enter and list the values of a plan's measures.")
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
SchoolOption = Annotated[str, typer.Option(help="The school's code.", show_default=False)]


@measures.callback()
def group() -> None:
    """Enter and list the values of a plan's measures."""


@measures.command("list")
def list_measures(
    school: SchoolOption,
    as_json: JsonOption = False,
    as_template: Annotated[bool, typer.Option("--template", help="Print a CSV file to fill in.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """The measures of a school's plan, each with its newest value.

    Example: milepost measures list --school cedar --template > values.csv
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            found = rows_of(session, kit, workspace_id, school)
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    if as_template:
        typer.echo(template((school, one.facts.ref, one.facts.indicator) for one in found), nl=False)
    elif as_json:
        _print({"ok": True, "measures": [_json(one) for one in found]})
    else:
        typer.echo(
            "\n".join(_line(kit.words, one) for one in found) or kit.words.label("measures.none", code=school)
        )


@measures.command("import")
def import_values(
    file: Annotated[Path, typer.Argument(help="A CSV file.", show_default=False)],
    sure: Annotated[bool, typer.Option("--sure", help="Store what looks like a typing error, too.")] = False,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Store values from a CSV file; it can be repeated, and a corrected value is a new revision.

    The headings are School, Measure, Date, Value, and if you like Group, Source and Note.

    Example: milepost measures import values.csv
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    try:
        listed = read_values(file.read_bytes())
    except OSError as error:
        refuse(kit.words.label("report.cannot_read", file=file, reason=error.strerror or "unknown"))
    if listed.faults:
        _faulty(kit.words, listed.faults, as_json)
    with opened(database, workspace, kit.words) as (store, workspace_id):
        try:
            with store.begin() as session:
                taken = take(session, kit, workspace_id, listed.values, SystemClock().now(), sure)
                if taken.faults:
                    raise _NothingStored  # a file with rows that name nothing is stored whole or not at all
        except _NothingStored:
            _faulty(kit.words, taken.faults, as_json)
    _told(kit.words, taken, as_json)


class _NothingStored(Exception):
    """Ends the transaction without storing anything."""


def _told(words: Words, taken: Taken, as_json: bool) -> None:
    asked = [_asked(words, one) for one in taken.asked]
    if as_json:
        questions = [
            {"row": one.listed.row, "measure": one.measure.facts.ref, "doubts": list(one.doubts)}
            for one in taken.asked
        ]
        _print({"ok": not asked, "added": taken.added, "same": taken.same, "asked": questions})
    else:
        typer.echo(words.label("measures.done", added=taken.added, same=taken.same))
    if asked:
        typer.echo("\n".join([*asked, words.label("measures.asked_how", count=len(asked))]), err=True)
        raise typer.Exit(1)


def _asked(words: Words, one: Asked) -> str:
    last = one.measure.last(one.listed.group)
    return words.label(
        "measures.asked", row=one.listed.row, ref=one.measure.facts.ref, on=one.listed.on,
        value=number(one.listed.value), reasons=reasons(words, one.doubts, last),
    )  # fmt: skip


def _faulty(words: Words, faults: tuple[ListFault, ...], as_json: bool) -> None:
    said = [(one.row, words.label(f"measures.fault.{one.key}", value=one.value)) for one in faults]
    if as_json:
        _print({"ok": False, "faults": [{"row": row, "message": text} for row, text in said]})
        raise typer.Exit(1)
    refuse("\n".join(words.label("measures.fault.row", row=row, said=text) for row, text in said))


def _line(words: Words, one: Measured) -> str:
    last = one.facts.values[-1] if one.facts.values else None
    return words.label(
        "measures.listed", ref=one.facts.ref, indicator=one.facts.indicator,
        value=number(last.value) if last else None, on=last.on if last else None,
    )  # fmt: skip


def _json(one: Measured) -> dict[str, Any]:
    return {
        "measure": one.facts.ref, "indicator": one.facts.indicator, "baseline": one.facts.baseline,
        "values": [
            {"id": it.id, "on": it.on.isoformat(), "value": str(it.value), "group": it.group}
            for it in one.facts.values
        ],
    }  # fmt: skip


def _print(content: dict[str, Any]) -> None:
    typer.echo(json.dumps({"version": 1, **content}, indent=2, ensure_ascii=False))

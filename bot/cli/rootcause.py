"""`milepost rootcause`: what teams found together, listed and as files."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue import Catalogue
from bot.cli.group import commands
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.documents.picture import draw
from bot.documents.rootcause_word import rootcause_word
from bot.flows.kit import Kit, Refusal
from bot.flows.rootcause_export import Export, as_json, listed, read, svg_of, svgs_of
from bot.flows.rootcause_told import alt_of
from bot.words import Words

rootcause = commands("Root-cause sessions: list them, and write one as a picture or a document.")


@rootcause.callback()
def group() -> None:
    """Root-cause sessions: list them, and write one as a picture or a document."""


@rootcause.command("list")
def sessions(
    school: Annotated[str | None, typer.Option(help="An organization's code; all if left out.")] = None,
    as_document: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """The sessions that teams began, newest first.

    Example: milepost rootcause list --school cedar
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            rows = listed(session, kit, workspace_id, school)
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    if as_document:
        typer.echo(json.dumps({"version": 1, "sessions": rows}, indent=2, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(kit.words.label("rootcause.cli.line", **row))
    if not rows:
        typer.echo(kit.words.label("rootcause.cli.none"))


@rootcause.command("export")
def export(
    number: Annotated[int, typer.Argument(metavar="ID", help="The session's number, as listed.")],
    file: Annotated[Path, typer.Argument(help="Where to write it: .svg, .png, .docx or .json.")],
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """One session as a picture, a Word document or JSON.

    Example: milepost rootcause export 7 fishbone.docx
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        refuse(kit.words.label("rootcause.cli.kind", known=list(_WRITERS)))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            found = read(session, kit, workspace_id, number)
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    try:
        file.write_bytes(write(kit, found))
    except OSError as error:
        refuse(kit.words.label("report.cannot_write", file=file, reason=error.strerror or "unknown"))
    typer.echo(kit.words.label("report.written", file=file))


def _svg(kit: Kit, found: Export) -> bytes:
    return svg_of(kit, found).encode()


def _png(kit: Kit, found: Export) -> bytes:
    return asyncio.run(draw(svg_of(kit, found)))


def _json(_: Kit, found: Export) -> bytes:
    return (json.dumps(as_json(found), indent=2, ensure_ascii=False) + "\n").encode()


def _docx(kit: Kit, found: Export) -> bytes:
    label, facts = kit.words.label, found.facts
    pictures = []
    for svg in svgs_of(kit, found):
        png = asyncio.run(draw(svg))
        pictures.append((png, int.from_bytes(png[20:24], "big") / int.from_bytes(png[16:20], "big")))
    here = found.whole.session
    lines = [label("rootcause.cli.where", organization=found.organization, started_on=here.started_at.date())]
    lines += [label("rootcause.cli.start", words=one.words, practice=one.practice) for one in facts.chosen]
    heading = ("bone",) if facts.bones else ()
    dots = ("dots",) if any(one.votes for one in facts.causes) else ()
    names = ("words", *heading, "evidence", "power", *dots)
    rows = [
        tuple(
            {
                "words": ("\u2003" * one.depth + "↳ " if one.depth else "") + one.words,
                "bone": one.bone or label("rootcause.loose"),
                "evidence": one.evidence or "",
                "power": label(f"rootcause.power.{one.within_power}") if one.within_power else "",
                "dots": str(one.votes or ""),
            }[name]
            for name in names
        )
        for one in facts.causes
    ]
    columns = tuple(label(f"rootcause.cli.columns.{name}") for name in names)
    title = label(f"rootcause.title.{facts.method}")
    return rootcause_word(title, facts.problem, lines, columns, rows, pictures, alt_of(kit, facts))


_WRITERS = {".svg": _svg, ".png": _png, ".docx": _docx, ".json": _json}

"""`milepost report quarter|semester|year|story`: a term's report, in the format that its readers want."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.catalogue import Catalogue
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.report.writing import Format, NoPicture, write
from bot.flows.kit import Kit, Refusal
from bot.flows.term_document import Report, term_document
from bot.overlay import OverlayFault
from bot.words import Words

SchoolOption = Annotated[str, typer.Option(help="The school's code.", show_default=False)]
OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="A day of the term; the newest term if left out."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How it is written.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", "--output", help="The file to write; DOCX, XLSX and PNG need one.")
]


def quarter(
    school: SchoolOption, on: OnOption = None, form: FormatOption = Format.MD, out: OutOption = None,
    database: DatabaseOption = None, workspace: WorkspaceOption = None, overlay: OverlayOption = None,
) -> None:  # fmt: skip
    """The quarterly report of a school: seven quantities for each milestone, and what to do about them.

    Example: milepost report quarter --school cedar --format docx --out quarter.docx
    """
    _report(Report.QUARTER, school, on, form, out, database, workspace, overlay)


def semester(
    school: SchoolOption, on: OnOption = None, form: FormatOption = Format.MD, out: OutOption = None,
    database: DatabaseOption = None, workspace: WorkspaceOption = None, overlay: OverlayOption = None,
) -> None:  # fmt: skip
    """The semester review of a school: the milestones of each strategy.

    Example: milepost report semester --school cedar --format html --out semester.html
    """
    _report(Report.SEMESTER, school, on, form, out, database, workspace, overlay)


def year(
    school: SchoolOption, on: OnOption = None, form: FormatOption = Format.MD, out: OutOption = None,
    database: DatabaseOption = None, workspace: WorkspaceOption = None, overlay: OverlayOption = None,
) -> None:  # fmt: skip
    """The annual review of a school: measures against targets, and what the next plan needs.

    Example: milepost report year --school cedar --format xlsx --out year.xlsx
    """
    _report(Report.YEAR, school, on, form, out, database, workspace, overlay)


def story(
    school: SchoolOption, on: OnOption = None, form: FormatOption = Format.MD, out: OutOption = None,
    database: DatabaseOption = None, workspace: WorkspaceOption = None, overlay: OverlayOption = None,
) -> None:  # fmt: skip
    """The story of a school's year, for a board or for families.

    Example: milepost report story --school cedar --format html --out story.html
    """
    _report(Report.STORY, school, on, form, out, database, workspace, overlay)


def _report(
    report: Report, school: str, on: datetime | None, form: Format, out: Path | None, database: str | None,
    workspace: str | None, overlay: Path | None,
) -> None:  # fmt: skip
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    label = kit.words.label
    if out is None and not form.is_text:
        _refuse(label("report.needs_file", form=form.value))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            day = on.date() if on else None
            document = term_document(session, kit, workspace_id, school, report, day, SystemClock().now())
        except Refusal as refusal:
            _refuse(label(refusal.label, **refusal.facts))
    try:
        content = asyncio.run(write(document, kit.words, form, overlay))
    except NoPicture:
        _refuse(label("report.no_picture"))
    except OverlayFault as fault:
        _refuse(str(fault))
    if out is None:
        typer.echo(content.decode(), nl=False)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        _refuse(label("report.cannot_write", file=out, reason=error.strerror or "unknown"))
    typer.echo(label("report.written", file=out))


def _refuse(said: str) -> NoReturn:
    typer.echo(said, err=True)
    raise typer.Exit(1)

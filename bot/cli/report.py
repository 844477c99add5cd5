"""`milepost report`: what Slack shows, as files and for programs."""

from __future__ import annotations

import asyncio
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.blocks.digest_markdown import digest_json, digest_markdown
from bot.catalogue import Catalogue
from bot.cli.group import commands
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.report_network import network
from bot.cli.report_term import quarter, semester, story, year
from bot.cli.report_terms import terms
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.picture import draw
from bot.flows.digest_picture import picture
from bot.flows.kit import Kit, Refusal
from bot.flows.reporting import DigestReport, digest_report
from bot.words import Words

report = commands("Reports, as Markdown, JSON or pictures.")


class Format(StrEnum):
    """How a report is written."""

    MD = "md"
    JSON = "json"
    PNG = "png"


@report.callback()
def group() -> None:
    """Reports, as Markdown, JSON or pictures."""


report.command("network")(network)
report.command("quarter")(quarter)
report.command("semester")(semester)
report.command("year")(year)
report.command("story")(story)
report.command("terms")(terms)


@report.command("digest")
def digest(
    school: Annotated[str, typer.Option(help="The school's code.", show_default=False)],
    period: Annotated[str | None, typer.Option(help='"2026-09" or "2026-W37"; the last closed one.')] = None,
    form: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.MD,
    output: Annotated[Path | None, typer.Option(help="The file to write; a picture needs one.")] = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """The digest of one school and period.

    Example: milepost report digest --school cedar --period 2026-09 --format json
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    if form is Format.PNG and output is None:
        _refuse(kit.words.label("report.png_needs_file"))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        try:
            read = digest_report(session, kit, workspace_id, school, period, SystemClock().now())
        except Refusal as refusal:
            _refuse(kit.words.label(refusal.label, **refusal.facts))
    _write(kit.words, _bytes(kit.words, read, form), output)


def digest_document(read: DigestReport) -> dict[str, Any]:
    """The digest for programs: every figure with numerator, denominator, value and ids."""
    return {
        "version": 1,
        "period": read.period,
        **digest_json(read.digest),
        "figures": read.figures.as_json(),
    }


def _bytes(words: Words, read: DigestReport, form: Format) -> bytes:
    if form is Format.PNG:
        return asyncio.run(draw(picture(words, read.digest)[0]))
    if form is Format.JSON:
        return (json.dumps(digest_document(read), indent=2, ensure_ascii=False) + "\n").encode()
    return digest_markdown(words, read.digest).encode()


def _write(words: Words, content: bytes, output: Path | None) -> None:
    if output is None:
        typer.echo(content.decode(), nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        _refuse(words.label("report.cannot_write", file=output, reason=error.strerror or "unknown"))
    typer.echo(words.label("report.written", file=output))


def _refuse(said: str) -> NoReturn:
    typer.echo(said, err=True)
    raise typer.Exit(1)

"""`milepost report network`: what the plans of a district or a state say together, by practice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.blocks.network_facts import Network
from bot.blocks.network_page import network_document
from bot.blocks.network_report import network_json, network_markdown, network_plain
from bot.catalogue import Catalogue
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.report.page import page
from bot.flows.kit import Kit, Refusal
from bot.flows.network_report import network_report, recount
from bot.words import Words


class NetworkFormat(StrEnum):
    """How a roll-up is written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"
    HTML = "html"


def network(
    district: Annotated[
        str | None, typer.Option(help="The code of a district, a state or a school; the topmost if left out.")
    ] = None,
    period: Annotated[str | None, typer.Option(help='"2026-09" or "2026-W37"; the last closed one.')] = None,
    form: Annotated[NetworkFormat, typer.Option("--format", help="How it is written.")] = NetworkFormat.TEXT,
    least: Annotated[
        int | None, typer.Option(min=1, help="Schools behind a figure, at least; as set if left out.")
    ] = None,
    reader: Annotated[
        str | None, typer.Option(help="The e-mail address of whoever reads it; refused if not theirs.")
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Read every check-in instead of the counters.")
    ] = False,
    again: Annotated[bool, typer.Option("--recount", help="Make the counters anew first.")] = False,
    output: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """How far the actions of each practice and domain are, over all schools of a district or state.

    Example: milepost report network --district CVSD --format html --output network.html
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    now = SystemClock().now()
    with opened(database, workspace, kit.words) as (store, workspace_id):
        if again:
            with store.begin() as session:
                recount(session, workspace_id)
            typer.echo(kit.words.label("network.recounted"), err=True)
        wanted: dict[str, Any] = {"least": least, "live": live, "reader": reader, "now": now}
        try:
            with store.reading() as session:
                read = network_report(session, kit, workspace_id, district, period, **wanted)
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    _put(_WRITERS[form](kit.words, read, now.date()), output, kit.words)


def _put(said: str, output: Path | None, words: Words) -> None:
    """Print the report, or write it where it is wanted."""
    if output is None:
        typer.echo(said, nl=False)
        return
    try:
        output.write_text(said, encoding="utf-8")
    except OSError as error:
        refuse(words.label("report.cannot_write", file=output, reason=error.strerror or "unknown"))
    typer.echo(words.label("report.written", file=output))


def _as_json(_: Words, read: Network, made_on: date) -> str:
    return json.dumps(network_json(read), indent=2, ensure_ascii=False) + "\n"


_WRITERS: dict[NetworkFormat, Callable[[Words, Network, date], str]] = {
    NetworkFormat.TEXT: lambda words, read, _: network_plain(words, read),
    NetworkFormat.MD: lambda words, read, _: network_markdown(words, read),
    NetworkFormat.JSON: _as_json,
    NetworkFormat.HTML: lambda words, read, made_on: page(network_document(words, read, made_on), words),
}

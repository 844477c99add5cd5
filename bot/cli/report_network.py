"""`milepost report network`: what the plans of a district or a state say together, by practice."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.blocks.network_facts import Network
from bot.blocks.network_report import network_json, network_markdown, network_plain
from bot.catalogue import Catalogue
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.flows.kit import Kit, Refusal
from bot.flows.network_report import network_report, recount
from bot.words import Words


class NetworkFormat(StrEnum):
    """How a roll-up is written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


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

    Example: milepost report network --district CVSD --format md
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    with opened(database, workspace, kit.words) as (store, workspace_id):
        if again:
            with store.begin() as session:
                recount(session, workspace_id)
            typer.echo(kit.words.label("network.recounted"), err=True)
        try:
            with store.reading() as session:
                read = network_report(
                    session, kit, workspace_id, district, period,
                    least=least, live=live, reader=reader, now=SystemClock().now(),
                )  # fmt: skip
        except Refusal as refusal:
            refuse(kit.words.label(refusal.label, **refusal.facts))
    said = _WRITERS[form](kit.words, read)
    if output is None:
        typer.echo(said, nl=False)
        return
    try:
        output.write_text(said, encoding="utf-8")
    except OSError as error:
        refuse(kit.words.label("report.cannot_write", file=output, reason=error.strerror or "unknown"))
    typer.echo(kit.words.label("report.written", file=output))


def _as_json(_: Words, read: Network) -> str:
    return json.dumps(network_json(read), indent=2, ensure_ascii=False) + "\n"


_WRITERS: dict[NetworkFormat, Callable[[Words, Network], str]] = {
    NetworkFormat.TEXT: network_plain,
    NetworkFormat.MD: network_markdown,
    NetworkFormat.JSON: _as_json,
}

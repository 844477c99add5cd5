"""`milepost status`: how the schools stand, what waits to be sent, what is due next."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from bot.blocks.home_facts import Glance
from bot.catalogue import Catalogue
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.spoken import moment
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.flows.cycle import next_due
from bot.flows.glance import glances
from bot.flows.kit import Kit
from bot.words import Words
from storage import tellings

MOST = 10_000


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """How every school stands, what waits to be sent, and what is due next.

    Example: milepost status --json
    """
    kit = Kit(or_refuse(Words.load, overlay), or_refuse(Catalogue.load, overlay))
    with opened(database, workspace, kit.words) as (store, workspace_id), store.reading() as session:
        everywhere = tellings.organization_ids(session, workspace_id)
        schools, _ = glances(session, kit, workspace_id, everywhere, SystemClock().now(), MOST)
        messages = tellings.waiting(session, workspace_id)
        due = next_due(session, workspace_id)
    if as_json:
        document = {
            "version": 1,
            "schools": [_school(one) for one in schools],
            "messages": {state.value: count for state, count in sorted(messages.items())},
            "next_due": due.isoformat() if due else None,
        }
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    typer.echo("\n".join(_line(kit.words, one) for one in schools) or kit.words.label("report.status.none"))
    if messages:
        states = [
            kit.words.label("report.status.state", count=count, state=state)
            for state, count in sorted(messages.items())
        ]
        typer.echo(kit.words.label("report.status.messages", states=states))
    said = moment(due) if due else None
    key = "next" if said else "nothing_next"
    typer.echo(kit.words.label(f"report.status.{key}", moment=said))


def _school(one: Glance) -> dict[str, Any]:
    return {
        "organization_id": one.organization_id,
        "school": one.school,
        "period": one.period,
        "actions_on_time": one.on_time.as_json() if one.on_time else None,
        "check_ins_received_in_time": one.received.as_json() if one.received else None,
        "lagging": one.lagging,
        "urgent": one.urgent,
    }


def _line(words: Words, one: Glance) -> str:
    return words.label(
        "report.status.school",
        school=one.school,
        period=one.period,
        on_time=one.on_time,
        received=one.received,
        lagging=one.lagging,
        urgent=one.urgent,
    )

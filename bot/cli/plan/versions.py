"""`milepost plan versions` and `milepost plan restore`: a plan's past, read and made its present."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.desk import JsonOption, SchoolArgument, asked, refuse
from bot.cli.plan.group import plan
from bot.cli.spoken import moment
from bot.cli.spoken import refuse as refuse_with
from bot.cli.store import DatabaseOption, WorkspaceOption, opened
from bot.clock import SystemClock
from bot.documents.workbook import WorkbookFormat
from bot.documents.workbook.told_changes import told_changes
from bot.documents.workbook.words import fill
from bot.flows import plan_versions
from bot.flows.kit import Refusal
from bot.flows.plan_import import ChangedMeanwhile
from bot.flows.setting_up import named
from bot.rules.calendar import zone_of
from bot.words import Words


@plan.command()
def versions(
    school: SchoolArgument,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """List the versions of a school's plan, newest first: when, who, why.

    Example: milepost plan versions 0417
    """
    words = or_refuse(Words.load, overlay)
    with opened(database, workspace, words) as (store, workspace_id):
        try:
            with store.reading() as session:
                organization = named(session, workspace_id, school)
                rows = plan_versions.listed(session, workspace_id, organization.id)
        except Refusal as refusal:
            refuse_with(words.label(refusal.label, **refusal.facts))
    if as_json:
        found = [dict(row._mapping) | {"made_at": row.made_at.isoformat()} for row in rows]
        typer.echo(json.dumps({"version": 1, "organization": school, "versions": found}, indent=2))
        return
    zone = zone_of(organization.timezone)
    for row in rows:
        facts = {"number": row.number, "who": row.made_by, "restored_from": row.restored_from}
        why, at = words.term(row.cause), moment(row.made_at, zone)
        typer.echo(words.label("plan.version_plain", why=why, at=at, **facts))


@plan.command()
def restore(
    school: SchoolArgument,
    number: Annotated[int, typer.Argument(help="The version, by number.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before changing anything.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    overlay: OverlayOption = None,
) -> None:
    """Make an earlier version the plan again, after showing what would change. No version is lost.

    Example: milepost plan restore 0417 3
    """
    form = or_refuse(WorkbookFormat.load, overlay)
    words = or_refuse(Words.load, overlay)
    with opened(database, workspace, words) as (store, workspace_id):
        try:
            with store.reading() as session:
                key = named(session, workspace_id, school).id
                _, shown = plan_versions.preview_restore(session, workspace_id, key, number)
            typer.echo("\n".join(told_changes(shown.school_name, False, shown.changes, form.words)))
            agreed = not shown.is_empty and (yes or asked(form.words))
            if agreed:
                now = SystemClock().now()
                with store.begin() as session:
                    plan_versions.restore(
                        session, workspace_id, key, number, now, form.practices, expected=shown
                    )
        except Refusal as refusal:
            refuse_with(words.label(refusal.label, **refusal.facts))
        except ChangedMeanwhile:
            refuse(form.words, "shown_is_old")
    if not shown.is_empty:
        typer.echo(fill(form.words.commands["done" if agreed else "kept"], {}))


def newest_two(
    school: str, second: int | None, database: str | None, workspace: str | None, overlay: Path | None
) -> tuple[int, int]:
    """Give the numbers of a school's version `second`, or its newest, after that of the one before it."""
    words = or_refuse(Words.load, overlay)
    with opened(database, workspace, words) as (store, workspace_id):
        try:
            with store.reading() as session:
                key = named(session, workspace_id, school).id
                newest = plan_versions.listed(session, workspace_id, key, 1)
                number = second or (newest[0].number if newest else 0)
                if number < 2:
                    raise Refusal("plan.only_one")
                return number - 1, number
        except Refusal as refusal:
            refuse_with(words.label(refusal.label, **refusal.facts))

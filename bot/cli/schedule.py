"""`milepost schedule`: when teams are asked, reminded and told."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.cli.administering import Office, OrganizationOption, office
from bot.cli.group import commands
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.flows.calendars import set_schedule
from bot.flows.opening import open_now
from storage.vocabulary import Rhythm

schedule = commands("Set when teams are asked, reminded and told.")
TimeOption = str | None


@schedule.callback()
def group() -> None:
    """Set when teams are asked, reminded and told."""


@schedule.command("set")
def set_one(
    organization: OrganizationOption,
    rhythm: Annotated[Rhythm | None, typer.Option(help="How often teams are asked.")] = None,
    open_days_before: Annotated[
        int | None, typer.Option(help="School days from opening to the last day (4).")
    ] = None,
    open_time: Annotated[TimeOption, typer.Option(help="When check-ins open (09:00).")] = None,
    remind_after_days: Annotated[
        int | None, typer.Option(help="School days until the first reminder (2).")
    ] = None,
    remind_time: Annotated[TimeOption, typer.Option(help="When reminders come (08:30).")] = None,
    close_time: Annotated[TimeOption, typer.Option(help="When check-ins close (16:00).")] = None,
    tell_time: Annotated[TimeOption, typer.Option(help="When the digest comes (08:00).")] = None,
    months_off: Annotated[
        str | None, typer.Option(help='Months in which nobody is asked: "7", "6,7" or "none" (7).')
    ] = None,
    pause: Annotated[bool | None, typer.Option("--pause/--resume", help="Ask nobody for now.")] = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Change the schedule of an organization and of those below it that have none of their own.

    Example: milepost schedule set --organization CVSD --rhythm monthly --open-days-before 4 --open-time 09:00
    """
    with office(database, workspace) as at:
        times = {
            "open_time": open_time,
            "remind_time": remind_time,
            "close_time": close_time,
            "tell_time": tell_time,
        }
        changes: dict[str, Any] = {name: _time(at, text) for name, text in times.items() if text is not None}
        others = {
            "rhythm": rhythm,
            "open_days_before": open_days_before,
            "remind_after_days": remind_after_days,
            "paused": pause,
        }
        changes |= {name: value for name, value in others.items() if value is not None}
        if months_off is not None:
            changes["months_off"] = _months(at, months_off)
        if not changes:
            refuse(at.words.label("setup.nothing_given"))
        at.run(set_schedule, at.kit, at.workspace_id, organization, changes, at.now)
        typer.echo(at.words.label("setup.schedule.changed"))


@schedule.command("open")
def open_check_in(
    organization: OrganizationOption, database: DatabaseOption = None, workspace: WorkspaceOption = None
) -> None:
    """Ask the teams of an organization now, instead of waiting for the day on which check-ins open.

    Example: milepost schedule open --organization LINCOLN
    """
    with office(database, workspace) as at:
        closes, timezone = at.run(open_now, at.kit, at.workspace_id, organization, at.now)
        local = closes.astimezone(ZoneInfo(timezone))
        typer.echo(at.words.label("setup.schedule.opened", organization=organization, closes=local))


def _time(at: Office, text: str) -> time:
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007  # a time of day has no zone
    except ValueError:
        refuse(at.words.label("setup.not_a_time", text=text))


def _months(at: Office, text: str) -> list[int]:
    parts = [] if text.strip().lower() == "none" else text.split(",")
    try:
        found = sorted({int(part) for part in parts})
    except ValueError:
        found = [0]
    if any(not 1 <= month <= 12 for month in found) or len(found) == 12:
        refuse(at.words.label("setup.not_months", text=text))
    return found

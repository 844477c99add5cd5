"""`milepost calendar`: which days are school days, and what the routine does on them."""

from __future__ import annotations

import asyncio
import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.cli import calendar_share
from bot.cli.administering import JsonOption, Office, OrganizationOption, office
from bot.cli.calendar_page import as_data, feed_data, feed_page, page
from bot.cli.group import commands
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.clock import SystemClock
from bot.documents.occurrences import FeedFault
from bot.feeds.fetch import FetchFault, address, fetch
from bot.feeds.reader import Reader
from bot.flows import feeds as feed_flows
from bot.flows.calendars import set_calendar, set_days
from bot.flows.feeds import Feed
from bot.flows.month_view import month_view
from bot.flows.setting_up import named
from bot.words import Words
from storage import feeds

calendar = commands("Set which days are school days, and share the routine.")
for shared in (calendar_share.share, calendar_share.unshare, calendar_share.export):
    calendar.command()(shared)
DAY = ["%Y-%m-%d"]


@calendar.command()
def check(
    source: Annotated[str, typer.Argument(help="A file, or the web address of a published calendar.")],
    timezone: Annotated[str, typer.Option(help="Where the schools are.")] = "America/New_York",
    as_json: JsonOption = False,
) -> None:
    """Say which days without school a published calendar (iCalendar) has, and change nothing.

    Example: milepost calendar check https://district.example/calendar.ics
    """
    words = Words.load()
    now = SystemClock().now()
    feed = Feed(0, source, None, None, timezone, source)
    try:
        content = _bytes(words, source)
        found = feed_flows.understand(feed, content, now)
    except FetchFault as fault:
        _refuse(fault.code, words.label(f"feeds.{fault.code}", source=source, **fault.facts), as_json)
    except (FeedFault, ValueError) as broken:
        _refuse(getattr(broken, "code", "no_timezone"), str(broken), as_json)
    if as_json:
        typer.echo(json.dumps(feed_data(found), indent=2, ensure_ascii=False))
    else:
        typer.echo(feed_page(words, source, found))


@calendar.command()
def show(
    organization: OrganizationOption,
    month: Annotated[str | None, typer.Option(help="Such as 2026-10; this month if left out.")] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Show a month: school days, breaks, and when check-ins open, close and are told.

    Example: milepost calendar show --organization CED --month 2026-10
    """
    with office(database, workspace) as at:
        first = _month(at, month)
        view = at.run(month_view, at.workspace_id, organization, first)
        typer.echo(
            json.dumps(as_data(view), indent=2, ensure_ascii=False) if as_json else page(at.words, view)
        )


@calendar.command("set")
def set_one(
    organization: OrganizationOption,
    country: Annotated[str | None, typer.Option(help='Whose public holidays: "US"; "" for none.')] = None,
    subdivision: Annotated[str | None, typer.Option(help='The state, such as "PA"; "" for none.')] = None,
    feed: Annotated[str | None, typer.Option(help='The published calendar; "" to give it up.')] = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Set the public holidays and the published calendar of an organization and those below it.

    Example: milepost calendar set --organization CVSD --subdivision PA --feed https://cvsd.example/days.ics
    """
    changes: dict[str, Any] = {
        name: value.strip().upper()
        for name, value in (("country", country), ("subdivision", subdivision))
        if value is not None
    }
    with office(database, workspace) as at:
        if feed is not None:
            changes["feed_url"] = _address(at, feed)
        if not changes:
            refuse(at.words.label("setup.nothing_given"))
        at.run(set_calendar, at.kit, at.workspace_id, organization, changes, at.now)
        if changes.get("feed_url"):
            _read_now(at, organization)
        typer.echo(at.words.label("setup.calendar.changed"))


@calendar.command("break")
def set_break(
    organization: OrganizationOption,
    first: Annotated[datetime, typer.Option(formats=DAY, help="The first day.", show_default=False)],
    last: Annotated[datetime | None, typer.Option(formats=DAY, help="The last, if not the first.")] = None,
    name: Annotated[str, typer.Option(help="What it is called.")] = "",
    school: Annotated[bool, typer.Option("--school", help="There is school on these days.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take these days away again.")] = False,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Set a break, or with --school days on which there is school after all.

    Example: milepost calendar break --organization CVSD --first 2026-12-23 --last 2027-01-01 --name Winter
    """
    days: tuple[date, date] = (first.date(), (last or first).date())
    with office(database, workspace) as at:
        where = (at.kit, at.workspace_id, organization)
        at.run(set_days, *where, *days, name, at.now, school=school, remove=remove)
        typer.echo(at.words.label("setup.calendar.changed"))


def _bytes(words: Words, source: str) -> bytes:
    if "://" in source:
        return asyncio.run(fetch(source)).content or b""
    try:
        return Path(source).read_bytes()
    except OSError as error:
        refuse(words.label("setup.calendar.cannot_read", source=source, reason=error.strerror))


def _refuse(code: str, message: str, as_json: bool) -> NoReturn:
    """Say what is wrong, and end with 1."""
    if as_json:
        fault = {"code": code, "message": message}
        typer.echo(json.dumps({"version": 1, "ok": False, "fault": fault}, indent=2, ensure_ascii=False))
        raise typer.Exit(1)
    refuse(message)


def _address(at: Office, text: str) -> str:
    """Give the address of a feed; "" for none."""
    try:
        return address(text) if text.strip() else ""
    except FetchFault as fault:
        refuse(at.words.label(f"feeds.{fault.code}", source=text, **fault.facts))


def _read_now(at: Office, code: str) -> None:
    """Read the feed at once, so that whoever set it learns what it says; a broken one is told, and kept."""
    organization = at.run(named, at.workspace_id, code)
    with at.database.reading() as session:
        row = feeds.of_organization(session, at.workspace_id, organization.id)
    if row is None:
        return
    feed = feed_flows.feed_of(row)
    clock = SystemClock()
    wrong = asyncio.run(Reader(at.database, at.kit, clock, at.workspace_id).read(feed, at.now))
    if wrong is not None:
        typer.echo(wrong, err=True)
        return
    with at.database.reading() as session:
        count = len(feeds.spans(session, at.workspace_id, feed.calendar_id))
    typer.echo(at.words.label("setup.feed_read", count=count))


def _month(at: Office, text: str | None) -> date:
    if text is None:
        return at.now.date().replace(day=1)
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        refuse(at.words.label("setup.not_a_month", text=text))

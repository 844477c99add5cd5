"""`milepost calendar share, unshare, export`: a school's routine for calendars that live elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.administering import OrganizationOption, office
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.flows import elsewhere
from bot.flows.routine_shared import routine_ics
from bot.flows.setting_up import named
from bot.settings import AddressSettings
from bot.slack.http import CALENDARS


def share(
    organization: OrganizationOption, database: DatabaseOption = None, workspace: WorkspaceOption = None
) -> None:
    """Give the routine an address that calendar programs subscribe to; one given out before ends.

    Example: milepost calendar share --organization CED
    """
    with office(database, workspace) as at:
        token = at.run(elsewhere.share_calendar, at.workspace_id, organization, at.now)
        home = AddressSettings.read().public_url
        path = f"{CALENDARS}{token}.ics"
        if home is None:
            typer.echo(at.words.label("elsewhere.shared_path", url=path))
        else:
            typer.echo(at.words.label("elsewhere.shared", url=home.rstrip("/") + path))


def unshare(
    organization: OrganizationOption, database: DatabaseOption = None, workspace: WorkspaceOption = None
) -> None:
    """Have the address lead nowhere any more.

    Example: milepost calendar unshare --organization CED
    """
    with office(database, workspace) as at:
        at.run(elsewhere.unshare_calendar, at.workspace_id, organization, at.now)
        typer.echo(at.words.label("elsewhere.unshared"))


def export(
    organization: OrganizationOption,
    output: Annotated[Path | None, typer.Option(help="The file to write; the screen if left out.")] = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the routine as an iCalendar file: a year of openings, closings and digests.

    Example: milepost calendar export --organization CED --output cedar.ics
    """
    with office(database, workspace) as at:
        school = at.run(named, at.workspace_id, organization)
        content = at.run(routine_ics, at.kit, at.workspace_id, school.id, at.now)
        if output is None:
            typer.echo(content.decode(), nl=False)
            return
        try:
            output.write_bytes(content)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            refuse(at.words.label("elsewhere.not_written", path=str(output), reason=reason))
        typer.echo(at.words.label("elsewhere.exported", path=str(output)))

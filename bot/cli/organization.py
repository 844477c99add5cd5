"""`milepost organization`: the state, its districts, their schools, and where their leaders talk."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.administering import JsonOption, Office, office
from bot.cli.group import commands
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.flows.setting_up import OrganizationWish, save_organization
from storage import organizations
from storage.tables import Organization
from storage.vocabulary import OrganizationKind

organization = commands("Set up the state, its districts and their schools.")


@organization.command()
def add(
    code: Annotated[str, typer.Option(help="A short code, as plans use it.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="Its name; needed for a new one.")] = None,
    kind: Annotated[OrganizationKind | None, typer.Option(help="What it is; needed for a new one.")] = None,
    parent: Annotated[str | None, typer.Option(help="The code of the one above it.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Such as America/Chicago; else its people's.")] = None,
    channel: Annotated[str | None, typer.Option(help="Its leadership channel, such as #cedar.")] = None,
    least_schools: Annotated[
        int | None,
        typer.Option(min=1, max=400, help="Schools that have to stand behind a figure of a roll-up."),
    ] = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Add an organization, or change the one that has this code.

    Example: milepost organization add --code CED --kind school --name "Cedar Grove" --parent CVSD
    """
    wish = OrganizationWish(code.strip(), name, kind, parent, timezone, channel, least_schools)
    with office(database, workspace) as at:
        is_new = at.run(save_organization, at.kit, at.workspace_id, wish, at.now)
        with at.database.reading() as session:
            row = organizations.by_code(session, at.workspace_id, wish.code)
        label = "setup.organization.added" if is_new else "setup.organization.changed"
        typer.echo(at.words.label(label, name=row.name if row else name, code=wish.code))


@organization.command("list")
def list_all(
    as_json: JsonOption = False, database: DatabaseOption = None, workspace: WorkspaceOption = None
) -> None:
    """Show every organization, each below the one it belongs to.

    Example: milepost organization list
    """
    with office(database, workspace) as at:
        with at.database.reading() as session:
            rows = list(organizations.everything(session, at.workspace_id))
        if as_json:
            codes = {row.id: row.code for row in rows}
            shown = [_as_data(row, codes) for row in rows]
            typer.echo(json.dumps({"version": 1, "organizations": shown}, indent=2, ensure_ascii=False))
        else:
            typer.echo("\n".join(_lines(at, rows, None, "")) or at.words.label("setup.organization.none"))


def _as_data(row: Organization, codes: dict[int, str]) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind.value,
        "parent": codes.get(row.parent_id) if row.parent_id else None,
        "timezone": row.timezone,
        "channel": row.leadership_channel_name or row.leadership_channel,
    }


def _lines(at: Office, rows: list[Organization], parent: int | None, indent: str) -> list[str]:
    found = []
    for row in rows:
        if row.parent_id == parent:
            channel = row.leadership_channel_name or row.leadership_channel
            facts = {"code": row.code, "name": row.name, "timezone": row.timezone, "channel": channel}
            kind = at.words.term(row.kind)
            found.append(at.words.label("setup.organization.line", indent=indent, kind=kind, **facts))
            found += _lines(at, rows, row.id, indent + "  ")
    return found

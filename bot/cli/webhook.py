"""`milepost webhook`: other systems that hear of what lags."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.cli.administering import Office, OrganizationOption, office
from bot.cli.group import commands
from bot.cli.spoken import refuse
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.clock import SystemClock
from bot.flows import elsewhere
from bot.outbox import address, hook
from bot.outbox.said import reason
from bot.outbox.sender import Sender
from bot.outbox.settings import OutboxSettings
from bot.settings import WebhookSettings
from storage import outgoing
from storage.vocabulary import DeliveryState, Severity

webhook = commands("Tell other systems what lags, and when help is asked for.")
Which = Annotated[int, typer.Argument(help="The webhook's number, as `milepost webhook list` shows it.")]


@webhook.command()
def add(
    organization: OrganizationOption,
    url: Annotated[str, typer.Option(help="The address that is told, with https.", show_default=False)],
    severity: Annotated[Severity, typer.Option(help="From which severity on.")] = Severity.WATCH,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Have a system hear of an organization and all below it; prints the secret that signs what is sent.

    Example: milepost webhook add --organization CVSD --url https://dashboard.cvsd.example/milepost
    """
    with office(database, workspace) as at:
        own = address.networks(WebhookSettings.read().webhook_networks)
        try:
            asyncio.run(address.target_of(address.parsed(url), own))
        except address.Forbidden as forbidden:
            refuse(at.words.label("elsewhere.bad_address", why=reason(at.words, forbidden.code)))
        except OSError:
            refuse(at.words.label("elsewhere.bad_address", why=reason(at.words, "unreachable")))
        secret = hook.new_secret()
        key = at.run(elsewhere.add_webhook, at.workspace_id, organization, url, secret, severity, at.now)
        typer.echo(at.words.label("elsewhere.hook_added", id=key, code=organization, secret=secret))


@webhook.command("list")
def listed(database: DatabaseOption = None, workspace: WorkspaceOption = None) -> None:
    """Show every webhook, and what does not reach it.

    Example: milepost webhook list
    """
    with office(database, workspace) as at:
        found = at.run(outgoing.listed, at.workspace_id)
        troubles = at.run(outgoing.troubles, at.workspace_id)
        for one, code in found:
            waiting, why = troubles.get(one.id, (0, ""))
            typer.echo(
                at.words.label(
                    "elsewhere.hook_one",
                    id=one.id,
                    code=code,
                    url=one.url,
                    severity=at.words.term(one.severity),
                    waiting=waiting,
                    why=reason(at.words, why) if why else "",
                    ended=reason(at.words, one.ended_reason) if one.ended_reason else "",
                )
            )
        if not found:
            typer.echo(at.words.label("elsewhere.hook_none"))


@webhook.command()
def remove(which: Which, database: DatabaseOption = None, workspace: WorkspaceOption = None) -> None:
    """Have a system hear of nothing more.

    Example: milepost webhook remove 3
    """
    with office(database, workspace) as at:
        at.run(elsewhere.end_webhook, at.workspace_id, which, at.now)
        typer.echo(at.words.label("elsewhere.hook_ended", id=which))


@webhook.command("test")
def try_one(which: Which, database: DatabaseOption = None, workspace: WorkspaceOption = None) -> None:
    """Send a test event now, and say what came of it.

    Example: milepost webhook test 3
    """
    with office(database, workspace) as at:
        key = at.run(elsewhere.try_webhook, at.workspace_id, which, at.now)
        _send(at)
        row = at.run(outgoing.by_key, at.workspace_id, key)
        if row.state is not DeliveryState.SENT:
            why = reason(at.words, row.reason or "unreachable")
            refuse(at.words.label("elsewhere.hook_test_failed", id=which, why=why))
        typer.echo(at.words.label("elsewhere.hook_tested", id=which, key=key))


def _send(at: Office) -> None:
    own = OutboxSettings(database_url=at.database.url, networks=WebhookSettings.read().webhook_networks)
    asyncio.run(Sender(at.database, at.kit, own, SystemClock(), at.workspace_id).empty(at.now))

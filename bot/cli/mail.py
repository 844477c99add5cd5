"""`milepost mail`: the digest by e-mail, for those whose network blocks Slack."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.administering import OrganizationOption, office
from bot.cli.group import commands
from bot.cli.spoken import refuse, told
from bot.cli.store import DatabaseOption, WorkspaceOption
from bot.clock import SystemClock
from bot.flows import elsewhere
from bot.flows.mail_digest import Mail
from bot.outbox import post
from bot.outbox.said import reason
from bot.outbox.settings import mail_settings
from bot.settings import MailServerSettings, SettingsFault
from bot.words import Words
from storage import mail_readers

mail = commands("Send the digest by e-mail to those whose network blocks Slack.")
EmailOption = Annotated[str, typer.Option("--email", help="Their address.", show_default=False)]


@mail.command()
def add(
    organization: OrganizationOption,
    email: EmailOption,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Have somebody get an organization's digest by e-mail.

    Example: milepost mail add --organization CED --email paula@cvsd.example
    """
    with office(database, workspace) as at:
        name = at.run(elsewhere.add_reader, at.workspace_id, organization, email, at.now)
        typer.echo(at.words.label("mail.added", name=name, code=organization))


@mail.command()
def remove(
    organization: OrganizationOption,
    email: EmailOption,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Have somebody get it no more.

    Example: milepost mail remove --organization CED --email paula@cvsd.example
    """
    with office(database, workspace) as at:
        name = at.run(elsewhere.end_reader, at.workspace_id, organization, email, at.now)
        typer.echo(at.words.label("mail.removed", name=name, code=organization))


@mail.command("list")
def listed(database: DatabaseOption = None, workspace: WorkspaceOption = None) -> None:
    """Show who gets which digest.

    Example: milepost mail list
    """
    with office(database, workspace) as at:
        rows = at.run(mail_readers.listed, at.workspace_id)
        for row in rows:
            typer.echo(at.words.label("mail.one", code=row.code, name=row.name, email=row.email))
        if not rows:
            typer.echo(at.words.label("mail.none"))


@mail.command("test")
def try_one(email: EmailOption) -> None:
    """Send a test mail now, and say what came of it.

    Example: milepost mail test --email you@cvsd.example
    """
    words = Words.load()
    try:
        settings = mail_settings(MailServerSettings.read())
    except SettingsFault as fault:
        refuse("\n".join(told(words, problem) for problem in fault.problems))
    if settings is None:
        refuse(words.label("mail.no_server"))
    text, now = words.label("mail.test_text"), SystemClock().now()
    one = Mail(email, words.label("mail.test_subject"), text + "\n", f"<p>{text}</p>", now)
    verdict = post.send(settings, one, f"test-{now:%Y%m%d%H%M%S}")
    if not verdict.is_sent:
        refuse(reason(words, verdict.code))
    typer.echo(words.label("mail.tried", email=email))

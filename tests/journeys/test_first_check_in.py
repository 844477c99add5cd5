"""From nothing to the first check-in: a workbook, a few commands, and Milepost does the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import time_machine
from sqlmodel import select
from typer.testing import CliRunner

from bot.app import Milepost
from bot.cli import app
from bot.sandbox import ChannelSeed, PersonSeed, SandboxServer, WorkspaceSeed
from bot.settings import Mode
from bot.slack.manifest import make_manifest
from storage.database import Database
from storage.tables import Organization, Person
from tests.documents.larkspur import INES, MAYA, RUTH, SAM, THEO
from tests.documents.plans import workbook
from tests.people import local
from tests.town import WORDS, settings_for

PEOPLE = {"U0MAYA": MAYA, "U0THEO": THEO, "U0RUTH": RUTH, "U0SAMD": SAM, "U0INES": INES}


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """Larkspur's Slack workspace, in Chicago, in which nobody has met Milepost yet."""
    people = [
        PersonSeed(id=which, name=email.partition(".")[0].title(), email=email, timezone="America/Chicago")
        for which, email in PEOPLE.items()
    ]
    channels = [
        ChannelSeed(id="C0ATTEND", name="attendance-team", members=["U0RUTH", "U0SAMD"], bot_member=False),
        ChannelSeed(id="C0LEAD", name="larkspur-leadership", members=["U0MAYA"], private=True),
    ]
    started = await SandboxServer.start(
        WorkspaceSeed(team_id="T0LARK", team_name="Juniper Valley", people=people, channels=channels),
        now=local("2026-09-01 07:00", "America/Chicago"),
        manifest=make_manifest(WORDS, Mode.SOCKET),
    )
    yield started
    await started.stop()


def run(*words: str | Path) -> str:
    """What a command says; it has to succeed."""
    with time_machine.travel(local("2026-09-01 06:00", "America/Chicago"), tick=False):
        result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


async def test_one_workbook_and_run_is_all_it_takes(
    server: SandboxServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/milepost.sqlite"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", url)
    (tmp_path / "plan.xlsx").write_bytes(workbook())
    run("db", "upgrade")
    run("plan", "import", tmp_path / "plan.xlsx", "--yes")

    milepost = await Milepost.start(
        settings_for(server, url), clock=server.clock, base_url=server.api_url, beats=False
    )
    try:
        await server.connected()
        await milepost.beat()
        with milepost.database.reading() as session:
            known = dict(session.exec(select(Person.email, Person.slack_user_id)).all())
            school = session.exec(select(Organization).where(Organization.code == "0417")).one()
        assert known == {email: which for which, email in PEOPLE.items()}
        assert school.timezone == "America/Chicago"
        assert "The next check-in opens on 2026-09-24 09:00 CDT." in run(
            "calendar", "show", "--organization", "0417", "--month", "2026-09"
        )

        await milepost.walk_to(local("2026-09-24 08:59", "America/Chicago"), server.clock.set)
        assert not server.person("U0THEO").messages(server.person("U0THEO").dm())
        await milepost.walk_to(local("2026-09-24 09:00", "America/Chicago"), server.clock.set)
        theo = server.person("U0THEO")
        assert len(theo.messages(theo.dm())) == 2
        assert len(server.person("U0RUTH").messages("C0ATTEND")) == 1
    finally:
        await milepost.stop()


async def test_what_an_administrator_sets_is_followed(
    server: SandboxServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/milepost.sqlite"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", url)
    (tmp_path / "plan.xlsx").write_bytes(workbook())
    run("plan", "import", tmp_path / "plan.xlsx", "--yes")
    run("organization", "add", "--code", "0417", "--timezone", "America/Denver")
    run("organization", "add", "--code", "0417", "--channel", "#larkspur-leadership")
    run("schedule", "set", "--organization", "JV", "--rhythm", "weekly", "--open-days-before", "1")

    milepost = await Milepost.start(
        settings_for(server, url), clock=server.clock, base_url=server.api_url, beats=False
    )
    try:
        await server.connected()
        await milepost.walk_to(local("2026-09-03 10:00", "America/Chicago"), server.clock.set)
        theo = server.person("U0THEO")
        assert len(theo.messages(theo.dm())) == 2
        with milepost.database.reading() as session:
            school = session.exec(select(Organization).where(Organization.code == "0417")).one()
        assert (school.timezone, school.leadership_channel) == ("America/Denver", "C0LEAD")
    finally:
        await milepost.stop()


def test_a_database_says_which_workspace_it_waits_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/milepost.sqlite"
    monkeypatch.setenv("MILEPOST_DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    assert "no organization yet" in run("organization", "list")
    store = Database(url)
    with store.reading() as session:
        assert session.exec(select(Organization)).all() == []
    store.close()

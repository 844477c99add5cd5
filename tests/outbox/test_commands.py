"""Webhooks, readers of e-mail and shared calendars, as an administrator sets them up, and as served."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.sandbox import SandboxServer
from storage.database import Database
from tests.outbox.receiver import Receiver, receiving
from tests.people import cast, local
from tests.town import Town, seed


def run(database: Database, *words: object) -> Result:
    """Run `milepost ...` on a database."""
    return CliRunner().invoke(app, [*(str(word) for word in words), "--database", database.url])


@pytest.fixture
def database(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The district, and no settings but those that a test makes."""
    monkeypatch.chdir(tmp_path)
    with sqlite_database.begin() as session:
        cast(session)
    return sqlite_database


def test_a_webhook_is_added_with_a_secret_shown_once_and_never_for_a_private_address(
    database: Database,
) -> None:
    refused = run(database, "webhook", "add", "--organization", "cedar", "--url", "https://127.0.0.1/in")
    assert refused.exit_code == 1
    assert "private network" in refused.output
    added = run(database, "webhook", "add", "--organization", "cedar", "--url", "https://8.8.8.8/in")
    assert added.exit_code == 0, added.output
    secret = added.output.splitlines()[-1]
    assert secret.startswith("whsec_")
    listed = run(database, "webhook", "list").output
    assert "https://8.8.8.8/in" in listed
    assert secret not in listed
    assert run(database, "webhook", "remove", 1).exit_code == 0
    assert run(database, "webhook", "remove", 1).exit_code == 1
    assert "no webhooks" in run(database, "webhook", "list").output


def test_readers_of_e_mail_are_added_listed_and_removed(database: Database) -> None:
    given = ("--organization", "cedar", "--email", "paula@lincoln.example")
    assert "Paula Reyes gets" in run(database, "mail", "add", *given).output
    assert "cedar  Paula Reyes (paula@lincoln.example)" in run(database, "mail", "list").output
    assert run(database, "mail", "remove", *given).exit_code == 0
    assert run(database, "mail", "remove", *given).exit_code == 1


def test_the_routine_is_exported_as_a_calendar_that_the_library_reads(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "cedar.ics"
    given = ("calendar", "export", "--organization", "cedar")
    assert run(database, *given, "--output", path).exit_code == 0
    read = Calendar.from_ical(path.read_bytes())
    events = {str(one["UID"]): one for one in read.walk("VEVENT")}
    assert len(events) > 30
    assert len(events) == len(read.walk("VEVENT"))
    kinds = {str(one["SUMMARY"]) for one in events.values()}
    assert "Check-ins open: Cedar Grove Elementary" in kinds
    assert all(one.decoded("DTSTART") < one.decoded("DTEND") for one in events.values())
    assert "Whitfield" not in path.read_text(encoding="utf-8"), "it names no person"


async def test_a_shared_calendar_is_served_under_its_address_and_no_longer_once_taken_back(
    http_town: Town,
) -> None:
    town = http_town
    said = run(town.database, "calendar", "share", "--organization", "cedar").output
    (path,) = re.findall(r"/calendar/[\w-]{43}\.ics", said)
    base = f"http://127.0.0.1:{town.milepost.port}"
    async with aiohttp.ClientSession() as session:
        async with session.get(base + path) as answer:
            assert answer.status == 200
            assert answer.content_type == "text/calendar"
            mark = answer.headers["ETag"]
            read = Calendar.from_ical(await answer.text())
        opens = [one.decoded("DTSTART") for one in read.walk("VEVENT") if "2026-09-open" in str(one["UID"])]
        assert opens == [local("2026-09-24 09:00").astimezone(UTC)]
        async with session.get(base + path, headers={"If-None-Match": mark}) as answer:
            assert answer.status == 304
        async with session.get(base + path.replace("/calendar/", "/calendar/x")) as answer:
            assert answer.status == 404
        run(town.database, "calendar", "unshare", "--organization", "cedar")
        async with session.get(base + path) as answer:
            assert answer.status == 404


async def test_the_doctor_says_what_does_not_leave(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILEPOST_WEBHOOK_NETWORKS", "127.0.0.0/8")
    receiver = Receiver("", faults=["gone"])
    async with receiving(receiver):
        given = ("webhook", "add", "--organization", "cedar", "--url", receiver.url)
        added = await _apart(database, *given)
        receiver.secret = added.output.splitlines()[-1]
        tried = await _apart(database, "webhook", "test", 1)
        assert tried.exit_code == 1
        assert "gone for good" in tried.output
    run(database, "mail", "add", "--organization", "cedar", "--email", "paula@lincoln.example")
    server = await SandboxServer.start(seed(), now=datetime.now(UTC))
    try:
        for name, value in (
            ("DATABASE_URL", database.url),
            ("SLACK_BOT_TOKEN", server.bot_token),
            ("SLACK_APP_TOKEN", server.app_token),
            ("SLACK_API_URL", server.api_url),
        ):
            monkeypatch.setenv(f"MILEPOST_{name}", value)
        said = (await asyncio.to_thread(CliRunner().invoke, app, ["doctor"])).output
    finally:
        await server.stop()
    assert "FIX   Webhook 1 was ended: the receiver says that it is gone for good." in said
    assert "1 person gets the digest by e-mail, and no mail server is set." in said


async def _apart(database: Database, *words: object) -> Result:
    """Run a command in a thread of its own: it has a loop of its own, and this one serves it meanwhile."""
    return await asyncio.to_thread(run, database, *words)

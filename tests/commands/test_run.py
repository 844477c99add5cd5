"""`milepost run` and `milepost doctor`, as an administrator starts them, against the local workspace."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import SandboxServer
from bot.settings import Mode
from bot.slack.manifest import make_manifest
from storage.database import Database
from tests.commands.running import begin, milepost
from tests.town import WORDS, seed


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """A workspace that waits for somebody to serve it."""
    started = await SandboxServer.start(seed(), manifest=make_manifest(WORDS, Mode.SOCKET))
    yield started
    await started.stop()


def settings(server: SandboxServer, tmp_path: Path) -> dict[str, str]:
    return {
        "slack_bot_token": server.bot_token,
        "slack_app_token": server.app_token,
        "slack_api_url": server.api_url,
        "database_url": f"sqlite:///{tmp_path}/milepost.sqlite",
    }


async def test_it_serves_until_it_is_told_to_stop(server: SandboxServer, tmp_path: Path) -> None:
    process = await begin("run", **settings(server, tmp_path))
    await server.connected(30)
    replies = await server.person("U0DANA").command("/milepost hepl")
    assert replies
    process.terminate()
    _, err = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    events = [json.loads(line)["event"] for line in err.decode().splitlines()]
    assert "milepost.ready" in events
    assert events[-1] == "milepost.stopped"
    assert server.bot_token not in err.decode()


@pytest.mark.thorough
async def test_what_keeps_it_from_starting_is_said(
    server: SandboxServer, sqlite_template: Path, tmp_path: Path
) -> None:
    faults = [
        ({"slack_bot_token": "xoxb-wrong"}, "MILEPOST_SLACK_BOT_TOKEN"),
        ({"slack_app_token": "xapp-wrong"}, "MILEPOST_SLACK_APP_TOKEN"),
        ({"slack_app_token": ""}, "MILEPOST_SLACK_APP_TOKEN"),
        ({"slack_api_url": "http://127.0.0.1:9/api/"}, "MILEPOST_SLACK_API_URL"),
        ({"prompts_overlay": "/nowhere"}, "/nowhere"),
    ]
    homes = [tmp_path / str(number) for number in range(len(faults))]
    for home in homes:
        home.mkdir()
        shutil.copyfile(sqlite_template, home / "milepost.sqlite")
    # all at once: one of them tries for some seconds before it gives up
    every = await asyncio.gather(
        *[
            milepost("run", **{**settings(server, home), **change})
            for home, (change, _) in zip(homes, faults, strict=True)
        ]
    )
    for ran, (change, named) in zip(every, faults, strict=True):
        assert (ran.code, named in ran.err, "Traceback" in ran.err) == (1, True, False), (change, ran.err)


async def test_the_doctor_finds_nothing_missing(
    server: SandboxServer, sqlite_database: Database, tmp_path: Path
) -> None:
    given = settings(server, tmp_path) | {"database_url": sqlite_database.url}
    ran = await milepost("doctor", "--json", **given)
    report = json.loads(ran.out)
    assert {check["name"] for check in report["checks"] if not check["ok"]} == set()
    assert (ran.code, report["ok"], report["version"]) == (0, True, 1)


async def test_the_doctor_says_what_is_missing(server: SandboxServer, tmp_path: Path) -> None:
    given = settings(server, tmp_path) | {"slack_app_token": "xapp-wrong", "slack_boot_token": "x"}
    ran = await milepost("doctor", "--json", **given)
    report = json.loads(ran.out)
    wrong = {check["name"]: check["message"] for check in report["checks"] if not check["ok"]}
    assert ran.code == 1
    assert "db upgrade" in wrong["database"]
    assert "connections:write" in wrong["app_token"]
    assert "MILEPOST_SLACK_BOT_TOKEN" in wrong["settings"]


async def test_the_doctor_names_permissions_that_were_not_given(tmp_path: Path) -> None:
    made = make_manifest(WORDS, Mode.SOCKET)
    made["oauth_config"]["scopes"]["bot"].remove("files:write")
    server = await SandboxServer.start(seed(), manifest=made)
    ran = await milepost("doctor", **settings(server, tmp_path))
    await server.stop()
    assert ran.code == 1
    assert "files:write (the picture in the monthly digest)" in ran.out


async def test_serving_never_loads_what_draws_and_writes_documents() -> None:
    program = "import sys, bot.cli.run; print(*sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    out, _ = await process.communicate()
    loaded = set(out.decode().split())
    assert "slack_bolt" in loaded
    assert loaded.isdisjoint(
        {"openpyxl", "resvg_py", "numpy", "alembic", "httpx", "icalendar", "rich", "bot.sandbox"}
    )


async def test_a_database_is_backed_up_while_it_is_open(sqlite_database: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with sqlite_database.begin():
        ran = await milepost("db", "backup", str(copy), database_url=sqlite_database.url)
        assert ran.code == 0, ran.err
    assert (await milepost("db", "check", database_url=f"sqlite:///{copy}")).code == 0
    again = await milepost("db", "backup", str(copy), database_url=sqlite_database.url)
    assert again.code == 1
    assert "already" in again.err


async def test_a_damaged_database_is_noticed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"SQLite format 3\x00" + b"\x07" * 8000)
    ran = await milepost("db", "check", database_url=f"sqlite:///{broken}")
    assert ran.code == 1
    assert "Traceback" not in ran.err


async def test_a_wrong_command_is_wrong_usage() -> None:
    assert (await milepost("rnu")).code == 2

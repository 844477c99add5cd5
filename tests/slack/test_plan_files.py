"""The bot's token goes to Slack alone, whatever address a file is said to be at."""

from __future__ import annotations

from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlmodel import select

from bot.catalogue import Catalogue
from bot.clock import SystemClock
from bot.flows.kit import Kit
from bot.flows.plan_file import ATTEMPTS
from bot.slack.plan_files import PlanFiles
from bot.words import Words
from storage.database import Database
from storage.tables import PlanFile, Workspace
from storage.vocabulary_plan import FileState

TOKEN = "xoxb-only-for-slack"


@pytest.mark.parametrize("leads", ["at once", "by a redirect", "by a name that looks alike"])
async def test_another_host_gets_neither_token_nor_question(sqlite_database: Database, leads: str) -> None:
    kit = Kit(Words.load(), Catalogue.load())
    strangers: list[str | None] = []
    asked: list[str | None] = []

    async def strange(request: web.Request) -> web.Response:
        strangers.append(request.headers.get("Authorization"))
        return web.Response(body=b"{}")

    async def home(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization"))
        raise web.HTTPFound(f"http://127.0.0.1:{foreign.port}/plan.json")

    foreign, slack = TestServer(web.Application()), TestServer(web.Application())
    foreign.app.router.add_get("/plan.json", strange)
    slack.app.router.add_get("/plan.json", home)
    async with foreign, slack, aiohttp.ClientSession() as session:
        urls = {
            "at once": f"http://127.0.0.1:{foreign.port}/plan.json",
            "by a redirect": f"http://127.0.0.1:{slack.port}/plan.json",
            "by a name that looks alike": f"http://files.slack.com@127.0.0.1:{foreign.port}/plan.json",
        }
        with sqlite_database.begin() as rows:
            workspace = Workspace(slack_team_id="T0FILES", name="Somewhere")
            rows.add(workspace)
            rows.flush()
            workspace_id = workspace.id
            rows.add(
                PlanFile(
                    workspace_id=workspace_id,
                    slack_file_id="F1",
                    slack_user_id="U1",
                    channel="D1",
                    message_ts="1.0",
                    name="plan.json",
                    url=urls[leads],
                    facts={"thread": "1.0"},
                    received_at=datetime(2026, 9, 1, tzinfo=UTC),
                )
            )
        home_url = f"http://127.0.0.1:{slack.port}/api/"
        files = PlanFiles(
            sqlite_database, kit, SystemClock(), workspace_id, session, home_url, TOKEN, overlay=None
        )
        for _ in range(ATTEMPTS):
            await files.round()
    assert strangers == []
    assert asked == ([f"Bearer {TOKEN}"] * ATTEMPTS if leads == "by a redirect" else [])
    with sqlite_database.reading() as rows:
        (row,) = rows.exec(select(PlanFile).where(PlanFile.workspace_id == workspace_id)).all()
    assert (row.state, row.facts["key"]) == (FileState.REFUSED, "not_fetched")

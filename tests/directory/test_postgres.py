"""Looking people and channels up works on PostgreSQL as it does on SQLite."""

from __future__ import annotations

import pytest

from bot.flows.concerns import concerns
from storage.database import Database
from tests.directory.test_channels import add_channel, name_team_channel, team_channel
from tests.directory.test_people import asked, change, person
from tests.town import WORDS, a_town

pytestmark = pytest.mark.postgres


async def test_a_team_is_found_joined_and_asked(postgres_database: Database) -> None:
    async with a_town(postgres_database) as town:
        add_channel(town, "C0READING", "cedar-reading")
        name_team_channel(town, "#cedar-reading")
        for who in ("dana", "marcus", "ines"):
            change(town, who, slack_user_id=None)
        change(town, "tess", slack_user_id=None, email="typo@lincoln.example")
        await town.beat()
        assert person(town, "dana").slack_user_id == "U0DANA"
        assert team_channel(town) == "C0READING"
        with town.database.reading() as session:
            (told,) = concerns(session, WORDS, town.cast.workspace_id)
        assert "typo@lincoln.example" in told
        town.server.set_profile("U0DANA", status_text="OOO")
        town.server.deactivate("U0MARC")
        await town.go_to("2026-09-24 09:00")
        assert asked(town, "cedar 1.1.1") == town.cast.people["ines"]

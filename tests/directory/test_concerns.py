"""What the doctor says of people, channels and calendars."""

from __future__ import annotations

from sqlmodel import col, update

from bot.flows.concerns import concerns
from storage.tables import SchoolCalendar
from tests.directory.test_channels import name_team_channel
from tests.directory.test_people import change
from tests.town import WORDS, Town


def told(town: Town) -> list[str]:
    with town.database.reading() as session:
        return concerns(session, WORDS, town.cast.workspace_id)


async def test_nothing_is_said_when_all_is_well(town: Town) -> None:
    change(town, "dana", slack_user_id=None)
    assert told(town) == []  # not looked up yet
    await town.beat()
    assert told(town) == []


async def test_everything_that_needs_a_hand_is_said_with_what_to_do(town: Town) -> None:
    for who in ("joy", "ben"):
        change(town, who, slack_user_id=None, email=f"{who}@typo.example")
    name_team_channel(town, "#cedar-reading")
    with town.database.begin() as session:
        broken = "Lincoln County Schools: the calendar's address answers with 404."
        session.execute(
            update(SchoolCalendar)
            .where(col(SchoolCalendar.workspace_id) == town.cast.workspace_id)
            .values(feed_fault=broken)
        )
    await town.beat()
    people, channel, milestone, calendar = told(town)
    assert "Ben Castillo (ben@typo.example), Joy Abara (joy@typo.example)" in people
    assert channel.startswith("#cedar-reading was not found.")
    assert "Harbor Middle School 1.1.1" in milestone
    assert calendar == broken

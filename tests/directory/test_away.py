"""Before somebody is asked their Slack status is read, and the next of the team is asked instead."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlmodel import select

from storage.tables import Absence
from tests.directory.test_people import asked, calls
from tests.town import Town

OPENS = "2026-09-24 09:00"
MILESTONE = "cedar 1.1.1"


def absences(town: Town, who: str) -> list[tuple[str, str]]:
    with town.database.reading() as session:
        rows = session.exec(select(Absence).where(Absence.person_id == town.cast.people[who])).all()
    return [(row.first_on.isoformat(), row.last_on.isoformat()) for row in rows]


async def test_the_next_of_the_team_is_asked_when_the_lead_is_on_vacation(town: Town) -> None:
    town.server.set_profile("U0DANA", status_emoji=":palm_tree:", status_text="Vacationing")
    town.server.set_profile("U0MARC", status_text="Out sick")
    await town.go_to(OPENS)
    assert asked(town, MILESTONE) == town.cast.people["ines"]
    assert absences(town, "dana") == [("2026-09-24", "2026-10-08")]


@pytest.mark.parametrize(("text", "emoji"), [("Commuting", ":bus:"), ("Back from vacation", ":palm_tree:")])
async def test_a_bus_keeps_nobody_from_being_asked(town: Town, text: str, emoji: str) -> None:
    town.server.set_profile("U0DANA", status_emoji=emoji, status_text=text)
    await town.go_to(OPENS)
    assert asked(town, MILESTONE) == town.cast.people["dana"]


async def test_a_status_ends_when_slack_says_so(town: Town) -> None:
    until = int(datetime.fromisoformat("2026-09-28T00:00-04:00").timestamp())
    town.server.set_profile("U0DANA", status_emoji=":airplane:", status_expiration=until)
    await town.go_to(OPENS)
    assert absences(town, "dana") == [("2026-09-24", "2026-09-27")]


async def test_an_absence_ends_when_the_status_is_gone(town: Town) -> None:
    town.server.set_profile("U0DANA", status_text="OOO")
    await town.go_to(OPENS)
    assert asked(town, MILESTONE) == town.cast.people["marcus"]
    town.server.set_profile("U0DANA", status_text="")
    await town.go_to("2026-09-28 08:30")  # the first reminder
    assert absences(town, "dana") == [("2026-09-24", "2026-09-27")]


async def test_a_status_is_read_a_little_before_and_once(town: Town) -> None:
    await town.go_to("2026-09-23 09:00")
    before = len(calls(town, "users.info"))
    await town.go_to("2026-09-24 08:35")
    read = [call["user"] for call in calls(town, "users.info")][before:]
    assert sorted(read) == ["U0DANA", "U0JOYA", "U0OMAR"]
    await town.go_to(OPENS)
    assert len(calls(town, "users.info")) == before + len(read)


async def test_nobodys_status_is_kept_who_is_not_about_to_be_asked(town: Town) -> None:
    town.server.set_profile("U0DANA", status_emoji=":palm_tree:")
    await town.go_to("2026-09-10 09:00")
    assert absences(town, "dana") == []

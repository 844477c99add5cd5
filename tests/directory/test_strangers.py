"""Somebody whom a plan names is recognized the first time they do anything; others are told whom to ask."""

from __future__ import annotations

from sqlmodel import select

from storage.tables import Person
from tests.directory.test_people import calls, change, person
from tests.town import Town


async def test_somebody_whom_the_plan_names_is_recognized_when_they_click(town: Town) -> None:
    change(town, "dana", slack_user_id=None)
    await town.person("dana").command("/milepost status")
    assert person(town, "dana").slack_user_id == "U0DANA"


async def test_somebody_who_had_left_and_uses_milepost_again_is_here(town: Town) -> None:
    change(town, "dana", left_at=town.now)
    await town.person("dana").open_home()
    await town.quiet()
    assert person(town, "dana").left_at is None


async def test_who_was_met_is_not_looked_up_at_every_click(town: Town) -> None:
    for _ in range(3):
        await town.person("dana").command("/milepost help")
    assert calls(town, "users.info") == []


async def test_a_stranger_is_answered_and_nobody_is_added(town: Town) -> None:
    town.server.set_profile("U0DANA", email="somebody@elsewhere.example")
    change(town, "dana", slack_user_id="U0OTHER")
    for _ in range(3):
        replies = await town.person("dana").command("/milepost help")
        assert replies
    told = await town.person("dana").command("/milepost checkin")
    assert "I don't know you yet. Ada Moreau can add you" in told[0].text
    assert len(calls(town, "users.info")) == 1
    with town.database.reading() as session:
        assert len(session.exec(select(Person)).all()) == len(town.cast.people)


async def test_a_slack_that_does_not_answer_keeps_nobody_waiting(town: Town) -> None:
    change(town, "dana", slack_user_id=None)
    town.server.faults.add("users.info", "latency", seconds=10)
    assert await town.person("dana").command("/milepost help")

"""The beat: what was due while nobody was there, what wakes it, what does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.app import Milepost
from bot.schedule import Beat
from bot.works import ROUTINE
from storage.database import Database
from storage.tables import Downtime, Workspace
from tests.slack.notes import note_wish, send
from tests.town import Town


def downtimes(database: Database) -> list[timedelta]:
    """How long nobody was there, each time."""
    with database.reading() as session:
        return [one.ended_at - one.began_at for one in session.exec(select(Downtime))]


async def test_a_long_silence_of_our_own_is_kept(town: Town) -> None:
    await town.beat()
    began = town.now
    town.server.clock.advance(timedelta(hours=5))
    await town.beat()
    assert downtimes(town.database) == [timedelta(hours=5)]
    with town.database.reading() as session:
        assert session.exec(select(Workspace.last_beat_at)).one() == began + timedelta(hours=5)


async def test_a_short_one_is_not(town: Town) -> None:
    await town.beat()
    town.server.clock.advance(timedelta(minutes=9))
    await town.beat()
    assert downtimes(town.database) == []


async def test_sending_for_long_is_no_silence(town: Town) -> None:
    clock = town.server.clock

    async def slowly() -> int:
        clock.advance(timedelta(minutes=25))
        return 0

    kit, workspace = town.milepost.kit, town.cast.workspace_id
    beat = Beat(town.database, kit, clock, ROUTINE, workspace, slowly)
    await beat.whole()
    await beat.whole()
    assert downtimes(town.database) == []


async def test_a_clock_that_is_moved_on_is_no_silence(town: Town) -> None:
    await town.go_to(town.now + timedelta(days=30))
    assert downtimes(town.database) == []


@pytest.fixture
async def beating(town: Town) -> Town:
    """A town whose Milepost beats by itself."""
    await town.milepost.stop()
    town.milepost = await Milepost.start(
        town.settings, clock=town.server.clock, base_url=town.server.api_url, stories=town.stories
    )
    await town.server.connected()
    return town


async def test_what_is_due_goes_out_by_itself(beating: Town) -> None:
    send(
        beating.database,
        [note_wish(beating.cast.workspace_id, "news", beating.now, channel="C0CEDAR")],
        beating.now,
    )
    paula = beating.person("paula")
    await beating.server.until(lambda: bool(paula.messages("C0CEDAR")), 15)


async def test_a_visit_wakes_the_beat(beating: Town) -> None:
    first = note_wish(beating.cast.workspace_id, "first", beating.now, channel="C0CEDAR")
    send(beating.database, [first], beating.now)
    paula = beating.person("paula")
    await beating.server.until(lambda: len(paula.messages("C0CEDAR")) == 1, 15)
    second = note_wish(beating.cast.workspace_id, "second", beating.now, channel="C0CEDAR")
    send(beating.database, [second], beating.now)
    await paula.command("/milepost nonsense")  # anything that a person does
    await paula.open_home()
    await beating.server.until(lambda: len(paula.messages("C0CEDAR")) == 2, 3)


async def test_a_beat_that_fails_is_followed_by_another(beating: Town) -> None:
    with beating.database.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE delivery RENAME TO hidden")
    await beating.person("paula").open_home()
    with beating.database.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE hidden RENAME TO delivery")
    send(
        beating.database,
        [note_wish(beating.cast.workspace_id, "news", beating.now, channel="C0CEDAR")],
        beating.now,
    )
    paula = beating.person("paula")
    await beating.server.until(lambda: bool(paula.messages("C0CEDAR")), 15)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_connection_that_slack_renews_loses_nobody(town: Town, reason: str) -> None:
    await town.server.disconnect(reason)
    await town.server.until(lambda: town.server.hellos == 2 and town.server.connections == 1, 20)
    replies = await town.person("dana").command("/milepost chekcin")
    assert "I don't know" in replies[0].text


async def test_a_connection_that_breaks_is_made_anew(town: Town) -> None:
    await town.server.drop_connections()
    await town.server.until(lambda: town.server.hellos == 2 and town.server.connections == 1, 30)
    replies = await town.person("dana").command("/milepost chekcin")
    assert "I don't know" in replies[0].text

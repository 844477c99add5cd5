"""Root-cause sessions on a desk: those that one takes part in, a rest mentioned kindly, and no message."""

from __future__ import annotations

from sqlmodel import select

from storage.tables import RootCauseSession
from storage.vocabulary_rootcause import SessionState
from tests.blockkit import words_of
from tests.listeners.months import settle
from tests.town import Town

LEADERS = "C0CEDAR"


async def desk(town: Town, name: str) -> str:
    """What somebody's desk says."""
    hands = town.person(name)
    await hands.open_home()
    await town.quiet()
    assert hands.home is not None
    return words_of(hands.home["blocks"])


async def test_a_session_is_on_the_desk_of_those_who_take_part(town: Town) -> None:
    carla = town.person("carla")
    await carla.command("/milepost fishbone nobody stays for the science night", channel=LEADERS)
    await settle(town)
    assert "nobody stays for the science night" in await desk(town, "carla")
    assert "nobody stays" not in await desk(town, "paula")
    await carla.click(carla.messages(LEADERS)[0], "session.pause")
    await settle(town)
    assert "Paused." in await desk(town, "carla")
    before = len(carla.messages(LEADERS)), len(carla.messages())
    await town.go_to("2026-09-09 09:00")
    await settle(town)
    assert "Resting since" in await desk(town, "carla")
    assert (len(carla.messages(LEADERS)), len(carla.messages())) == before
    await carla.click_home("session.pause")
    await settle(town)
    with town.database.reading() as session:
        assert session.exec(select(RootCauseSession.state)).one() is SessionState.OPEN
    assert carla.home is not None
    assert "Resting" not in words_of(carla.home["blocks"])

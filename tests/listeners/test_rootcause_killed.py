"""A root-cause session whose Milepost is killed at every step: nothing is lost, nothing is said twice."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlmodel import select

from bot.sandbox import SandboxServer
from bot.sandbox.person import Message, Person
from bot.settings import Mode
from bot.slack.manifest import make_manifest
from storage.database import Database
from storage.tables import PossibleCause, RootCauseSession
from storage.vocabulary_rootcause import SessionState
from tests.blockkit import words_of
from tests.listeners.mortal import Mortal
from tests.people import cast, local
from tests.town import OPENING, WORDS, seed, settings_for

LEADERS = "C0CEDAR"


@pytest.fixture
async def mortal(sqlite_database: Database) -> AsyncIterator[Mortal]:
    """A workspace that is served by a process of its own."""
    with sqlite_database.begin() as session:
        cast(session)
    manifest = make_manifest(WORDS, Mode.SOCKET, "https://milepost.example.org")
    server = await SandboxServer.start(seed(), now=local(OPENING), manifest=manifest, delivery="socket")
    life = Mortal(server, settings_for(server, sqlite_database.url))
    try:
        await life.rise()
        yield life
        await life.kill()
    finally:
        if life.process is not None:
            life.process.kill()
        await server.stop()


def root(carla: Person) -> Message:
    """The session's own message."""
    return carla.messages(LEADERS)[0]


def shown(carla: Person, words: str) -> bool:
    """Whether the session's message says this by now."""
    return bool(carla.messages(LEADERS)) and words in words_of(root(carla).blocks)


def thread(carla: Person) -> list[Message]:
    """What was asked under it."""
    return carla.thread(root(carla))[1:]


@pytest.mark.thorough
async def test_a_session_is_killed_at_every_step_and_goes_on(
    mortal: Mortal, sqlite_database: Database
) -> None:
    carla = mortal.server.person("carla@lincoln.example")
    await carla.command("/milepost whys exit tickets stay in the drawer", channel=LEADERS)
    await mortal.die(lambda: shown(carla, "exit tickets stay in the drawer"))

    await carla.click(root(carla), "cause.add")
    await carla.until(lambda: carla.modal is not None)
    await mortal.die(lambda: True)  # with the window open
    assert (await carla.submit({"words": "Nobody reads them"})).closed
    await mortal.die(lambda: shown(carla, "Nobody reads them") and len(thread(carla)) == 1)

    await carla.click(thread(carla)[0], "cause.add")
    await carla.until(lambda: carla.modal is not None)
    assert (await carla.submit({"words": "Planning ends before they are in"})).closed
    await mortal.die(lambda: shown(carla, "Planning ends") and len(thread(carla)) == 2)

    await carla.click(root(carla), "session.pause")
    await mortal.die(lambda: shown(carla, "It waits here"))
    await carla.click(root(carla), "session.pause")
    await mortal.die(lambda: not shown(carla, "It waits here"))

    await carla.click(thread(carla)[1], "cause.closer")
    await carla.until(lambda: carla.modal is not None)
    look = {"power": "ours", "cause": "schedule", "practice": "2b", "choice": ["yes"], "test:D-T1": "yes"}
    assert not (await carla.submit(look)).errors
    await mortal.die(lambda: shown(carla, "➤"))

    await carla.click(root(carla), "session.finish")
    await mortal.die(lambda: shown(carla, "Where we start"))

    assert mortal.killed == 8
    assert len(carla.messages(LEADERS)) == 1
    assert len(thread(carla)) == 2
    with sqlite_database.reading() as session:
        assert session.exec(select(RootCauseSession.state)).all() == [SessionState.DONE]
        found = session.exec(select(PossibleCause)).all()
    assert [(one.words, one.is_chosen, one.practice) for one in found] == [
        ("Nobody reads them", False, None),
        ("Planning ends before they are in", True, "2b"),
    ]

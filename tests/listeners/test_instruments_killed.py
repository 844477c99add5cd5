"""Ten people answer the self-reflection without names while Milepost is killed: all is counted, and once."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial

import pytest
from sqlmodel import select

from bot.catalogue import Catalogue
from bot.flows import working_start
from bot.flows.kit import Kit, Who
from bot.forms.instruments import StartForm
from bot.sandbox import SandboxServer
from bot.sandbox.person import Person
from bot.settings import Mode
from bot.slack.manifest import make_manifest
from storage.database import Database
from storage.tables import WorkingAnswer, WorkingCount, WorkingSeat
from storage.vocabulary_instruments import WorkingMode
from tests.blockkit import words_of
from tests.listeners.forms import opened
from tests.listeners.mortal import Mortal
from tests.people import PEOPLE, cast, local
from tests.town import OPENING, WORDS, seed, settings_for

TEN = ("ada", "lena", "dana", "marcus", "ines", "omar", "tess", "paula", "joy", "ben")
SECTIONS = ("1a", "1b", "1c")
KIT = Kit(WORDS, Catalogue.load())
FORM = KIT.catalogue.instruments["lea-reflection"]


def begin(database: Database) -> None:
    """Have Ada begin it for her district, with ten people and without names."""
    with database.begin() as session:
        here = cast(session)
        people = tuple(PEOPLE[one][0] for one in TEN)
        where = f"lea-reflection:{here.organizations['lincoln']}"
        form = StartForm(where, WorkingMode.ALONE, True, None, people, None)
        ada = Who(here.workspace_id, PEOPLE["ada"][0])
        working_start.start(session, KIT, ada, form, None, "one", local(OPENING))


def is_at(hands: Person, name: str) -> bool:
    """Whether this section's window is in front."""
    return hands.modal is not None and words_of(hands.modal["blocks"]).startswith(name)


def level(number: int, item: str) -> int:
    """What the person of this number answers to an item."""
    return 1 + (number * 7 + sum(map(ord, item))) % 4


async def answer(server: SandboxServer, hands: Person, number: int) -> None:
    """Send the sections one after the other, each again until Milepost says that it has it."""
    ids = [section.id for section in FORM.sections]
    for name in SECTIONS:
        section = FORM.sections[ids.index(name)]
        typed = {f"item:{item.id}": str(level(number, item.id)) for item in section.items}
        greeted = server.hellos
        while (await hands.submit(typed)).error:
            before = greeted
            await server.until(lambda before=before: server.hellos > before, 30)  # type: ignore[misc]
            greeted = server.hellos
        following = FORM.sections[ids.index(name) + 1].name
        await hands.until(partial(is_at, hands, following), 30)


@pytest.mark.thorough
async def test_ten_answer_at_once_and_nothing_is_lost_or_counted_twice(sqlite_database: Database) -> None:
    begin(sqlite_database)
    manifest = make_manifest(WORDS, Mode.SOCKET, "https://milepost.example.org")
    server = await SandboxServer.start(seed(), now=local(OPENING), manifest=manifest, delivery="socket")
    life = Mortal(server, settings_for(server, sqlite_database.url))
    try:
        await life.rise()
        people = [server.person(PEOPLE[one][0]) for one in TEN]
        for hands in people:
            await hands.until(lambda hands=hands: bool(hands.messages()), 30)  # type: ignore[misc]
            await opened(hands, "1a")
        answering = [asyncio.create_task(answer(server, hands, at)) for at, hands in enumerate(people)]
        for name in ("1b", "1c"):  # while some have sent a section and others have not
            title = next(section.name for section in FORM.sections if section.id == name)
            await server.until(lambda title=title: any(is_at(hands, title) for hands in people), 30)  # type: ignore[misc]
            await life.kill()
            await life.rise()
        await asyncio.gather(*answering)
    finally:
        if life.process is not None:
            life.process.kill()
        await server.stop()
    with sqlite_database.reading() as session:
        counts = {one.item: one.counts for one in session.exec(select(WorkingCount))}
        assert {tuple(seat.done) for seat in session.exec(select(WorkingSeat))} == {SECTIONS}
        assert session.exec(select(WorkingAnswer)).all() == []
    for section in FORM.sections[: len(SECTIONS)]:
        for item in section.items:
            expected = Counter(str(level(number, item.id)) for number in range(len(TEN)))
            assert counts[item.id] == expected, item.id
    assert life.killed == 2

"""Answers without names: somebody with the whole database, the log, and every export tries to find out whose.

What is stored has to be the same whoever gave which answers. So two districts are played that differ in
nothing else, and everything that can be read afterwards is compared, with the order in which rows lie.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text
from sqlmodel import select

from bot.catalogue import Catalogue
from bot.flows import working, working_course, working_start, working_views
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.working_told import compose
from bot.forms.instruments import Held, Sent, StartForm
from bot.words import Words
from storage.database import Database
from storage.tables import Delivery
from storage.tables.instruments import Working, WorkingCount
from storage.vocabulary_instruments import WorkingMode
from tests.people import PEOPLE, Cast, cast, local
from tests.postgres import Stock, made_anew

NOW = local("2026-10-05 10:00")
PULSE = """id: pulse
name: "Pulse"
short: "Pulse"
suits: [lea]
about: "How it feels to work here."
source: {document: "Ours", section: "Card"}
modes: [alone]
nameless: usual
scale: [{name: "no"}, {name: "rarely"}, {name: "often"}, {name: "always"}]
sections:
  - id: a
    name: "A"
    items:
      - {id: a1, kind: rating, label: "Heard", evidence: true}
      - {id: a2, kind: rating, label: "Helped", evidence: true}
      - {id: a3, kind: checklist, label: "Help", options: [{id: x, label: "Peers"}, {id: y, label: "Coach"}]}
  - id: b
    name: "B"
    items:
      - {id: b1, kind: rating, label: "Safe", evidence: true}
      - {id: b2, kind: text, label: "One wish"}
"""
WHO = ("ada", "lena", "dana", "omar", "paula", "ray", "joy")
SECRET = "Only {0} would say this"


def who(cast: Cast, key: str) -> Who:
    return Who(cast.workspace_id, PEOPLE[key][0])


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """Words, and a short form of a district's own."""
    own = tmp_path_factory.mktemp("own")
    (own / "instruments").mkdir()
    (own / "instruments" / "pulse.yaml").write_text(PULSE, encoding="utf-8")
    return Kit(Words.load(), Catalogue.load(own))


def begin(database: Database, kit: Kit) -> tuple[Cast, int]:
    """Have Ada begin it for her district, without names."""
    with database.begin() as session:
        stored = cast(session)
    where = f"pulse:{stored.organizations['lincoln']}"
    people = tuple(PEOPLE[one][0] for one in WHO)
    form = StartForm(where, WorkingMode.ALONE, True, None, people, None)
    with database.begin() as session:
        key = working_start.start(session, kit, who(stored, "ada"), form, None, "one", NOW)
    return stored, key


def answers_of(kit: Kit, number: int) -> list[tuple[str, dict[str, Any]]]:
    """Everything that one person answers: levels and words of their own."""
    chance = random.Random(number)
    found = []
    for section in kit.catalogue.instruments["pulse"].sections:
        values: dict[str, Any] = {}
        for item in section.items:
            if item.kind == "checklist":
                values[item.id] = {"options": chance.sample(["x", "y"], chance.randint(1, 2))}
            elif item.kind == "rating":
                values[item.id] = {"level": chance.randint(1, 4), "evidence": SECRET.format(number)}
            else:
                values[item.id] = {"words": SECRET.format(number)}
        found.append((section.id, values))
    return found


def play(database: Database, kit: Kit, pairing: dict[str, int], answering: tuple[str, ...] = WHO) -> Played:
    """Have each person give the answers that `pairing` says, and the review begin; give all that is left."""
    stored, key = begin(database, kit)
    for person in answering:
        for section, values in answers_of(kit, pairing[person]):
            with database.begin() as session:
                sent = Sent(Held(key, section), values)
                working.send_section(session, kit, who(stored, person), key, sent, NOW)
    return stored, key


Played = tuple[Cast, int]


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table, in the order in which it lies on the disk."""
    place = "rowid" if database.url.startswith("sqlite") else "ctid"
    with database.engine.connect() as connection:
        return {
            table: [
                list(row) for row in connection.execute(text(f'SELECT * FROM "{table}" ORDER BY {place}'))
            ]
            for table in inspect(connection).get_table_names()
        }


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Two empty databases of one kind."""
    urls = []
    if request.param == "sqlite":
        for name in ("one", "two"):
            shutil.copyfile(request.getfixturevalue("sqlite_template"), tmp_path / name)
            urls.append(f"sqlite:///{tmp_path / name}")
    else:
        stock: Stock = request.getfixturevalue("postgres_stock")
        urls = [stock.take(), stock.take()]
        for url in urls:
            made_anew(url)  # the order of rows is compared
    databases = Database(urls[0]), Database(urls[1])
    yield databases
    for one in databases:
        one.close()


def test_nothing_that_is_stored_or_said_tells_whose_answers_are_whose(
    two: tuple[Database, Database], kit: Kit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="milepost")
    pairing = dict(zip(WHO, range(len(WHO)), strict=True))
    other = dict(zip(WHO, (3, 5, 0, 6, 1, 4, 2), strict=True))
    assert all(pairing[one] != other[one] for one in WHO)
    left = []
    for database, pairs in zip(two, (pairing, other), strict=True):
        stored, key = play(database, kit, pairs)
        with database.begin() as session:
            working_course.review(session, kit, who(stored, "ada"), key, NOW)
        with database.reading() as session:
            views = [working_views.whole(session, kit, who(stored, one), key, NOW) for one in ("ada", "joy")]
            delivery = session.exec(select(Delivery).where(Delivery.kind == "working")).one()
            said = compose(session, kit, delivery, NOW)
        left.append((everything(database), views, said, caplog.text))
        caplog.clear()
    assert left[0] == left[1]
    rows, views, _, log = left[0]
    assert "7 answers" in json.dumps(views[0])
    assert SECRET.format(3) in json.dumps(views[0])  # its writers were told that it would be shown
    assert "Only" not in log
    assert "Peers ×" in json.dumps(views[0], ensure_ascii=False)
    for table, content in rows.items():
        assert table == "working_count" or "would say this" not in json.dumps(content, default=str), table
    names = {column.name for column in WorkingCount.__table__.columns}  # type: ignore[attr-defined]
    assert names == {"id", "workspace_id", "working_id", "item", "counts", "words"}


def test_too_few_answers_are_shown_to_nobody(two: tuple[Database, Database], kit: Kit) -> None:
    database = two[0]
    pairing = dict(zip(WHO, range(len(WHO)), strict=True))
    stored, key = play(database, kit, pairing, WHO[:4])
    with database.begin() as session, pytest.raises(Refusal, match="too_few"):
        working_course.review(session, kit, who(stored, "ada"), key, NOW)
    with database.begin() as session:
        working_course.close(session, kit, who(stored, "ada"), key, NOW)
    with database.reading() as session:
        shown = json.dumps(working_views.whole(session, kit, who(stored, "ada"), key, NOW))
        assert "Too few answers" in shown
        assert "median" not in shown
        assert "would say this" not in shown


def test_what_was_sent_is_counted_once_and_nothing_is_taken_after_the_review(
    two: tuple[Database, Database], kit: Kit
) -> None:
    database = two[0]
    pairing = dict(zip(WHO, range(len(WHO)), strict=True))
    stored, key = play(database, kit, pairing, WHO[:5])
    section, values = answers_of(kit, 0)[0]

    def counts() -> dict[str, Any]:
        with database.reading() as session:
            return {one.item: one.counts for one in session.exec(select(WorkingCount))}

    before = counts()
    with database.begin() as session:  # the same window again, as after an answer that never arrived
        working.send_section(session, kit, who(stored, "ada"), key, Sent(Held(key, section), values), NOW)
    with database.reading() as session, pytest.raises(Refusal, match="sealed"):
        working_views.section(session, kit, who(stored, "ada"), key, section, NOW)
    with database.reading() as session:  # and nobody sees anything yet
        assert "median" not in json.dumps(working_views.whole(session, kit, who(stored, "lena"), key, NOW))
    with database.begin() as session:
        working_course.review(session, kit, who(stored, "ada"), key, NOW)
        working_course.close(session, kit, who(stored, "ada"), key, NOW)
        working_course.reopen(session, kit, who(stored, "ada"), key, NOW)
        assert session.exec(select(Working)).one().state == "review"
    with database.begin() as session:  # ray comes late: what he says now is part of the shared answer
        working.send_section(session, kit, who(stored, "ray"), key, Sent(Held(key, section), values), NOW)
    assert counts() == before


async def test_answers_that_come_at_the_same_moment_are_all_counted(
    two: tuple[Database, Database], kit: Kit
) -> None:
    database = two[0]
    stored, key = begin(database, kit)
    sent = [
        database.run(
            working.send_section, kit, who(stored, person), key, Sent(Held(key, section), values), NOW
        )
        for number, person in enumerate(WHO)
        for section, values in answers_of(kit, number)
    ]
    await asyncio.gather(*sent)
    with database.reading() as session:
        counts = {one.item: one for one in session.exec(select(WorkingCount))}
    assert {sum(counts[item].counts.values()) for item in ("a1", "a2", "b1")} == {len(WHO)}
    assert len(counts["b2"].words) == len(WHO)

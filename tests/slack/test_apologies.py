"""What a person is told when something cannot be stored, or went wrong."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest

from bot.ids import Act
from bot.log import JsonLines
from bot.sandbox import Person, Submitted
from tests.slack.notes import notes
from tests.town import Town

REFERENCE = re.compile(r"\b[0-9A-F]{6}\b")


async def with_form(town: Town) -> Person:
    """Dana with the notes' form open."""
    dana = town.person("dana")
    await dana.command("/milepost note")
    assert dana.modal is not None
    return dana


def words_of(outcome: Submitted) -> str:
    """What stands at the form's field."""
    assert not outcome.closed
    return outcome.errors["words"]


async def test_what_is_stored_closes_the_form(either_town: Town) -> None:
    dana = await with_form(either_town)
    assert (await dana.submit({"input": "we met twice"})).closed
    assert notes(either_town.database) == 1


async def test_a_refusal_is_said_at_the_form_which_keeps_what_was_typed(either_town: Town) -> None:
    dana = await with_form(either_town)
    outcome = await dana.submit({"input": "forbidden"})
    assert "I don't know “forbidden”" in words_of(outcome)
    assert (await dana.submit({"input": "allowed"})).closed


async def test_a_fault_is_said_with_a_reference_that_the_log_has_too(
    either_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    replies = await either_town.person("dana").command("/milepost fail")
    found = REFERENCE.search(replies[0].text)
    assert found
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    failed = [line for line in lines if line["event"] == "visit.failed"]
    assert [line["reference"] for line in failed] == [found.group()]
    assert "private" not in str(lines)
    assert any("notes.py" in place for place in failed[0]["at"])


async def test_a_fault_of_a_button_in_a_form_is_said_above_it(either_town: Town) -> None:
    dana = await with_form(either_town)
    await dana.click_view(Act.CHECKIN_PAGE)
    await either_town.quiet()
    assert dana.modal is not None
    assert "something went wrong" in dana.modal["blocks"][0]["text"]["text"]
    assert (await dana.submit({"input": "still here"})).closed


async def test_a_locked_database_keeps_the_form_open(town: Town) -> None:
    dana = await with_form(town)
    other = sqlite3.connect(town.database.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    outcome = await dana.submit({"input": "we met twice"})
    other.execute("ROLLBACK")
    other.close()
    assert "very busy" in words_of(outcome)
    assert notes(town.database) == 0
    assert (await dana.submit({"input": "we met twice"})).closed
    assert notes(town.database) == 1


async def test_a_full_disk_keeps_the_form_open(town: Town) -> None:
    dana = await with_form(town)
    with town.database.begin() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    for kept in range(50):
        outcome = await dana.submit({"input": "we met twice " * 200})
        if not outcome.closed:
            assert "run out of room" in words_of(outcome)
            assert notes(town.database) == kept
            return
        await dana.command("/milepost note")
    pytest.fail("the disk never was full")

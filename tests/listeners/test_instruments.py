"""Guided forms as people work through them in Slack."""

from __future__ import annotations

import logging

import pytest
from sqlmodel import Session, select

from storage.tables import Role
from storage.tables.instruments import Working, WorkingAnswer
from storage.vocabulary import RoleKind
from storage.vocabulary_instruments import WorkingState
from tests.blockkit import words_of
from tests.listeners.forms import begun, opened
from tests.listeners.months import settle
from tests.town import Town

LEADERS = "C0CEDAR"
EVERYBODY = ("ada", "lena", "dana", "marcus", "ines", "omar", "tess", "paula", "joy", "ben")


async def test_two_write_at_once_and_both_views_are_kept(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ada = await begun(town, "ada", "together", ("lena",))
    lena = town.person("lena")
    for hands in (ada, lena):
        shown = await opened(hands, "1a")
        assert "Urgency, and everybody's part in it" in words_of(shown["blocks"])
    first = await ada.submit({"item:1a1": "3", "evidence:1a2": "Minutes of the cabinet"})
    second = await lena.submit({"item:1a1": "2", "item:1a2": "4"})
    assert (first.errors, second.errors) == ({}, {})
    await town.quiet()
    assert lena.modal is not None
    assert "Two views" in words_of(lena.modal["blocks"])
    with town.database.reading() as session:
        rows = session.exec(select(WorkingAnswer)).all()
        assert [one.value for one in rows if one.item == "1a1"] == [{"level": 3}, {"level": 2}]
        newest = [one.value for one in rows if one.item == "1a2"][-1]
        assert newest == {"evidence": "Minutes of the cabinet", "level": 4}
    await lena.open_home()
    assert "LEA self-reflection" in words_of((lena.home or {})["blocks"])
    assert "A good time for: LEA process tool" in words_of((lena.home or {})["blocks"])  # it is September
    assert "Minutes of the cabinet" not in caplog.text
    settled = await lena.submit({"settle:1a1": ["settled"]})
    assert settled.errors == {}
    await settle(town)
    root = next(one for one in ada.messages() if "work.lead" in str(one.blocks))
    assert "more than one view" not in root.text
    assert "1 of 16 sections are filled in" in root.text
    await ada.click(root, "work.see")
    await ada.until(lambda: (ada.modal or {}).get("callback_id") == "modal.work_seen")
    assert ada.modal is not None
    assert "2 Basic" in words_of(ada.modal["blocks"])


def principal(session: Session, town: Town) -> None:
    """Make the superintendent's deputy of the district somebody to be asked."""
    session.add(
        Role(
            workspace_id=town.cast.workspace_id,
            person_id=town.cast.people["paula"],
            organization_id=town.cast.organizations["lincoln"],
            kind=RoleKind.SUPERINTENDENT,
        )
    )
    session.add(
        Role(
            workspace_id=town.cast.workspace_id,
            person_id=town.cast.people["carla"],
            organization_id=town.cast.organizations["lincoln"],
            kind=RoleKind.COACH,
        )
    )


async def test_somebody_from_outside_asks_first(town: Town) -> None:
    with town.database.begin() as session:
        principal(session, town)
    await begun(town, "carla", "together", ("lena",))
    paula, lena = town.person("paula"), town.person("lena")
    question = paula.messages()[-1]
    assert "Carla Brandt suggests" in question.text
    assert not [one for one in lena.messages() if "work.open" in str(one.blocks)]
    await paula.click(question, "work.agree")
    await settle(town)
    assert [one for one in lena.messages() if "work.open" in str(one.blocks)]
    with town.database.reading() as session:
        assert session.exec(select(Working)).one().state is WorkingState.OPEN

"""An answer in the very moment of the close: it counts, whichever of the two comes first."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from bot.catalogue import Catalogue
from bot.flows import checkin, cycle
from bot.flows.kit import Kit, Who
from bot.words import Words
from storage.database import Database
from storage.tables import Flag
from storage.vocabulary import RuleName, Standing
from tests.flows.month import Month
from tests.people import cast

OPEN, CLOSE = "2026-09-24 09:00", "2026-09-30 16:00"
_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
def month(postgres_database: Database) -> Month:
    """September's questions are out; the database takes several writers at once."""
    with postgres_database.begin() as session:
        stored = cast(session)
    month = Month(postgres_database, Kit(Words.load(), Catalogue.load()), stored)
    for moment in ("2026-09-01 08:00", OPEN, "2026-09-30 08:30"):
        month.go_to(moment)
    return month


@pytest.fixture
def another() -> Iterator[ThreadPoolExecutor]:
    """Another process, as far as the database can tell."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def answer(month: Month, session: Session, at: str) -> None:
    one = month.check_in(session, "cedar 1.1.1")
    who = Who(month.cast.workspace_id, month.cast.slack("dana"))
    checkin.all_on_track(session, month.kit, who, one.id, 0, month.at(at))


def answer_alone(month: Month, at: str) -> None:
    with month.database.begin() as session:
        answer(month, session, at)


def close(month: Month, session: Session) -> None:
    """Close Cedar Grove's cycle, the first of the two that are due."""
    assert cycle.sweep(session, month.kit, month.cast.workspace_id, month.at(CLOSE))


def close_alone(month: Month) -> None:
    with month.database.begin() as session:
        close(month, session)


def until_somebody_waits(month: Month) -> None:
    """Return when one of the two waits for the other."""
    waiting = 0
    while not waiting:
        with month.database.reading() as session:
            waiting = session.execute(_WAITING).scalar_one()


def silences(session: Session, month: Month) -> list[bool]:
    """For each time the reading team's milestone was flagged as silent: whether it still is."""
    rows = session.exec(
        select(Flag).where(
            col(Flag.rule) == RuleName.SILENT,
            col(Flag.milestone_id) == month.cast.milestones["cedar 1.1.1"],
        )
    )
    return [one.cleared_on is None for one in rows]


def test_an_answer_that_is_being_stored_is_not_called_silent(
    month: Month, another: ThreadPoolExecutor
) -> None:
    with month.database.begin() as session:
        answer(month, session, "2026-09-30 15:59")
        closing = another.submit(close_alone, month)
        until_somebody_waits(month)
    closing.result()
    with month.database.reading() as session:
        assert month.check_in(session, "cedar 1.1.1").standing is Standing.ON_TIME
        assert silences(session, month) == []


def test_an_answer_that_waited_for_the_close_is_late_and_clears_the_silence(
    month: Month, another: ThreadPoolExecutor
) -> None:
    with month.database.begin() as session:
        close(month, session)
        answering = another.submit(answer_alone, month, "2026-09-30 16:01")
        until_somebody_waits(month)
    answering.result()
    with month.database.reading() as session:
        assert month.check_in(session, "cedar 1.1.1").standing is Standing.LATE
        assert silences(session, month) == [False]

"""Answers and messages look up what they need by key: their cost does not grow with the district."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.flows import checkin_report, drain
from bot.flows.kit import Kit, Who
from bot.forms.checkin import Typed
from bot.forms.checkin_sent import SentReport
from storage.database import Database
from tests.flows.month import Month
from tests.people import cast

Sent = list[tuple[str, Any]]


@pytest.fixture
def month(sqlite_database: Database, kit: Kit) -> Month:
    """The routine on SQLite, whose planner goes by the indexes alone."""
    with sqlite_database.begin() as session:
        people = cast(session)
    month = Month(sqlite_database, kit, people)
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    return month


@contextmanager
def statements(month: Month) -> Iterator[Sent]:
    """The statements that are sent meanwhile, and the values of each."""
    seen: Sent = []

    def note(*given: Any) -> None:
        statement, values, many = given[2], given[3], given[5]
        seen.append((statement, values[0] if many else values))

    event.listen(month.database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(month.database.engine, "before_cursor_execute", note)


def ways(month: Month, sent: Sent) -> Iterator[tuple[str, str]]:
    """Give each statement with the steps by which SQLite finds its rows."""
    for statement, values in sent:
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
            with month.database.engine.connect() as connection:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            yield from ((statement, step) for *_, step in plan)


def roams(step: str) -> bool:
    """Say whether a step reads a whole table, or all that a workspace has of it."""
    return (step.startswith("SCAN") and step != "SCAN CONSTANT ROW") or "(workspace_id=?)" in step


def report(month: Month) -> None:
    """Dana says that the first action is behind."""
    with month.database.reading() as session:
        key = month.check_in(session, "cedar 1.1.1").id
    action = month.cast.actions["cedar 1.1.1.1"]
    values = {f"status:{action}": "behind", f"cause:{action}": "time", f"support:{action}": "An aide"}
    sent = SentReport(key, 0, "2026-09-25T14:00:00+00:00", "V1", Typed(values=values))
    who = Who(month.cast.workspace_id, month.cast.slack("dana"))
    with month.database.begin() as session:
        assert checkin_report.send(session, month.kit, who, sent, month.at("2026-09-25 10:00")) == {}


def test_an_answer_is_found_by_key(month: Month) -> None:
    with statements(month) as seen:
        report(month)
    found = list(ways(month, seen))
    assert len(found) >= 7
    assert [statement for statement, step in found if roams(step)] == []


def test_what_goes_out_is_found_by_key_or_because_it_waits(month: Month) -> None:
    now, workspace_id = month.at("2026-09-25 10:00"), month.cast.workspace_id
    report(month)
    with statements(month) as seen, month.database.begin() as session:
        jobs = drain.claim(session, workspace_id, now)
        said = drain.compose(session, month.kit, workspace_id, [job.id for job in jobs], now)
    assert said
    assert len(seen) > 7
    assert [statement for statement, step in ways(month, seen) if roams(step)] == []

"""An answer looks up what it needs by key: its cost does not grow with the district."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from bot.flows import checkin_report
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


def report(month: Month) -> Sent:
    """Send a report; give the statements and what was sent with each."""
    seen: Sent = []

    def note(*given: Any) -> None:
        statement, values, many = given[2], given[3], given[5]
        seen.append((statement, values[0] if many else values))

    with month.database.reading() as session:
        key = month.check_in(session, "cedar 1.1.1").id
    action = month.cast.actions["cedar 1.1.1.1"]
    typed = Typed(
        values={f"status:{action}": "behind", f"cause:{action}": "time", f"support:{action}": "An aide"}
    )
    sent = SentReport(key, 0, "2026-09-25T14:00:00+00:00", "V1", typed)
    who = Who(month.cast.workspace_id, month.cast.slack("dana"))
    event.listen(month.database.engine, "before_cursor_execute", note)
    with month.database.begin() as session:
        assert checkin_report.send(session, month.kit, who, sent, month.at("2026-09-25 10:00")) == {}
    event.remove(month.database.engine, "before_cursor_execute", note)
    return seen


def test_no_statement_of_an_answer_reads_a_whole_workspace(month: Month) -> None:
    seen = [one for one in report(month) if one[0].split()[0] in ("SELECT", "UPDATE", "DELETE")]
    assert len(seen) >= 7
    for statement, values in seen:
        with month.database.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        for *_, step in plan:
            assert not step.startswith("SCAN"), statement
            assert "(workspace_id=?)" not in step, statement

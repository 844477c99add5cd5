"""The report form over several pages, and what the storing of an answer costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from bot.blocks.checkin_report import PAGE
from bot.flows import checkin, checkin_report
from bot.flows.kit import Refusal, Who
from bot.forms.checkin import Report, Said, Typed
from bot.forms.checkin_sent import SentReport
from storage.database import Database
from storage.tables import Action, ActionReport, FormDraft, Output, Revision
from storage.vocabulary import Cause, Status
from tests.blockkit import view_faults
from tests.flows.month import Month

OPEN, ANSWER = "2026-09-24 09:00", "2026-09-25 10:00"
MANY = 2 * PAGE + 3


@pytest.fixture
def opened(month: Month) -> Month:
    """September's questions are out; the reading milestone has grown to three pages of actions."""
    with month.database.begin() as session:
        known = session.exec(
            select(Action).where(col(Action.id) == month.cast.actions["cedar 1.1.1.1"])
        ).one()
        copied = known.model_dump(exclude={"id", "number", "text"})
        for number in range(4, MANY + 1):
            session.add(Action(**copied, number=f"1.1.1.{number}", text=f"Step {number}"))
    month.go_to("2026-09-01 08:00")
    month.go_to(OPEN)
    return month


def dana(month: Month) -> Who:
    return Who(month.cast.workspace_id, month.cast.slack("dana"))


def ids(view: dict[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def actions_of(view: dict[str, Any]) -> list[int]:
    return [int(one.partition(":")[2]) for one in ids(view) if one.startswith("status:")]


def open_form(month: Month) -> tuple[int, dict[str, Any]]:
    with month.database.reading() as session:
        key = month.check_in(session, "cedar 1.1.1").id
        view = checkin_report.open_report(session, month.kit, dana(month), key, month.at(ANSWER))
    assert view_faults(view) == []
    return key, view


def sent(key: int, page: int, values: dict[str, Any]) -> SentReport:
    return SentReport(key, page, "2026-09-25T14:00:00+00:00", "V1", Typed(values=values))


def held(view: dict[str, Any]) -> dict[str, Any]:
    """What the fields of a view hold, as Slack would send it."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            chosen = element.get("initial_option")
            values[block["block_id"]] = chosen["value"] if chosen else element.get("initial_value")
    return values


def turn(month: Month, key: int, page: int, values: dict[str, Any], to: int) -> dict[str, Any]:
    with month.database.begin() as session:
        return checkin_report.turn_page(
            session, month.kit, dana(month), sent(key, page, values), to, month.at(ANSWER)
        )


def send(month: Month, key: int, page: int, values: dict[str, Any]) -> dict[str, Any]:
    with month.database.begin() as session:
        return checkin_report.send(session, month.kit, dana(month), sent(key, page, values), month.at(ANSWER))


def test_what_was_put_into_one_page_is_there_when_all_are_sent(opened: Month) -> None:
    key, first = open_form(opened)
    assert len(actions_of(first)) == PAGE
    one = actions_of(first)[0]
    more = {f"status:{one}": "behind", f"cause:{one}": "time", f"adjustment:{one}": "Start earlier"}
    second = turn(opened, key, 0, held(first) | more, 1)
    third = turn(opened, key, 1, held(second), 2)
    assert {*actions_of(first), *actions_of(second), *actions_of(third)} >= {one}
    assert "successes" in ids(third)
    assert "successes" not in ids(first)
    back = turn(opened, key, 2, held(third) | {"successes": "We began"}, 0)
    assert held(back)[f"adjustment:{one}"] == "Start earlier"
    assert send(opened, key, 0, held(back)) == {}
    with opened.database.reading() as session:
        reports = session.exec(select(ActionReport)).all()
        revision = session.exec(select(Revision)).one()
        assert session.exec(select(FormDraft)).all() == []
    assert len(reports) == MANY
    assert [(one.cause, one.adjustment) for one in reports if one.cause] == [(Cause.TIME, "Start earlier")]
    assert revision.successes == "We began"


def test_what_is_wrong_on_another_page_is_shown_there(opened: Month) -> None:
    key, first = open_form(opened)
    one = actions_of(first)[0]
    second = turn(opened, key, 0, held(first) | {f"status:{one}": "behind"}, 1)
    reply = send(opened, key, 1, held(second))
    assert reply["response_action"] == "update"
    view = reply["view"]
    assert view_faults(view) == []
    assert one in actions_of(view)
    assert f"cause:{one}" in ids(view)
    assert "Nothing is lost" in view["blocks"][0]["text"]["text"]
    with opened.database.reading() as session:
        assert session.exec(select(Revision)).all() == []


def test_a_form_sent_before_its_fields_came_is_shown_again_with_them(opened: Month) -> None:
    key, first = open_form(opened)
    one = actions_of(first)[0]
    reply = send(opened, key, 0, held(first) | {f"status:{one}": "behind"})
    assert reply["response_action"] == "update"
    assert f"cause:{one}" in ids(reply["view"])


def test_a_change_begins_with_what_was_said(opened: Month) -> None:
    key, first = open_form(opened)
    one = actions_of(first)[0]
    more = {f"status:{one}": "behind", f"cause:{one}": "money", f"support:{one}": "Funds", "budget": "12.5"}
    assert send(opened, key, 0, held(first) | more) == {}
    _, again = open_form(opened)
    known = held(again)
    assert (known[f"status:{one}"], known[f"cause:{one}"], known[f"support:{one}"]) == (
        "behind",
        "money",
        "Funds",
    )


def test_last_months_cause_is_filled_in(opened: Month) -> None:
    key, first = open_form(opened)
    one = actions_of(first)[0]
    send(opened, key, 0, held(first) | {f"status:{one}": "behind", f"cause:{one}": "buy-in"})
    opened.go_to("2026-10-26 09:00")
    with opened.database.reading() as session:
        october = opened.check_in(session, "cedar 1.1.1", "2026-10").id
        view = checkin_report.open_report(
            session, opened.kit, dana(opened), october, opened.at("2026-10-26 10:00")
        )
    assert held(view)[f"cause:{one}"] == "buy-in"
    assert held(view).get(f"adjustment:{one}") is None


def test_a_stranger_cannot_open_the_form(opened: Month) -> None:
    key, _ = open_form(opened)
    who = Who(opened.cast.workspace_id, opened.cast.slack("ray"))
    with pytest.raises(Refusal, match="not_of_team"), opened.database.reading() as session:
        checkin_report.open_report(session, opened.kit, who, key, opened.at(ANSWER))


def test_an_output_that_is_not_there_after_all_is_taken_back(opened: Month) -> None:
    action = opened.cast.actions["cedar 1.1.1.1"]
    with opened.database.reading() as session:
        key = opened.check_in(session, "cedar 1.1.1").id
        outputs = tuple(session.exec(select(Output.id).where(col(Output.action_id) == action)))
    for ticked, request in ((outputs, "a"), (outputs[:1], "b")):
        said = Said(action_id=action, status=Status.COMPLETED, outputs=ticked)
        with opened.database.begin() as session:
            checkin.submit(
                session, opened.kit, dana(opened), key, Report(actions=(said,)), request, opened.at(ANSWER)
            )
    with opened.database.reading() as session:
        there = session.exec(
            select(Output.id).where(col(Output.action_id) == action, col(Output.produced_on).is_not(None))
        ).all()
    assert tuple(there) == outputs[:1]


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile."""
    seen: list[str] = []

    def note(*arguments: Any) -> None:
        seen.append(arguments[2])

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


def test_an_answer_costs_few_statements_however_many_actions_there_are(opened: Month) -> None:
    with opened.database.reading() as session:
        key = opened.check_in(session, "cedar 1.1.1").id
    with statements(opened.database) as seen, opened.database.begin() as session:
        checkin.all_on_track(session, opened.kit, dana(opened), key, 0, opened.at(ANSWER))
    reads = [one for one in seen if one.lstrip().startswith("SELECT")]
    writes = [one for one in seen if one.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))]
    locks = [one for one in reads if one.rstrip().endswith("FOR UPDATE")]
    assert len(reads) - len(locks) == 3
    assert len(locks) <= 1
    assert len(writes) == 6

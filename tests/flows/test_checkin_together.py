"""Two people, or two processes, at the same moment: everything happens once."""

from __future__ import annotations

import asyncio

from sqlmodel import col, select

from bot.flows import checkin, cycle
from bot.flows.kit import Refusal, Who
from storage.tables import ActionReport, CheckIn, Cycle, Delivery, Revision
from tests.flows.month import Month

PLANNED, OPEN, ANSWER = "2026-09-01 08:00", "2026-09-24 09:00", "2026-09-25 10:00"


async def test_a_click_that_comes_five_times_at_once_is_one_answer(month: Month) -> None:
    month.go_to(PLANNED)
    month.go_to(OPEN)
    with month.database.reading() as session:
        key = month.check_in(session, "cedar 1.1.1").id
    who = Who(month.cast.workspace_id, month.cast.slack("dana"))
    answers = await asyncio.gather(
        *(
            month.database.run(checkin.all_on_track, month.kit, who, key, 0, month.at(ANSWER))
            for _ in range(5)
        )
    )
    assert len(set(answers)) == 1
    with month.database.reading() as session:
        assert len(session.exec(select(Revision)).all()) == 1
        assert len(session.exec(select(ActionReport)).all()) == 3


async def test_two_people_who_answer_at_once_do_not_overwrite_each_other(month: Month) -> None:
    month.go_to(PLANNED)
    month.go_to(OPEN)
    with month.database.reading() as session:
        key = month.check_in(session, "cedar 1.1.1").id
    asked = [Who(month.cast.workspace_id, month.cast.slack(one)) for one in ("dana", "marcus")]
    await asyncio.gather(
        *(month.database.run(checkin.all_on_track, month.kit, one, key, 0, month.at(ANSWER)) for one in asked)
    )
    undone = await asyncio.gather(
        *(month.database.run(checkin.undo, month.kit, one, key, 1, month.at(ANSWER)) for one in asked),
        return_exceptions=True,
    )
    assert not [one for one in undone if isinstance(one, Exception) and not isinstance(one, Refusal)]
    with month.database.reading() as session:
        numbers = [one.number for one in session.exec(select(Revision).order_by(col(Revision.number)))]
        assert session.exec(select(CheckIn).where(col(CheckIn.id) == key)).one().answered_at is None
    assert numbers == [1, 2]


async def test_two_processes_that_sweep_at_once_ask_once(month: Month) -> None:
    month.go_to(PLANNED)
    for _ in range(8):
        await asyncio.gather(
            *(
                month.database.run(cycle.sweep, month.kit, month.cast.workspace_id, month.at(OPEN))
                for _ in range(3)
            )
        )
    with month.database.reading() as session:
        prompts = session.exec(select(Delivery.key).where(col(Delivery.kind) == "checkin_prompt")).all()
        periods = [(one.organization_id, one.period) for one in session.exec(select(Cycle))]
        assert len(session.exec(select(CheckIn)).all()) == 3
    assert len(prompts) == len(set(prompts)) == 3
    assert len(periods) == len(set(periods)) == 4


async def test_two_processes_that_plan_at_once_plan_once(month: Month) -> None:
    await asyncio.gather(
        *(
            month.database.run(cycle.plan_cycles, month.kit, month.cast.workspace_id, month.at(PLANNED))
            for _ in range(3)
        )
    )
    with month.database.reading() as session:
        assert len(session.exec(select(Cycle)).all()) == 2

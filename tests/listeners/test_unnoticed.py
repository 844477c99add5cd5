"""Questions that arrived although Slack's answer was lost: they show what becomes of them all the same."""

from __future__ import annotations

from sqlmodel import col, select

from storage.tables import Delivery
from storage.vocabulary import DeliveryState
from tests.town import Town

OPEN = "2026-09-24 09:00"


async def asked_unnoticed(town: Town) -> None:
    """September's questions are in Slack, and Milepost does not know it yet."""
    town.server.faults.add("chat.postMessage", "cut_after")
    await town.go_to(OPEN)
    town.server.faults.clear()
    with town.database.reading() as session:
        doubtful = session.exec(select(Delivery).where(col(Delivery.doubtful).is_(True))).all()
    assert {one.state for one in doubtful} == {DeliveryState.WAITING}
    assert len(doubtful) == 3


async def test_its_answer_is_shown_where_the_question_stood(town: Town) -> None:
    await asked_unnoticed(town)
    dana = town.person("dana")
    (question,) = dana.messages()
    await dana.click(question, "checkin.all_on_track")
    await town.quiet()
    await town.go_to("2026-09-24 09:10")
    await town.quiet()
    (shown,) = dana.messages()
    assert shown.ts == question.ts
    assert shown.text.startswith("*Thank you, Dana Whitfield.*")


async def test_a_hand_over_is_shown_where_the_question_stood(town: Town) -> None:
    await asked_unnoticed(town)
    dana = town.person("dana")
    (question,) = dana.messages()
    await dana.click(question, "checkin.hand_over")
    await dana.until(lambda: dana.modal is not None)
    await dana.submit({"colleague": str(town.cast.people["marcus"])})
    await town.quiet()
    await town.go_to("2026-09-24 09:10")
    await town.quiet()
    (shown,) = dana.messages()
    assert shown.ts == question.ts
    assert "Marcus Lee" in shown.text

"""What an answer shows later: at the close, and after it was taken back."""

from __future__ import annotations

from sqlmodel import col, select

from bot.flows import checkin, checkin_report
from bot.flows.message import Message
from storage.tables import Delivery
from tests.flows.month import Month
from tests.flows.test_digest import CLOSE, OPEN, answer, who


def test_a_receipt_promises_no_change_once_the_month_is_closed(month: Month) -> None:
    month.go_to("2026-09-01 07:00")
    month.go_to(OPEN)
    answer(month, "dana", "cedar 1.1.1", "2026-09-25 10:00")
    month.send("2026-09-25 10:01")
    with month.database.reading() as session:
        about = f"check-in:{month.check_in(session, 'cedar 1.1.1').id}"
        (key,) = session.exec(
            select(Delivery.key).where(col(Delivery.about) == about, col(Delivery.kind) == "checkin_prompt")
        )
        before = month.message(session, key, "2026-09-25 10:02")
    assert f"{key}*" in month.go_to(CLOSE)
    with month.database.reading() as session:
        after = month.message(session, key, CLOSE)
    assert isinstance(before, Message)
    assert isinstance(after, Message)
    assert "You can change this until" in before.text
    assert "You can change this until" not in after.text


def test_a_report_that_was_undone_offers_its_words_again(month: Month) -> None:
    month.go_to("2026-09-01 07:00")
    month.go_to(OPEN)
    answer(month, "dana", "cedar 1.1.1", "2026-09-25 10:00", a2="A substitute for one day")
    with month.database.begin() as session:
        key = month.check_in(session, "cedar 1.1.1").id
        checkin.undo(session, month.kit, who(month, "dana"), key, 1, month.at("2026-09-25 10:05"))

    def offered(at: str) -> str:
        with month.database.reading() as session:
            view = checkin_report.open_report(session, month.kit, who(month, "dana"), key, month.at(at))
        return str(view["blocks"])

    assert "A substitute for one day" in offered("2026-09-25 10:06")
    assert "The data board is loved" in offered("2026-09-25 10:06")
    with month.database.begin() as session:
        checkin.all_on_track(session, month.kit, who(month, "dana"), key, 2, month.at("2026-09-25 10:10"))
    assert "A substitute for one day" not in offered("2026-09-25 10:11"), "something was said since"

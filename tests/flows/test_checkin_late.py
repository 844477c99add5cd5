"""Answers after the close: taken, marked late, judged, and told in the digest."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from bot.flows import checkin
from bot.flows.kit import Refusal, Who
from bot.forms.checkin import Report, Said
from storage.tables import CheckIn, Revision
from storage.vocabulary import Cause, Standing, Status
from tests.flows.month import Month


@pytest.fixture
def opened(month: Month) -> Month:
    """September's questions are out."""
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    return month


def who(month: Month, key: str) -> Who:
    return Who(month.cast.workspace_id, month.cast.slack(key))


def on_track(month: Month, at: str = "2026-09-25 10:00") -> None:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        checkin.all_on_track(session, month.kit, who(month, "dana"), one.id, 0, month.at(at))


def submit(month: Month, report: Report, at: str) -> None:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        checkin.submit(session, month.kit, who(month, "dana"), one.id, report, "V1", month.at(at))


def undo(month: Month, seen: int, at: str) -> None:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        checkin.undo(session, month.kit, who(month, "dana"), one.id, seen, month.at(at))


def behind(month: Month) -> Report:
    action = month.cast.actions["cedar 1.1.1.1"]
    return Report(actions=(Said(action_id=action, status=Status.BEHIND, cause=Cause.STAFFING),))


def test_an_answer_after_the_close_is_late_and_judged(opened: Month) -> None:
    opened.go_to("2026-09-30 16:00")
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.1").standing is Standing.SILENT
    opened.go_to("2026-10-01 08:00")
    submit(opened, behind(opened), at="2026-10-02 09:00")
    with opened.database.reading() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        assert (one.standing, session.exec(select(Revision)).one().is_late) == (Standing.LATE, True)
    told = opened.send("2026-10-02 09:01")
    assert any(key.startswith("digest:") and key.endswith("*") for key in told)
    assert any(key.startswith("lagging:") for key in told)


def test_undoing_a_late_answer_leaves_silence(opened: Month) -> None:
    opened.go_to("2026-09-30 16:00")
    on_track(opened, at="2026-10-02 09:00")
    undo(opened, 1, at="2026-10-02 09:05")
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.1").standing is Standing.SILENT


def test_a_correction_after_the_close_stays_on_time(opened: Month) -> None:
    on_track(opened)
    opened.go_to("2026-09-30 16:00")
    submit(opened, behind(opened), at="2026-10-02 09:00")
    with opened.database.reading() as session:
        one = session.exec(select(CheckIn).where(col(CheckIn.answered_at).is_not(None))).one()
        assert one.standing is Standing.ON_TIME


def test_an_old_question_cannot_undo_what_was_said_since(opened: Month) -> None:
    opened.go_to("2026-10-26 09:00")
    with pytest.raises(Refusal, match=r"refusal\.past"):
        on_track(opened, at="2026-10-26 10:00")
    with opened.database.begin() as session:
        october = opened.check_in(session, "cedar 1.1.1", "2026-10")
        checkin.all_on_track(
            session, opened.kit, who(opened, "dana"), october.id, 0, opened.at("2026-10-26 10:00")
        )

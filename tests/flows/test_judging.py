"""What is judged at the close, and again when a late answer comes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from bot.flows import checkin, judging
from bot.flows.kit import Who
from storage.tables import Flag
from storage.vocabulary import RuleName, Severity
from tests.flows.month import Month

CLOSE, TELL = "2026-09-30 16:00", "2026-10-01 08:00"


@pytest.fixture
def opened(month: Month) -> Month:
    """September's questions are out."""
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    return month


def answer(month: Month, milestone: str, key: str, at: str) -> None:
    who = Who(month.cast.workspace_id, month.cast.slack(key))
    with month.database.begin() as session:
        one = month.check_in(session, milestone)
        checkin.all_on_track(session, month.kit, who, one.id, 0, month.at(at))


def test_silence_is_flagged_at_the_close_and_cleared_by_an_answer(opened: Month) -> None:
    opened.go_to(CLOSE)
    with opened.database.reading() as session:
        silent = session.exec(select(Flag).where(col(Flag.rule) == RuleName.SILENT)).all()
        assert {one.milestone_id for one in silent} == {
            opened.cast.milestones[name] for name in ("cedar 1.1.1", "cedar 1.1.2", "harbor 1.1.1")
        }
        assert {one.raised_on for one in silent} == {date(2026, 9, 30)}
    opened.go_to(TELL)
    answer(opened, "cedar 1.1.1", "dana", "2026-10-02 10:00")
    with opened.database.reading() as session:
        mine = session.exec(
            select(Flag).where(
                col(Flag.rule) == RuleName.SILENT,
                col(Flag.milestone_id) == opened.cast.milestones["cedar 1.1.1"],
            )
        ).one()
    assert mine.cleared_on == date(2026, 10, 2)


def test_a_second_silent_month_is_the_same_flag_and_urgent(opened: Month) -> None:
    for moment in (CLOSE, TELL, "2026-10-26 09:00", "2026-10-30 16:00"):
        opened.go_to(moment)
    with opened.database.reading() as session:
        flags = session.exec(
            select(Flag).where(
                col(Flag.rule) == RuleName.SILENT,
                col(Flag.milestone_id) == opened.cast.milestones["harbor 1.1.1"],
            )
        ).all()
    assert [(one.severity, one.cleared_on) for one in flags] == [(Severity.URGENT, None)]
    assert flags[0].worsened_at == opened.at("2026-10-30 16:00")


def test_judging_again_changes_nothing(opened: Month) -> None:
    opened.go_to(CLOSE)
    with opened.database.begin() as session:
        again = judging.judge_organization(
            session,
            opened.kit,
            opened.cast.workspace_id,
            opened.cast.organizations["cedar"],
            None,
            opened.at(CLOSE),
        )
    assert (again.raised, again.worsened, again.cleared) == ((), (), ())

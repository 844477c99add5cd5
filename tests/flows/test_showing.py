"""What somebody may look at: their own school's items, whatever the button says."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from bot.flows import pulling, showing
from bot.flows.kit import Refusal, Who
from storage.tables import Cycle, QuestionAsked
from tests.flows.month import Month

STEPS = ("2026-09-01 08:00", "2026-09-24 09:00", "2026-09-30 16:00", "2026-10-01 08:00")
LOOK = "2026-10-01 09:00"


@pytest.fixture
def told(month: Month) -> Month:
    """Nobody answered in September, and both schools' leaders were told."""
    for moment in STEPS:
        month.go_to(moment)
    return month


def cedars_cycle(month: Month) -> int:
    with month.database.reading() as session:
        cedar = month.cast.organizations["cedar"]
        return session.exec(
            select(Cycle.id).where(col(Cycle.organization_id) == cedar, col(Cycle.period) == "2026-09")
        ).one()


def test_another_schools_item_is_not_opened_with_ones_own_digest(told: Month) -> None:
    who = Who(told.cast.workspace_id, told.cast.slack("paula"))
    cycle_id, kit, now = cedars_cycle(told), told.kit, told.at(LOOK)
    own, other = (f"item:m{told.cast.milestones[key]}" for key in ("cedar 1.1.1", "harbor 1.1.1"))
    with told.database.reading() as session:
        assert showing.opened(session, kit, who, cycle_id, own, now)["type"] == "modal"
        with pytest.raises(Refusal, match="not_yours"):
            showing.opened(session, kit, who, cycle_id, other, now)


def test_no_questions_are_asked_about_another_schools_item(told: Month) -> None:
    who = Who(told.cast.workspace_id, told.cast.slack("paula"))
    harbor = told.cast.milestones["harbor 1.1.1"]
    with told.database.begin() as session:
        before = len(session.exec(select(QuestionAsked)).all())
        with pytest.raises(Refusal, match="not_close"):
            pulling.more(session, told.kit, who, cedars_cycle(told), harbor, None, told.at(LOOK))
        assert len(session.exec(select(QuestionAsked)).all()) == before

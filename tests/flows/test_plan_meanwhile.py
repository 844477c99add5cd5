"""A plan that changes while a cycle is open: nobody is asked, nudged or called silent about what is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from bot.documents.plan_document import PlanDocument
from bot.flows import checkin, plan_import
from bot.flows.kit import Refusal, Who
from storage.tables import Flag, Revision
from storage.vocabulary import RuleName, Standing
from tests.flows.month import Month

PLANNED, OPEN, CHANGED = "2026-09-01 08:00", "2026-09-24 09:00", "2026-09-25 10:00"
FIRST, LAST, CLOSE = "2026-09-28 08:30", "2026-09-30 08:30", "2026-09-30 16:00"


@pytest.fixture
def opened(month: Month) -> Month:
    """September's questions are out."""
    month.go_to(PLANNED)
    month.go_to(OPEN)
    return month


def change(month: Month, how: Callable[[PlanDocument], PlanDocument]) -> None:
    """Import Cedar Grove's plan anew, changed."""
    workspace = month.cast.workspace_id
    with month.database.begin() as session:
        plan = plan_import.load(session, workspace, "cedar")
        assert plan is not None
        practices = month.kit.catalogue.practices
        plan_import.apply(session, workspace, how(plan), month.at(CHANGED), practices)


def without_families(plan: PlanDocument) -> PlanDocument:
    """Milestone 1.1.2 is no longer in the plan."""
    return plan.model_copy(
        update={
            "milestones": tuple(one for one in plan.milestones if one.number != "1.1.2"),
            "actions": tuple(one for one in plan.actions if not one.number.startswith("1.1.2.")),
        }
    )


def without_their_actions(plan: PlanDocument) -> PlanDocument:
    """Milestone 1.1.2 has no action any more."""
    actions = tuple(one for one in plan.actions if not one.number.startswith("1.1.2."))
    return plan.model_copy(update={"actions": actions})


def for_the_families(plan: PlanDocument) -> PlanDocument:
    """The reading team's milestone is the family team's now."""
    given = {"1.1.1": {"team": "families"}}
    milestones = tuple(one.model_copy(update=given.get(one.number, {})) for one in plan.milestones)
    return plan.model_copy(update={"milestones": milestones})


def silent(session: Session, month: Month, milestone: str) -> int:
    """How often a milestone was flagged as silent."""
    here = col(Flag.milestone_id) == month.cast.milestones[milestone]
    return len(session.exec(select(Flag).where(here, col(Flag.rule) == RuleName.SILENT)).all())


@pytest.mark.parametrize("gone", [without_families, without_their_actions])
def test_what_is_gone_is_neither_nudged_nor_silent(
    opened: Month, gone: Callable[[PlanDocument], PlanDocument]
) -> None:
    change(opened, gone)
    with opened.database.reading() as session:
        key = opened.check_in(session, "cedar 1.1.2").id
    sent = opened.go_to(FIRST) + opened.go_to(LAST) + opened.go_to(CLOSE)
    assert not [one for one in sent if one.startswith(f"checkin-reminder:{key}:")]
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.2").standing is Standing.NOT_ASKED
        assert opened.check_in(session, "cedar 1.1.1").standing is Standing.SILENT
        assert silent(session, opened, "cedar 1.1.2") == 0


def test_a_nudge_that_waited_while_its_milestone_went_is_not_sent(opened: Month) -> None:
    opened.sweep(FIRST)
    change(opened, without_families)
    with opened.database.reading() as session:
        key = opened.check_in(session, "cedar 1.1.2").id
    assert not [one for one in opened.send(FIRST) if one.startswith(f"checkin-reminder:{key}:")]


def test_nothing_is_answered_about_a_milestone_that_is_gone(opened: Month) -> None:
    change(opened, without_families)
    omar = Who(opened.cast.workspace_id, opened.cast.slack("omar"))
    with opened.database.begin() as session:
        key = opened.check_in(session, "cedar 1.1.2").id
        with pytest.raises(Refusal, match="gone"):
            checkin.all_on_track(session, opened.kit, omar, key, 0, opened.at(FIRST))
        assert session.exec(select(Revision)).all() == []


def test_another_team_that_a_milestone_goes_to_is_asked_and_may_answer(opened: Month) -> None:
    change(opened, for_the_families)
    workspace, omar = opened.cast.workspace_id, opened.cast.people["omar"]
    sent = opened.go_to(FIRST)
    assert f"checkin-prompt:{opened.cast.milestones['cedar 1.1.1']}:2026-09:{omar}" in sent
    with opened.database.begin() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        assert not [key for key in sent if key.startswith(f"checkin-reminder:{one.id}:")]
        tess = Who(workspace, opened.cast.slack("tess"))
        checkin.all_on_track(session, opened.kit, tess, one.id, 0, opened.at(FIRST))
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.1").standing is Standing.ON_TIME

"""A change of course for a milestone itself: what it changes, who hears of it, and that it happens once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from bot.flows import course_milestone_form, course_subject, plan_shown, plan_versions
from bot.flows.kit import Refusal
from bot.flows.message import Message
from bot.forms.course import AdjustForm, Subject
from storage.tables import (
    Action,
    AuditEvent,
    CheckIn,
    Flag,
    Milestone,
    MilestoneAdjustment,
    Support,
    TeamMember,
)
from storage.vocabulary import Cause, Course
from storage.vocabulary_plan import PlanCause
from tests.flows.month import Month
from tests.flows.test_digest import digest_key, told, who

LATER = "2026-10-05 11:00"
DAY = date(2026, 10, 5)
NUMBER = "cedar 1.1.1"
REASON: dict[str, Any] = {
    "why": "Two positions are open",
    "cause": Cause.STAFFING,
    "cause_words": "Nobody has applied since May",
}


def decide(
    month: Month, course: Course, key: str = "paula", request: str = "adjust:V1", **fields: Any
) -> str:
    """Record a decision about Cedar Grove's first milestone; gives what the window says."""
    subject = Subject("milestone", month.cast.milestones[NUMBER])
    form = AdjustForm(course, decided=(month.cast.slack(key),), **REASON, **fields)
    with month.database.begin() as session:
        return course_subject.adjust(
            session, month.kit, who(month, key), subject, form, request, month.at(LATER)
        )


def milestone(month: Month) -> Milestone:
    """The milestone that was decided about."""
    with month.database.reading() as session:
        key = month.cast.milestones[NUMBER]
        return session.exec(select(Milestone).where(col(Milestone.id) == key)).one()


def kept(month: Month) -> MilestoneAdjustment:
    """The one decision that was recorded."""
    with month.database.reading() as session:
        return session.exec(select(MilestoneAdjustment)).one()


def said_to(month: Month, kind: str, person: str) -> str:
    """What somebody reads of the decision."""
    key = f"milestone-adjustment{kind}:{kept(month).id}:{month.cast.people[person]}"
    with month.database.reading() as session:
        message = month.message(session, key, LATER)
    assert isinstance(message, Message)
    return message.text


def test_a_new_date_keeps_the_first_and_team_and_district_hear_of_it(month: Month) -> None:
    told(month)
    first = milestone(month).due_on
    said = decide(month, Course.DATE, new_due_on=date(2027, 6, 1))
    assert "milestone 1.1.1 is now due Tuesday, June 1" in said
    assert "Lena Ortiz hears of it too." in said
    assert "One name stands under this decision" in said
    assert decide(month, Course.DATE, new_due_on=date(2027, 6, 1)) == "That was recorded already."
    after = milestone(month)
    assert (after.due_on, after.first_due_on) == (date(2027, 6, 1), first)
    one = kept(month)
    assert (one.before, one.after) == ({"due_on": first and first.isoformat()}, {"due_on": "2027-06-01"})
    assert (one.why, one.cause, one.cause_words) == tuple(REASON.values())
    sent = month.send(LATER)
    assert {f"{digest_key(month)}*", f"milestone-adjustment:{one.id}:{month.cast.people['dana']}"} <= {*sent}
    assert "(first planned for Friday, May 28)" in said_to(month, "", "dana")
    assert "You hear of it because it is a milestone of Cedar Grove" in said_to(month, "-reached", "lena")
    with month.database.reading() as session:
        key = month.cast.organizations["cedar"]
        newest, found = plan_versions.listed(session, month.cast.workspace_id, key)
        assert (newest.cause, newest.about) == (PlanCause.ADJUSTED, f"milestone-adjustment:{one.id}")
        versions = plan_versions.read_all(session, month.cast.workspace_id, key, [1, 2])
        events = session.exec(select(AuditEvent.about).where(col(AuditEvent.what) == "adjustment.recorded"))
        assert list(events) == [f"milestone:{after.id}"]
        shown = plan_shown.state(session, month.kit, who(month, "paula"), "").text
    assert found.cause is PlanCause.FOUND
    assert "milestone 1.1.1 from Friday, May 28, 2027 to Tuesday, June 1, 2027" in shown
    assert [one.due_on for one in versions[2].milestones if one.number == "1.1.1"] == [date(2027, 6, 1)]


def test_another_team_is_asked_from_now_on(month: Month) -> None:
    told(month)
    month.go_to("2026-10-27 09:00")
    team = month.cast.teams["families"]
    with pytest.raises(Refusal, match="not_its_own"):
        decide(month, Course.TEAM, team=month.cast.teams["math"])
    decide(month, Course.TEAM, team=team)
    with month.database.reading() as session:
        waits = session.exec(
            select(CheckIn.team_id)
            .where(col(CheckIn.milestone_id) == month.cast.milestones[NUMBER])
            .order_by(col(CheckIn.id).desc())
        ).first()
    assert (milestone(month).team_id, waits) == (team, team)
    assert kept(month).before["team"] == "Reading team"
    assert "now with Family team" in said_to(month, "-reached", "lena")


@pytest.mark.parametrize("new", ["ines", "tess"])
def test_somebody_else_leads_and_who_led_stays_in_the_team(month: Month, new: str) -> None:
    told(month)
    decide(month, Course.OWNER, owner=month.cast.slack(new))
    people = month.cast.people
    with month.database.reading() as session:
        rows = session.exec(
            select(TeamMember)
            .where(col(TeamMember.team_id) == month.cast.teams["reading"])
            .order_by(col(TeamMember.position))
        ).all()
    others = [people[one] for one in ("dana", "marcus", "ines") if one != new]
    assert [row.person_id for row in rows] == [people[new], *others]
    assert [row.position for row in rows] == list(range(len(rows)))
    assert kept(month).before["lead"] == "Dana Whitfield"


def test_stopping_takes_its_actions_along_and_clears_what_stood(month: Month) -> None:
    told(month)
    decide(month, Course.STOP)
    key = month.cast.milestones[NUMBER]
    with month.database.reading() as session:
        actions = session.exec(select(Action).where(col(Action.milestone_id) == key)).all()
        flags = session.exec(select(Flag).where(col(Flag.milestone_id) == key)).all()
    assert {one.withdrawn_on for one in actions} == {DAY} == {milestone(month).withdrawn_on}
    assert flags
    assert all(one.cleared_on is not None for one in flags)
    assert kept(month).after["actions"] == sorted(one.number for one in actions)
    assert "With it, 1.1.1.1, 1.1.1.2, and 1.1.1.3 leave the plan." in said_to(month, "", "dana")
    with pytest.raises(Refusal, match=r"milestone\.gone"):
        decide(month, Course.KEEP, request="adjust:V2")
    with month.database.begin() as session:
        place = (month.cast.workspace_id, month.cast.organizations["cedar"])
        plan_versions.restore(session, *place, 1, month.at(LATER), month.kit.catalogue.practices)
    assert milestone(month).withdrawn_on is None, "the version before brings it back"


def test_help_is_asked_for_one_of_its_own_actions(month: Month) -> None:
    told(month)
    with pytest.raises(Refusal, match="not_its_own"):
        decide(month, Course.SUPPORT, what="A coach", action=month.cast.actions["harbor 1.1.1.1"])
    decide(month, Course.SUPPORT, what="A data coach", action=month.cast.actions["cedar 1.1.1.3"])
    with month.database.reading() as session:
        asked = session.exec(select(Support).where(col(Support.asked_words) == "A data coach")).one()
    assert asked.action_id == month.cast.actions["cedar 1.1.1.3"]
    assert "The help is for action 1.1.1.3." in said_to(month, "-reached", "lena")


@pytest.mark.parametrize("key", ["omar", "lena", "ray"])
def test_only_those_who_lead_or_coach_the_school_decide(month: Month, key: str) -> None:
    told(month)
    with pytest.raises(Refusal, match="not_leading"):
        decide(month, Course.KEEP, key)


def test_the_form_offers_what_can_be_decided_and_shows_what_was(month: Month) -> None:
    told(month)
    decide(month, Course.CHANGE, what="Fewer meetings", wording="Teachers look at data together")
    key = month.cast.milestones[NUMBER]
    with month.database.reading() as session:
        facts = course_milestone_form.about(session, who(month, "paula"), key)
    assert facts.text == "Teachers look at data together"
    assert Course.OUTPUT not in facts.courses
    assert {name for _, name in facts.teams} == {"Reading team", "Family team"}
    assert [course for _, course, _ in facts.past] == [Course.CHANGE]

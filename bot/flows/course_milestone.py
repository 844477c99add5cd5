"""A change of course for a milestone itself: recorded with its reason, carried out, told, judged again.

The level above always hears of it (J-23). What it brings is seen in the milestone's trajectory and in its
actions; neither the rule "adjustment-not-working" nor N-03 looks at it, since both read what teams report
of an action, and nobody reports on a milestone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import course_told, plan_versions, support_waiting
from bot.flows.course_door import afterwards, known, local_day, milestone_for, note
from bot.flows.course_reach import next_level
from bot.flows.course_record import closing, deciders, row_of
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.course import AdjustForm
from bot.ids import Field
from storage import adjustments, checkins, milestone_course, supports
from storage.tables import MilestoneAdjustment
from storage.vocabulary import Course
from storage.vocabulary_plan import PlanCause

Values = dict[str, Any]


def adjust(
    session: Session,
    kit: Kit,
    who: Who,
    milestone_id: int,
    form: AdjustForm,
    request_key: str,
    now: datetime,
) -> str:
    """Record a decision about a milestone; give the sentences that say so.

    The plan is changed and keeps a version, the team and the next level up are told, the organization is
    judged again, and the digest corrected.
    """
    person = person_of(session, who)
    milestone = milestone_for(session, who, milestone_id)
    workspace_id, place = who.workspace_id, milestone.organization_id
    today = local_day(milestone, now)
    decided = deciders(session, workspace_id, form, person.id)
    row = row_of(session, workspace_id, milestone, form, person.id, request_key, now)
    key = adjustments.adjust(session, row | {"milestone_id": milestone_id}, MilestoneAdjustment)
    if key is None:
        return kit.words.line("course.adjust.again")
    plan_versions.before_change(session, workspace_id, place, now)
    before, after = _carry_out(session, workspace_id, milestone, form, today, person.id)
    facts: Values = {"decided_by": decided, "before": before, "after": after}
    adjustments.complete(session, workspace_id, key, MilestoneAdjustment, **facts)
    above = [one for one in next_level(session, workspace_id, place) if one.person_id not in decided]
    _tell(session, workspace_id, milestone, key, form.course, [one.person_id for one in above], now)
    about = f"milestone-adjustment:{key}"
    plan_versions.note(session, workspace_id, place, PlanCause.ADJUSTED, person.id, now, about=about)
    note(session, workspace_id, person.id, "adjustment.recorded", f"milestone:{milestone_id}", now)
    afterwards(session, kit, workspace_id, place, now)
    said = [kit.words.line("course.milestone.done", number=milestone.number, new_due_on=form.new_due_on)]
    if names := list(dict.fromkeys(one.name for one in above)):
        said.append(kit.words.line("course.milestone.told_others", names=names))
    return "\n".join([*said, *closing(kit, form, today, alone=len(decided) == 1)])


def _carry_out(
    session: Session, workspace_id: int, milestone: Row[Any], form: AdjustForm, today: date, by_id: int
) -> tuple[Values, Values]:
    """Change the plan as decided; give what was there before and after, by the plan's own columns."""
    key = milestone.milestone_id
    if form.course is Course.DATE and form.new_due_on is not None:
        milestone_course.change(session, workspace_id, key, due_on=form.new_due_on)
        old = milestone.due_on.isoformat() if milestone.due_on else None
        return {"due_on": old}, {"due_on": form.new_due_on.isoformat()}
    if form.course is Course.CHANGE and form.wording and form.wording != milestone.text:
        milestone_course.change(session, workspace_id, key, statement=form.wording)
        return {"statement": milestone.text}, {"statement": form.wording}
    if form.course is Course.TEAM and form.team is not None:
        return _give_to(session, workspace_id, milestone, form.team)
    if form.course is Course.OWNER and form.owner:
        return _have_led(session, workspace_id, milestone, form.owner)
    if form.course is Course.STOP:
        gone = milestone_course.withdraw(session, workspace_id, key, today)
        return {"withdrawn_on": None}, {"withdrawn_on": today.isoformat(), "actions": list(gone)}
    if form.course is Course.SUPPORT and form.action is not None:
        return _ask(session, workspace_id, milestone, form, today, by_id)
    return {}, {}


def _give_to(session: Session, workspace_id: int, milestone: Row[Any], team_id: int) -> tuple[Values, Values]:
    """Another team of the same organization; whoever has not answered yet is asked there."""
    teams = {
        row.id: row.name for row in milestone_course.teams(session, workspace_id, milestone.organization_id)
    }
    if team_id not in teams:
        raise Refusal("course.milestone.not_its_own", block_id=Field.TEAM)
    milestone_course.change(session, workspace_id, milestone.milestone_id, team_id=team_id)
    checkins.follow_plan(session, workspace_id, milestone.organization_id)
    before = {"team_id": milestone.team_id, "team": milestone.team}
    return before, {"team_id": team_id, "team": teams[team_id]}


def _have_led(
    session: Session, workspace_id: int, milestone: Row[Any], slack_user_id: str
) -> tuple[Values, Values]:
    """Somebody else leads the milestone's team."""
    if milestone.team_id is None:
        raise Refusal("course.milestone.teamless", block_id=Field.OWNER)
    lead = known(session, workspace_id, slack_user_id, Field.OWNER)
    first = next(iter(milestone_course.members(session, workspace_id, milestone.team_id)), None)
    milestone_course.lead(session, workspace_id, milestone.team_id, lead.id)
    old = {"lead_id": first.person_id, "lead": first.name} if first else {"lead_id": None, "lead": None}
    return old, {"lead_id": lead.id, "lead": lead.name}


def _ask(
    session: Session, workspace_id: int, milestone: Row[Any], form: AdjustForm, today: date, by_id: int
) -> tuple[Values, Values]:
    """Help for one of its actions, where it can be followed."""
    rows = milestone_course.unfinished_actions(session, workspace_id, milestone.milestone_id)
    numbers = {row.id: row.number for row in rows}
    if form.action is None or form.action not in numbers:
        raise Refusal("course.milestone.not_its_own", block_id=Field.ITEM)
    supports.ask(
        session,
        workspace_id,
        organization_id=milestone.organization_id,
        action_id=form.action,
        words=form.what or "",
        on=today,
        by_id=by_id,
    )
    return {}, {"action_id": form.action, "action": numbers[form.action]}


def _tell(
    session: Session,
    workspace_id: int,
    milestone: Row[Any],
    key: int,
    course: Course,
    above: list[int],
    now: datetime,
) -> None:
    course_told.tell_milestone(session, workspace_id, milestone, key, above, now)
    if course is Course.SUPPORT:
        support_waiting.watch(session, workspace_id, milestone.organization_id, now, at_once=True)

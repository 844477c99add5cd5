"""A change of course for an action: recorded with its reason, carried out, told, judged again (E19)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import coaching, course_told, plan_versions, support_waiting
from bot.flows.course_apply import carry_out
from bot.flows.course_door import LEADING, action_for, afterwards, known, local_day, note
from bot.flows.course_reach import Reached, reached
from bot.flows.kit import Kit, Who
from bot.flows.persons import person_of
from bot.forms.course import AdjustForm
from bot.ids import Field
from bot.rules.coaching import Situation, choose
from storage import adjustments, tellings
from storage.vocabulary import Audience, Course, Phase, RuleName
from storage.vocabulary_plan import PlanCause


def adjust(
    session: Session,
    kit: Kit,
    who: Who,
    action_id: int,
    form: AdjustForm,
    request_key: str,
    now: datetime,
) -> str:
    """Record a decision about an action; give the sentences that say so.

    The plan is changed and keeps a version, the team is told, and the next level up where its work is
    touched; the organization is judged again, and the digest corrected.
    """
    person = person_of(session, who)
    action = action_for(session, who, action_id, LEADING)
    workspace_id, today = who.workspace_id, local_day(action, now)
    decided = [known(session, workspace_id, one, Field.DECIDED).id for one in form.decided] or [person.id]
    key = adjustments.adjust(session, _row(session, workspace_id, action, form, person.id, request_key, now))
    if key is None:
        return kit.words.line("course.adjust.again")
    plan_versions.before_change(session, workspace_id, action.organization_id, now)
    touched = carry_out(session, workspace_id, action, form, today, person.id)
    reach = reached(session, workspace_id, action, form, touched, {person.id, *decided})
    adjustments.complete(
        session,
        workspace_id,
        key,
        decided_by=decided,
        before=touched.before,
        after=touched.after,
        reaches=[one.value for one in reach.why],
    )
    _tell(session, workspace_id, action, key, form.course, reach, now)
    plan_versions.note(
        session,
        workspace_id,
        action.organization_id,
        PlanCause.ADJUSTED,
        person.id,
        now,
        about=f"adjustment:{key}",
    )
    note(session, workspace_id, person.id, "adjustment.recorded", f"action:{action_id}", now)
    afterwards(session, kit, workspace_id, action.organization_id, now)
    return _said(kit, action, form, reach, today, alone=len(decided) == 1)


def _row(
    session: Session,
    workspace_id: int,
    action: Row[Any],
    form: AdjustForm,
    person_id: int,
    request_key: str,
    now: datetime,
) -> dict[str, Any]:
    cycle = tellings.latest_told(session, workspace_id, action.organization_id)
    today: date = local_day(action, now)
    return {
        "workspace_id": workspace_id,
        "organization_id": action.organization_id,
        "action_id": action.id,
        "cycle_id": cycle.id if cycle else None,
        "recorded_at": now,
        "recorded_on": today,
        "recorded_by_id": person_id,
        "course": form.course,
        "what": form.what,
        "why": form.why,
        "cause": form.cause,
        "cause_words": form.cause_words,
        "new_due_on": form.new_due_on,
        "decided_by": [],
        "before": {},
        "after": {},
        "reaches": [],
        "request_key": request_key,
    }


def _tell(
    session: Session,
    workspace_id: int,
    action: Row[Any],
    key: int,
    course: Course,
    reach: Reached,
    now: datetime,
) -> None:
    course_told.tell_adjustment(session, workspace_id, action, key, now)
    course_told.tell_reached(session, workspace_id, key, reach.people, now)
    if course is Course.SUPPORT:
        support_waiting.watch(session, workspace_id, action.organization_id, now, at_once=True)


def _said(kit: Kit, action: Row[Any], form: AdjustForm, reach: Reached, today: date, *, alone: bool) -> str:
    """What the window says when it is done, with a look ahead where one person decided (J-21).

    It ends with a question that probes the reason (J-24, J-25): the decision stands, the talk goes on.
    """
    said = [kit.words.line("course.adjust.done", number=action.number, new_due_on=form.new_due_on)]
    if reach.people:
        said.append(
            kit.words.line(
                "course.adjust.told_others", names=reach.names, why=[one.value for one in reach.why]
            )
        )
    if alone:
        said.append(kit.words.line("course.adjust.alone"))
    situation = Situation(
        audience=Audience.LEADERSHIP,
        phase=Phase.MONITOR,
        rule=RuleName.ADJUSTMENT_NOT_WORKING,
        cause=form.cause,
        words=" ".join(one for one in (form.cause_words, form.why) if one),
    )
    for text, _, _ in coaching.worded(kit, choose(kit.catalogue.bank, situation, [], today, 1)):
        said.append(kit.words.line("course.adjust.question", text=text))
    return "\n".join(said)

"""A change of course for an action: recorded with its reason, carried out, told, judged again (E19)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import course_told, plan_versions, support_waiting
from bot.flows.course_apply import carry_out
from bot.flows.course_door import LEADING, action_for, afterwards, local_day, note
from bot.flows.course_reach import Reached, reached
from bot.flows.course_record import closing, deciders, row_of
from bot.flows.kit import Kit, Who
from bot.flows.persons import person_of
from bot.forms.course import AdjustForm
from storage import adjustments
from storage.vocabulary import Course
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
    decided = deciders(session, workspace_id, form, person.id)
    row = row_of(session, workspace_id, action, form, person.id, request_key, now)
    key = adjustments.adjust(session, row | {"action_id": action.id, "reaches": []})
    if key is None:
        return kit.words.line("course.adjust.again")
    plan_versions.before_change(session, workspace_id, action.organization_id, now)
    touched = carry_out(session, workspace_id, action, form, today, person.id)
    reach = reached(session, workspace_id, action, form, touched, {person.id, *decided})
    why = [one.value for one in reach.why]
    facts: dict[str, Any] = {"before": touched.before, "after": touched.after, "reaches": why}
    adjustments.complete(session, workspace_id, key, decided_by=decided, **facts)
    _tell(session, workspace_id, action, key, form.course, reach, now)
    about = f"adjustment:{key}"
    plan_versions.note(
        session, workspace_id, action.organization_id, PlanCause.ADJUSTED, person.id, now, about=about
    )
    note(session, workspace_id, person.id, "adjustment.recorded", f"action:{action_id}", now)
    afterwards(session, kit, workspace_id, action.organization_id, now)
    said = [kit.words.line("course.adjust.done", number=action.number, new_due_on=form.new_due_on)]
    if reach.people:
        said.append(kit.words.line("course.adjust.told_others", names=reach.names, why=why))
    return "\n".join([*said, *closing(kit, form, today, alone=len(decided) == 1)])


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

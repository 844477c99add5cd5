"""A change of course, whatever it is about: an action or a milestone. The form carries which."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.course import Pickable, pick_view
from bot.blocks.parts import View
from bot.flows import course, course_form, course_milestone, course_milestone_form
from bot.flows.course_door import LEADING
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.course import AdjustForm, Limits, Subject
from storage import adjustments, milestone_course, trees
from storage.vocabulary import Course


def open_form(
    session: Session, kit: Kit, who: Who, subject: Subject, chosen: Course | None, now: datetime
) -> View:
    """Give the form for a change of course, with the fields that `chosen` calls for.

    What was typed stays when another course is chosen, because the ids stay. `Refusal` for those who may not.
    """
    if subject.is_milestone:
        return course_milestone_form.open_form(session, kit, who, subject.id, chosen)
    return course_form.open_form(session, kit, who, subject.id, now, chosen)


def limits(session: Session, kit: Kit, who: Who, subject: Subject, now: datetime) -> Limits:
    """Give what a decision is checked against."""
    if subject.is_milestone:
        return course_milestone_form.limits(session, who, subject.id, now)
    return course_form.limits(session, kit, who, subject.id, now)


def adjust(
    session: Session, kit: Kit, who: Who, subject: Subject, form: AdjustForm, key: str, now: datetime
) -> str:
    """Record a decision and carry it out; give the sentences that say so."""
    record = course_milestone.adjust if subject.is_milestone else course.adjust
    return record(session, kit, who, subject.id, form, key, now)


def find(session: Session, kit: Kit, who: Who, typed: str, now: datetime) -> View:
    """Give the form for the action or milestone of a typed number; without one, or with several, ask which.

    Where an action and a milestone have the same number, the action comes first.
    """
    person = person_of(session, who)
    places = trees.held(session, who.workspace_id, person.id, LEADING)
    if not places:
        raise Refusal("course.not_leading")
    found = _pickable(session, who.workspace_id, trees.below(session, who.workspace_id, places), typed)
    if typed and len(found) == 1:
        return open_form(session, kit, who, found[0].subject, None, now)
    if typed and not found:
        raise Refusal("course.pick.none_such", typed=typed)
    if not found:
        raise Refusal("course.pick.none")
    return pick_view(kit.words, found)


def _pickable(session: Session, workspace_id: int, schools: set[int], typed: str) -> list[Pickable]:
    """Actions, then milestones, so many that a menu holds some of both; a number finds actions first."""
    actions = adjustments.unfinished(session, workspace_id, schools, typed or None)
    milestones = milestone_course.under_way(session, workspace_id, schools, typed or None)
    if typed and actions:
        milestones = []
    room = max(adjustments.MOST - len(milestones), adjustments.MOST // 2)
    kinds = (("action", actions[:room]), ("milestone", milestones))
    return [
        Pickable(Subject(kind, one.id), one.number, one.text, one.organization, bool(one.lags))
        for kind, rows in kinds
        for one in rows
    ]

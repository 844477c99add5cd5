"""The form for a change of course of an action: what it shows, and what a decision is checked against."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.course import ActionFacts, PastChange, adjust_view
from bot.blocks.parts import View
from bot.flows.course_door import LEADING, action_for, local_day
from bot.flows.facts import facts_of
from bot.flows.kit import Kit, Who
from bot.flows.routine import routine_of
from bot.forms.course import Limits, Subject
from bot.rules.quantities import followed
from storage import adjustments, answer_parts, course, figures, people, rootcause
from storage.vocabulary import Course

MOST_PAST = 3
"""Earlier changes that a form shows."""


def open_form(
    session: Session, kit: Kit, who: Who, action_id: int, now: datetime, chosen: Course | None = None
) -> View:
    """Give the form for a change of course of an action; `Refusal` for those who may not."""
    metadata = str(Subject("action", action_id))
    return adjust_view(kit.words, about(session, kit, who, action_id, now), metadata, chosen)


def about(session: Session, kit: Kit, who: Who, action_id: int, now: datetime) -> ActionFacts:
    """Give what the form shows of an action."""
    action = action_for(session, who, action_id, LEADING)
    said = course.proposal(session, who.workspace_id, action_id)
    settled = rootcause.settled_for(session, who.workspace_id, action_id)
    owner = _slack_id(session, who.workspace_id, action.responsible_id)
    return ActionFacts(
        number=action.number,
        text=action.text,
        team=action.team or action.organization,
        due_on=action.due_on,
        asked=asked_for(session, who.workspace_id, action),
        proposed=said.adjustment if said else None,
        proposed_due_on=said.new_due_on if said and said.new_due_on != action.due_on else None,
        first_due_on=action.first_due_on,
        outputs=living_outputs(session, who.workspace_id, action_id),
        cause=(settled.cause if settled else None)
        or answer_parts.last_causes(session, who.workspace_id, [action_id]).get(action_id),
        cause_words=settled.words if settled else None,
        owner=owner,
        decider=who.slack_user_id,
        past=_past(session, who.workspace_id, action, now),
    )


def limits(session: Session, kit: Kit, who: Who, action_id: int, now: datetime) -> Limits:
    """Give what a decision about an action is checked against."""
    action = action_for(session, who, action_id, LEADING)
    return Limits(
        local_day(action, now),
        action.due_on,
        _slack_id(session, who.workspace_id, action.responsible_id),
        living_outputs(session, who.workspace_id, action_id),
    )


def asked_for(session: Session, workspace_id: int, action: Row[Any]) -> str | None:
    """Give the words in which help with an action is asked for, while nobody has offered any."""
    rows = figures.open_requests(session, workspace_id, [action.organization_id])
    return next((row.asked_words for row in rows if row.action_id == action.id and row.asked_words), None)


def living_outputs(session: Session, workspace_id: int, action_id: int) -> tuple[str, ...]:
    """Give the outputs that an action is to bring forth, in order."""
    rows = adjustments.outputs(session, workspace_id, action_id)
    return tuple(row.text for row in rows if row.withdrawn_on is None)


def _slack_id(session: Session, workspace_id: int, person_id: int | None) -> str | None:
    if person_id is None:
        return None
    person = people.names(session, workspace_id, [person_id]).get(person_id)
    return person.slack_user_id if person else None


def _past(session: Session, workspace_id: int, action: Row[Any], now: datetime) -> tuple[PastChange, ...]:
    """What was decided before, and what followed it so far (J-20)."""
    rows = adjustments.past(session, workspace_id, action.id)[:MOST_PAST]
    if not rows:
        return ()
    calendar = routine_of(session, workspace_id, action.organization_id, now.date()).calendar
    plan, history = facts_of(session, workspace_id, action.organization_id, calendar)
    today = calendar.day_of(now)
    return tuple(
        PastChange(
            row.recorded_on,
            row.course,
            followed(plan, history, action.id, row.recorded_on, today).effect,
            row.new_due_on,
        )
        for row in rows
    )

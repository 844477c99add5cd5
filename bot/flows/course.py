"""A change of course, or an offer of help, for an action that lags: recorded, told, judged again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.course import ActionFacts
from bot.flows import course_told, digest, judging
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.course import AdjustForm, SupportForm
from bot.rules.calendar import zone_of
from bot.rules.course import Course
from storage import figures, people, supports, tellings, trees
from storage.tables import AuditEvent
from storage.vocabulary import RoleKind

LEADING = (RoleKind.PRINCIPAL, RoleKind.LEADERSHIP, RoleKind.COACH)
HELPING = (
    *LEADING,
    RoleKind.LIAISON,
    RoleKind.EXPERT,
    RoleKind.DISTRICT_STAFF,
    RoleKind.STATE_STAFF,
)


def about(session: Session, kit: Kit, who: Who, action_id: int, to_adjust: bool) -> ActionFacts:
    """Give what a form shows of an action; `Refusal` for those who may not use the form."""
    action = _action(session, who, action_id, LEADING if to_adjust else HELPING)
    asked = [
        row.asked_words
        for row in figures.open_requests(session, who.workspace_id, [action.organization_id])
        if row.action_id == action_id and row.asked_words
    ]
    said = supports.proposal(session, who.workspace_id, action_id)
    return ActionFacts(
        action.number,
        action.text,
        action.team or action.organization,
        action.due_on,
        asked[0] if asked else None,
        said.adjustment if said else None,
        said.new_due_on if said and said.new_due_on != action.due_on else None,
    )


def today_and_due(
    session: Session, kit: Kit, who: Who, action_id: int, now: datetime
) -> tuple[date, date | None]:
    """Give the action's local day and its due date, for checking a form."""
    action = _action(session, who, action_id, LEADING)
    return _today(action, now), action.due_on


def adjust(
    session: Session,
    kit: Kit,
    who: Who,
    action_id: int,
    form: AdjustForm,
    request_key: str,
    now: datetime,
) -> str:
    """Record a decision about an action; give the sentence that says so.

    The team is told, the organization judged again, and the digest corrected.
    """
    person = person_of(session, who)
    action = _action(session, who, action_id, LEADING)
    today = _today(action, now)
    cycle = tellings.latest_told(session, who.workspace_id, action.organization_id)
    adjustment_id = supports.adjust(
        session,
        {
            "workspace_id": who.workspace_id,
            "organization_id": action.organization_id,
            "action_id": action_id,
            "cycle_id": cycle.id if cycle else None,
            "recorded_at": now,
            "recorded_on": today,
            "recorded_by_id": person.id,
            "what": form.what,
            "why": form.why,
            "new_due_on": form.new_due_on,
            "request_key": request_key,
        },
    )
    if adjustment_id is None:
        return kit.words.line("course.adjust.again")
    _apply(session, who.workspace_id, action, form, today, person.id)
    course_told.tell_adjustment(session, who.workspace_id, action, adjustment_id, form.course, now)
    _note(session, who.workspace_id, person.id, "adjustment.recorded", action_id, now)
    _afterwards(session, kit, who.workspace_id, action.organization_id, now)
    return kit.words.line("course.adjust.done", number=action.number, new_due_on=form.new_due_on)


def offer(session: Session, kit: Kit, who: Who, action_id: int, form: SupportForm, now: datetime) -> str:
    """Record help for an action, which answers its team's requests; give the sentence that says so."""
    person = person_of(session, who)
    action = _action(session, who, action_id, HELPING)
    helper = people.by_slack_id(session, who.workspace_id, form.helper)
    if helper is None:
        raise Refusal("course.unknown_helper")
    support_id = supports.give(
        session,
        who.workspace_id,
        organization_id=action.organization_id,
        action_id=action_id,
        words=form.what,
        on=_today(action, now),
        by_id=helper.id,
    )
    course_told.tell_support(session, who.workspace_id, action, support_id, now)
    _note(session, who.workspace_id, person.id, "support.offered", action_id, now)
    _afterwards(session, kit, who.workspace_id, action.organization_id, now)
    return kit.words.line("course.support.done")


def _action(session: Session, who: Who, action_id: int, kinds: tuple[RoleKind, ...]) -> Row[Any]:
    person = person_of(session, who)
    action = supports.action(session, who.workspace_id, action_id)
    if action is None or action.withdrawn_on is not None:
        raise Refusal("course.gone")
    if not trees.has_role(session, who.workspace_id, person.id, action.organization_id, kinds):
        raise Refusal("course.not_leading" if kinds == LEADING else "course.not_close")
    if action.completed_on is not None:
        raise Refusal("course.finished")
    return action


def _apply(
    session: Session, workspace_id: int, action: Row[Any], form: AdjustForm, today: date, by_id: int
) -> None:
    if form.course is Course.DATE and form.new_due_on is not None:
        supports.move_due_date(
            session,
            workspace_id,
            action.id,
            old=action.due_on,
            new=form.new_due_on,
            on=today,
            by_id=by_id,
        )
    elif form.course is Course.STOP:
        supports.withdraw(session, workspace_id, action.id, today)
    elif form.course is Course.SUPPORT:
        supports.ask(
            session,
            workspace_id,
            organization_id=action.organization_id,
            action_id=action.id,
            words=form.what,
            on=today,
            by_id=by_id,
        )


def _afterwards(session: Session, kit: Kit, workspace_id: int, organization_id: int, now: datetime) -> None:
    """Once a cycle has closed, judge anew and correct the digest that leaders have before them."""
    cycle = tellings.latest_closed(session, workspace_id, organization_id)
    if cycle is not None:
        judging.judge_organization(session, kit, workspace_id, organization_id, cycle.id, now)
        digest.correct_latest(session, kit, workspace_id, organization_id, now)


def _note(
    session: Session, workspace_id: int, person_id: int, what: str, action_id: int, now: datetime
) -> None:
    session.add(
        AuditEvent(
            workspace_id=workspace_id, at=now, person_id=person_id, what=what, about=f"action:{action_id}"
        )
    )


def _today(action: Row[Any], now: datetime) -> date:
    return now.astimezone(zone_of(action.timezone)).date()

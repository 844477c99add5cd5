"""Who may change a plan's course, who may help, and how the action in question stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import digest, judging, network_counts
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.rules.calendar import zone_of
from storage import milestone_course, people, supports, tellings, trees
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


def action_for(session: Session, who: Who, action_id: int, kinds: tuple[RoleKind, ...]) -> Row[Any]:
    """Give an action to somebody who holds one of these roles there or above; `Refusal` for others."""
    person = person_of(session, who)
    action = supports.action(session, who.workspace_id, action_id)
    if action is None or action.withdrawn_on is not None:
        raise Refusal("course.gone")
    if not trees.has_role(session, who.workspace_id, person.id, action.organization_id, kinds):
        raise Refusal("course.not_leading" if kinds == LEADING else "course.not_close")
    if action.completed_on is not None:
        raise Refusal("course.finished")
    return action


def milestone_for(session: Session, who: Who, milestone_id: int) -> Row[Any]:
    """Give a milestone to somebody who leads or coaches there or above; `Refusal` for others."""
    person = person_of(session, who)
    milestone = milestone_course.milestone(session, who.workspace_id, milestone_id)
    if milestone is None or milestone.withdrawn_on is not None:
        raise Refusal("course.milestone.gone")
    if not trees.has_role(session, who.workspace_id, person.id, milestone.organization_id, LEADING):
        raise Refusal("course.not_leading")
    if milestone.completed_on is not None:
        raise Refusal("course.milestone.finished")
    return milestone


def known(session: Session, workspace_id: int, slack_user_id: str, block_id: str) -> Row[Any]:
    """Give a person who was chosen in a form (id, name); `Refusal` beside the field for a stranger."""
    person = people.by_slack_id(session, workspace_id, slack_user_id)
    if person is None:
        raise Refusal("course.unknown_person", block_id=block_id)
    return person


def local_day(action: Row[Any], now: datetime) -> date:
    """Give the day that it is where the action is done."""
    return now.astimezone(zone_of(action.timezone)).date()


def afterwards(session: Session, kit: Kit, workspace_id: int, organization_id: int, now: datetime) -> None:
    """Once a cycle has closed, judge anew and correct the digest that leaders have before them."""
    cycle = tellings.latest_closed(session, workspace_id, organization_id)
    if cycle is not None:
        judging.judge_organization(session, kit, workspace_id, organization_id, cycle.id, now)
        digest.correct_latest(session, kit, workspace_id, organization_id, now)
        network_counts.keep(session, workspace_id, organization_id)


def note(session: Session, workspace_id: int, person_id: int, what: str, about: str, now: datetime) -> None:
    """Write down who did what."""
    session.add(AuditEvent(workspace_id=workspace_id, at=now, person_id=person_id, what=what, about=about))

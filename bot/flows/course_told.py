"""Tells a team of a change of course, or of help that comes: in the thread of its check-in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks import parts
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.rules.course import Course
from storage import course, deliveries, people
from storage.deliveries import Wish
from storage.tables import Delivery

ADJUSTED, SUPPORTED = "adjustment_told", "support_told"


def tell_adjustment(
    session: Session,
    workspace_id: int,
    action: Row[Any],
    adjustment_id: int,
    decided: Course,
    now: datetime,
) -> None:
    """Wish for the team's news of an adjustment, and have its open prompt show the new date."""
    facts = {"adjustment": adjustment_id, "course": decided.value}
    _wish(session, workspace_id, action, ADJUSTED, f"adjustment:{adjustment_id}", facts, now)


def tell_support(
    session: Session, workspace_id: int, action: Row[Any], support_id: int, now: datetime
) -> None:
    """Wish for the team's news of help that was offered."""
    moment = now.isoformat(timespec="seconds")
    facts = {"support": support_id}
    _wish(session, workspace_id, action, SUPPORTED, f"support:{support_id}:{moment}", facts, now)


def compose_adjustment(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a team is told of an adjustment."""
    row = course.told_adjustment(session, delivery.workspace_id, delivery.facts["adjustment"])
    if row is None:
        return Skip("the adjustment is not there any more")
    decided = Course(delivery.facts["course"])
    said = kit.words.line(
        "course.adjust.told",
        name=row.name,
        number=row.number,
        text=row.text,
        choice=kit.words.label(f"course.adjust.choices.{decided}.label"),
        new_due_on=row.new_due_on,
        what=row.what,
        why=row.why,
    )
    return Message(said, [parts.section(said)])


def compose_support(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a team is told of help that comes."""
    row = course.told_support(session, delivery.workspace_id, delivery.facts["support"])
    if row is None:
        return Skip("the support is not there any more")
    said = kit.words.line(
        "course.support.told",
        number=row.number,
        text=row.text,
        name=row.name,
        what=row.given_words,
        asked=row.asked_words,
    )
    return Message(said, [parts.section(said)])


def _wish(
    session: Session,
    workspace_id: int,
    action: Row[Any],
    kind: str,
    key: str,
    facts: dict[str, Any],
    now: datetime,
) -> None:
    """In the thread of the team's newest check-in; without one, to its lead or whoever is responsible."""
    check_in_id = course.latest_check_in(session, workspace_id, action.milestone_id)
    prompt = course.prompt_of(session, workspace_id, check_in_id) if check_in_id else None
    if check_in_id and prompt:
        deliveries.freshen(session, workspace_id, f"check-in:{check_in_id}", ("checkin_prompt",), now)
    person_id = prompt.person_id if prompt else _lead(session, workspace_id, action)
    channel = prompt.channel if prompt else None
    if person_id is None and channel is None:
        return
    wish = Wish(
        workspace_id=workspace_id,
        key=key,
        kind=kind,
        due_at=now,
        about=f"action:{action.id}",
        facts=facts,
        person_id=person_id,
        channel=channel,
        parent_id=prompt.id if prompt else None,
    )
    deliveries.wish(session, [wish], now)


def _lead(session: Session, workspace_id: int, action: Row[Any]) -> int | None:
    members = people.members(session, workspace_id, [action.team_id]) if action.team_id else ()
    rows = members or people.responsible(session, workspace_id, [action.milestone_id])
    return rows[0].person_id if rows else None

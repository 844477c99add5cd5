"""Tells those concerned of a change of course: the team, the level above, others who count on the work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks import parts
from bot.flows.course_places import News, freshen_prompts, tell_team
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from storage import course, deliveries, people
from storage.deliveries import Wish
from storage.tables import Delivery

ADJUSTED, REACHED = "adjustment_told", "adjustment_reached"


def tell_adjustment(
    session: Session, workspace_id: int, action: Row[Any], adjustment_id: int, now: datetime
) -> None:
    """Wish for the team's news of an adjustment (J-22), and have its open prompt show what changed."""
    freshen_prompts(session, workspace_id, action, now)
    about = f"adjustment:{adjustment_id}"
    facts = {"adjustment": adjustment_id}
    tell_team(session, workspace_id, action, News(ADJUSTED, about, about, facts, now), now)


def tell_reached(
    session: Session, workspace_id: int, adjustment_id: int, person_ids: Collection[int], now: datetime
) -> None:
    """Wish for the news of those whom an adjustment reaches beyond its team (J-23)."""
    wishes = [
        Wish(
            workspace_id=workspace_id,
            key=f"adjustment-reached:{adjustment_id}:{person_id}",
            kind=REACHED,
            due_at=now,
            about=f"adjustment:{adjustment_id}",
            facts={"adjustment": adjustment_id},
            person_id=person_id,
        )
        for person_id in person_ids
    ]
    deliveries.wish(session, wishes, now)


def compose_adjustment(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a team is told of an adjustment."""
    return _compose(session, kit, delivery, "course.adjust.told")


def compose_reached(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what the level above, or another plan's leaders, are told of an adjustment."""
    return _compose(session, kit, delivery, "course.adjust.reached")


def _compose(session: Session, kit: Kit, delivery: Delivery, label: str) -> Message | Skip:
    row = course.told_adjustment(session, delivery.workspace_id, delivery.facts["adjustment"])
    if row is None:
        return Skip("the adjustment is not there any more")
    names = people.names(session, delivery.workspace_id, row.decided_by)
    said = kit.words.line(
        label,
        name=row.name,
        organization=row.organization,
        number=row.number,
        text=row.text,
        choice=kit.words.label(f"course.adjust.choices.{row.course}.label"),
        course=row.course,
        before=row.before,
        after=row.after,
        new_due_on=row.new_due_on,
        first_due_on=row.first_due_on if row.first_due_on != row.new_due_on else None,
        what=row.what,
        why=row.why,
        cause=row.cause,
        cause_words=row.cause_words,
        decided=[names[one].name for one in row.decided_by if one in names],
        reaches=row.reaches,
    )
    return Message(said, [parts.section(said)])

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
MILESTONE, MILESTONE_REACHED = "milestone_told", "milestone_reached"


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
    about, facts = f"adjustment:{adjustment_id}", {"adjustment": adjustment_id}
    _tell_each(session, workspace_id, REACHED, about, facts, person_ids, now)


def tell_milestone(
    session: Session,
    workspace_id: int,
    milestone: Row[Any],
    adjustment_id: int,
    above: Collection[int],
    now: datetime,
) -> None:
    """Wish for the news of a milestone's adjustment, for its team (J-22) and for those `above` it (J-23)."""
    freshen_prompts(session, workspace_id, milestone, now)
    about = f"milestone-adjustment:{adjustment_id}"
    facts = {"adjustment": adjustment_id}
    tell_team(session, workspace_id, milestone, News(MILESTONE, about, about, facts, now), now)
    _tell_each(session, workspace_id, MILESTONE_REACHED, about, facts, above, now)


def compose_adjustment(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a team is told of an adjustment."""
    return _compose(session, kit, delivery, "course.adjust.told")


def compose_reached(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what the level above, or another plan's leaders, are told of an adjustment."""
    return _compose(session, kit, delivery, "course.adjust.reached")


def compose_milestone(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a team is told of a decision about its milestone."""
    return _compose_milestone(session, kit, delivery)


def compose_milestone_reached(
    session: Session, kit: Kit, delivery: Delivery, now: datetime
) -> Message | Skip:
    """Read what the level above is told of a decision about a milestone."""
    return _compose_milestone(session, kit, delivery, "course.milestone.reached")


def _tell_each(
    session: Session,
    workspace_id: int,
    kind: str,
    about: str,
    facts: dict[str, Any],
    person_ids: Collection[int],
    now: datetime,
) -> None:
    wishes = [
        Wish(
            workspace_id=workspace_id,
            key=f"{about.replace(':', '-reached:')}:{person_id}",
            kind=kind,
            due_at=now,
            about=about,
            facts=facts,
            person_id=person_id,
        )
        for person_id in dict.fromkeys(person_ids)
    ]
    deliveries.wish(session, wishes, now)


def _compose(session: Session, kit: Kit, delivery: Delivery, label: str) -> Message | Skip:
    row = course.told_adjustment(session, delivery.workspace_id, delivery.facts["adjustment"])
    if row is None:
        return Skip("the adjustment is not there any more")
    facts = _facts(session, kit, delivery.workspace_id, row, "course.adjust")
    said = kit.words.line(label, reaches=row.reaches, **facts)
    return Message(said, [parts.section(said)])


def _compose_milestone(
    session: Session, kit: Kit, delivery: Delivery, why: str | None = None
) -> Message | Skip:
    row = course.told_milestone(session, delivery.workspace_id, delivery.facts["adjustment"])
    if row is None:
        return Skip("the adjustment is not there any more")
    said = kit.words.line(
        "course.milestone.told", **_facts(session, kit, delivery.workspace_id, row, "course.milestone")
    )
    if why is not None:
        said = f"{said}\n{kit.words.line(why, organization=row.organization)}"
    return Message(said, [parts.section(said)])


def _facts(session: Session, kit: Kit, workspace_id: int, row: Row[Any], place: str) -> dict[str, Any]:
    """What the sentences about a decision say; `place` is where the words of the courses are."""
    names = people.names(session, workspace_id, row.decided_by)
    return {
        "name": row.name,
        "organization": row.organization,
        "number": row.number,
        "text": row.text,
        "choice": kit.words.label(f"{place}.choices.{row.course}.label"),
        "course": row.course,
        "before": row.before,
        "after": row.after,
        "new_due_on": row.new_due_on,
        "first_due_on": row.first_due_on if row.first_due_on != row.new_due_on else None,
        "what": row.what,
        "why": row.why,
        "cause": row.cause,
        "cause_words": row.cause_words,
        "decided": [names[one].name for one in row.decided_by if one in names],
    }

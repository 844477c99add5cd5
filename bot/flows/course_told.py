"""Tells those concerned of a change of course, or of help that comes: in the thread of their check-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where news goes: to a person or to a channel, under the prompt that stands there."""

    person_id: int | None
    channel: str | None
    parent_id: int | None


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
    """For everybody concerned, in the thread of the newest check-in that each of them was asked in."""
    check_in = course.latest_check_in(session, workspace_id, action.milestone_id)
    prompts = course.prompts_of(session, workspace_id, check_in.id) if check_in else ()
    if check_in and prompts:
        deliveries.freshen(session, workspace_id, f"check-in:{check_in.id}", ("checkin_prompt",), now)
    wishes = [
        Wish(
            workspace_id=workspace_id,
            key=f"{key}:{place.person_id}" if place.person_id else key,
            kind=kind,
            due_at=now,
            about=f"action:{action.id}",
            facts=facts,
            person_id=place.person_id,
            channel=place.channel,
            parent_id=place.parent_id,
        )
        for place in _places(check_in, prompts, _lead(session, workspace_id, action))
    ]
    deliveries.wish(session, wishes, now)


def _places(check_in: Row[Any] | None, prompts: Sequence[Row[Any]], lead: int | None) -> list[_Place]:
    """The team's channel, or else its lead; and who answered, or else is asked, where that is another."""
    own: dict[int, int] = {}
    for one in prompts:
        if one.person_id is not None:
            own.setdefault(one.person_id, one.id)
    person = (check_in.answered_by_id or check_in.asked_person_id) if check_in else None
    shared = next((one for one in prompts if one.channel and one.person_id is None), None)
    if shared is not None:
        # who was asked in the channel reads it there; a colleague asked alone may not be in it
        found = [person] if person in own else []
        places = [_Place(None, shared.channel, shared.id)]
    else:
        found, places = [person, lead], []
    return places + [_Place(one, None, own.get(one)) for one in dict.fromkeys(found) if one is not None]


def _lead(session: Session, workspace_id: int, action: Row[Any]) -> int | None:
    members = people.members(session, workspace_id, [action.team_id]) if action.team_id else ()
    rows = members or people.responsible(session, workspace_id, [action.milestone_id])
    return rows[0].person_id if rows else None

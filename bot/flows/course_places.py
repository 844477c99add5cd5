"""Where news of an action goes: to its team, in the thread of the newest check-in that each was asked in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from storage import course, deliveries, people
from storage.deliveries import Wish


@dataclass(frozen=True, slots=True)
class Place:
    """A person or a channel, and the prompt that stands there."""

    person_id: int | None
    channel: str | None
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class News:
    """A message to a team: `key` is unique for its meaning, `due_at` when it is to be read."""

    kind: str
    key: str
    about: str
    facts: dict[str, Any]
    due_at: datetime
    once: bool = False
    """Whether it goes to the first place only."""


def tell_team(session: Session, workspace_id: int, action: Row[Any], news: News, now: datetime) -> None:
    """Wish for news of an action, for everybody of its team who is concerned."""
    check_in = course.latest_check_in(session, workspace_id, action.milestone_id)
    prompts = course.prompts_of(session, workspace_id, check_in.id) if check_in else ()
    places = _places(check_in, prompts, _lead(session, workspace_id, action))
    wishes = [
        Wish(
            workspace_id=workspace_id,
            key=f"{news.key}:{place.person_id}" if place.person_id else news.key,
            kind=news.kind,
            due_at=news.due_at,
            about=news.about,
            facts=news.facts,
            person_id=place.person_id,
            channel=place.channel,
            parent_id=place.parent_id,
        )
        for place in (places[:1] if news.once else places)
    ]
    deliveries.wish(session, wishes, now)


def freshen_prompts(session: Session, workspace_id: int, action: Row[Any], now: datetime) -> None:
    """Have the team's newest prompt show how the action stands now."""
    check_in = course.latest_check_in(session, workspace_id, action.milestone_id)
    if check_in:
        deliveries.freshen(session, workspace_id, f"check-in:{check_in.id}", ("checkin_prompt",), now)


def _places(check_in: Row[Any] | None, prompts: Sequence[Row[Any]], lead: int | None) -> list[Place]:
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
        places = [Place(None, shared.channel, shared.id)]
    else:
        found, places = [person, lead], []
    return places + [Place(one, None, own.get(one)) for one in dict.fromkeys(found) if one is not None]


def _lead(session: Session, workspace_id: int, action: Row[Any]) -> int | None:
    members = people.members(session, workspace_id, [action.team_id]) if action.team_id else ()
    rows = members or people.responsible(session, workspace_id, [action.milestone_id])
    return rows[0].person_id if rows else None

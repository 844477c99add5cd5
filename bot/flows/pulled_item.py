"""What is known of a milestone, an action, or a school, for choosing questions about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.blocks.digest_facts import Item, Report
from bot.flows import speakable
from bot.flows.digest_questions import reports_of, situation_of
from bot.flows.digest_reading import items_of
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.routine import routine_of
from bot.rules.coaching import Situation
from storage import tellings, trees
from storage.vocabulary import Audience, Phase

_NOWHERE: Mapping[str, int | None] = {"milestone_id": None, "team_id": None}


@dataclass(frozen=True, slots=True)
class Known:
    """A situation, what its questions are about in plain words, and where questions asked of it are kept."""

    situation: Situation
    name: str | None = None
    place: Mapping[str, int | None] = field(default_factory=lambda: dict(_NOWHERE))


def of_item(session: Session, kit: Kit, who: Who, key: str, audience: Audience, now: datetime) -> Known:
    """Give what is known of an item: its gravest flag (a milestone: also its actions') and its words."""
    row = speakable.read(session, who, key)
    cycle = tellings.latest_closed(session, who.workspace_id, row.organization_id)
    lagging = items_of(session, who.workspace_id, cycle) if cycle else ()
    same = [one for one in lagging if one.milestone_id == row.milestone_id]
    own = [one for one in same if one.action_id == row.action_id]
    found = own or (same if row.action_id is None else [])
    name = kit.words.label("coach.about_item", number=row.number, text=row.text, school=row.organization)
    place = {
        "organization_id": row.organization_id,
        "milestone_id": row.milestone_id,
        "action_id": row.action_id,
        "team_id": row.team_id,
        "cycle_id": cycle.id if cycle else None,
    }
    if not found or cycle is None:
        return Known(Situation(audience, Phase.MONITOR), name, place)
    situation = _situation(session, who, found[0], cycle.id, row.organization_id, audience, now)
    return Known(situation, name, place)


def of_school(
    session: Session, kit: Kit, who: Who, organization_id: int, audience: Audience, now: datetime
) -> Known:
    """Give what is known of a school: that of what lags there most gravely."""
    (school,) = trees.named(session, who.workspace_id, [organization_id]) or (None,)
    if school is None:
        raise Refusal("coach.gone")
    cycle = tellings.latest_closed(session, who.workspace_id, organization_id)
    lagging = items_of(session, who.workspace_id, cycle) if cycle else ()
    if not lagging or cycle is None:
        return Known(Situation(audience, Phase.MONITOR), school.name)
    worst = lagging[0]
    name = kit.words.label("coach.about_item", number=worst.number, text=worst.text, school=school.name)
    situation = _situation(session, who, worst, cycle.id, organization_id, audience, now)
    team_id = tellings.team_of(session, who.workspace_id, worst.milestone_id)
    return Known(situation, name, {"milestone_id": worst.milestone_id, "team_id": team_id})


def _situation(
    session: Session,
    who: Who,
    item: Item,
    cycle_id: int,
    organization_id: int,
    audience: Audience,
    now: datetime,
) -> Situation:
    report = reports_of(session, who.workspace_id, cycle_id).get(item.action_id or 0, Report())
    routine = routine_of(session, who.workspace_id, organization_id, now.date())
    return situation_of(item, report, routine, audience)

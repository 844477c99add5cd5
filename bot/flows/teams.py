"""Who could answer each check-in, and when they are away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.absence import MemberFacts, Stretch, absence
from bot.rules.calendar import zone_of
from storage import people


def members_of(
    session: Session, workspace_id: int, check_ins: Sequence[Any], timezone: str, since: datetime
) -> dict[int, tuple[MemberFacts, ...]]:
    """Give, by milestone, who is asked for each of these check-ins, with absences from `since` on.

    A check-in is anything with milestone_id, team_id and asked_person_id.

    That is the team; for a milestone without a team, the people responsible for its actions; and
    whoever it was handed to. People whom Slack cannot reach are left out.
    """
    places = _places(session, workspace_id, check_ins)
    everybody = {person for place in places.values() for person in place}
    away = _away(session, workspace_id, everybody, timezone, since)
    return {
        milestone_id: tuple(
            MemberFacts(person, position, away.get(person, ())) for person, position in place.items()
        )
        for milestone_id, place in places.items()
    }


def _places(session: Session, workspace_id: int, check_ins: Sequence[Any]) -> dict[int, dict[int, int]]:
    """By milestone: each person's position."""
    teams: dict[int, dict[int, int]] = defaultdict(dict)
    for row in people.members(session, workspace_id, {one.team_id for one in check_ins if one.team_id}):
        teams[row.team_id][row.person_id] = row.position
    alone = [one.milestone_id for one in check_ins if not teams.get(one.team_id)]
    places: dict[int, dict[int, int]] = {
        one.milestone_id: dict(teams.get(one.team_id, {})) for one in check_ins
    }
    for row in people.responsible(session, workspace_id, alone) if alone else ():
        places[row.milestone_id].setdefault(row.person_id, len(places[row.milestone_id]))
    asked = {one.asked_person_id for one in check_ins if one.asked_person_id is not None}
    here = people.reachable(session, workspace_id, asked) if asked else set()
    for one in check_ins:
        if one.asked_person_id in here:
            places[one.milestone_id].setdefault(one.asked_person_id, len(places[one.milestone_id]))
    return places


def _away(
    session: Session, workspace_id: int, person_ids: set[int], timezone: str, since: datetime
) -> dict[int, tuple[Stretch, ...]]:
    found: dict[int, tuple[Stretch, ...]] = {}
    from_on = since.astimezone(zone_of(timezone)).date()
    for row in people.absences(session, workspace_id, person_ids, from_on):
        found[row.person_id] = (
            *found.get(row.person_id, ()),
            absence(row.first_on, row.last_on, timezone),
        )
    return found

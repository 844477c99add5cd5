"""Help at a glance: what waits, what is on its way, what one can say something about, what followed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.parts import Block
from bot.blocks.support import Request
from bot.blocks.support_list import Care, Followed, Help, care_blocks, care_text
from bot.flows.course_door import HELPING, LEADING
from bot.flows.facts import facts_of
from bot.flows.kit import Kit, Who
from bot.flows.persons import person_of
from bot.flows.routine import routines
from bot.rules.quantities import Ratio, adjustment_effect, ratio_of, support_effect
from storage import desk, figures, practices, supports, trees

MOST_SCHOOLS = 8
"""Schools over which one list sums up what followed: everything about each of them is read."""


def listing(session: Session, kit: Kit, who: Who, now: datetime) -> tuple[str, list[Block]]:
    """Give what `/milepost support` says to a person."""
    person = person_of(session, who)
    care = care_of(session, who.workspace_id, person.id, everything=True)
    seen = _followed(session, who.workspace_id, trees.visible(session, who.workspace_id, person.id), now)
    return care_text(kit.words, care, seen), care_blocks(kit.words, care, seen)


def care_of(session: Session, workspace_id: int, person_id: int, *, everything: bool = False) -> Care:
    """Give what a person can do about help; without `everything`, only what asks something of them."""
    helps = trees.below(session, workspace_id, trees.held(session, workspace_id, person_id, HELPING))
    places = trees.visible(session, workspace_id, person_id) if everything else helps
    several = len(places) > 1
    mine = _Received(session, workspace_id, person_id)
    under_way = supports.under_way(session, workspace_id, trees.visible(session, workspace_id, person_id))
    return Care(
        requests=tuple(
            _request(row, several, row.organization_id in helps)
            for row in figures.open_requests(session, workspace_id, places)
        ),
        to_give=tuple(
            _help(row)
            for row in under_way
            if row.given_on is None
            and (row.offered_by_id == person_id or (everything and row.organization_id in helps))
        ),
        to_rate=tuple(_help(row) for row in under_way if row.given_on is not None and mine.has(row)),
        leads=bool(trees.held(session, workspace_id, person_id, LEADING)),
        helps=bool(helps),
        knows=tuple(practices.known_by(session, workspace_id, person_id)),
    )


class _Received:
    """Says which help a person received: through their team, or as the one responsible."""

    def __init__(self, session: Session, workspace_id: int, person_id: int) -> None:
        self._person_id = person_id
        self._teams = desk.teams_of(session, workspace_id, person_id)

    def has(self, row: Row[Any]) -> bool:
        return row.responsible_id == self._person_id or row.team_id in self._teams


def _request(row: Row[Any], several: bool, may_offer: bool) -> Request:
    return Request(
        row.action_id,
        row.number,
        row.text,
        row.team,
        row.asked_words,
        row.asked_on,
        row.organization if several else None,
        may_offer,
    )


def _help(row: Row[Any]) -> Help:
    return Help(row.id, row.number, row.text, row.name or "", row.offered_words or "", row.offered_on)


def _followed(
    session: Session, workspace_id: int, organization_ids: Iterable[int], now: datetime
) -> Followed:
    """What followed help and new dates in a person's schools (N-02, N-03)."""
    schools = [row.id for row in desk.schools(session, workspace_id, organization_ids)][:MOST_SCHOOLS]
    known = routines(session, workspace_id, now.date(), schools)
    helped: list[Ratio] = []
    dates: list[Ratio] = []
    for school in schools:
        calendar = known[school].calendar
        plan, history = facts_of(session, workspace_id, school, calendar)
        today = calendar.day_of(now)
        helped.append(support_effect(plan, history, today).back_on_track)
        dates.append(adjustment_effect(plan, history, today))
    return Followed(_together(helped), _together(dates))


def _together(ratios: list[Ratio]) -> Ratio:
    return ratio_of((key for one in ratios for key in one.ids), (key for one in ratios for key in one.of_ids))

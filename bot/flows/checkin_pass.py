"""Not now, or not me: a check-in is put off, or handed over to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.checkin_forms import Colleagues, hand_over_modal, later_modal
from bot.flows.asking import prompt
from bot.flows.checkin_door import Door, enter
from bot.flows.kit import Kit, Refusal, Who
from bot.ids import Field
from bot.rules.calendar import local_moment, zone_of
from storage import answers, checkins, cycles, deliveries, people

View = dict[str, Any]
MORNING = time(9, 0)
BEFORE_CLOSE = timedelta(hours=2)


def open_later(session: Session, kit: Kit, who: Who, check_in_id: int, now: datetime) -> View:
    """Give the form for a later moment: tomorrow morning, unless the check-in closes before."""
    door = enter(session, who, check_in_id, now, lock=False)
    closes = _closes_later(door, now)
    tomorrow = local_moment(door.today + timedelta(days=1), MORNING, door.check_in.timezone)
    suggested = tomorrow if tomorrow < closes else max(now, closes - BEFORE_CLOSE)
    return later_modal(kit.words, check_in_id, suggested, closes.astimezone(zone_of(door.check_in.timezone)))


def later(
    session: Session, kit: Kit, who: Who, check_in_id: int, when: datetime | None, now: datetime
) -> None:
    """Remind the person in front of us again at `when`, which lies before the close."""
    door = enter(session, who, check_in_id, now)
    closes = _closes_later(door, now)
    if when is None:
        raise Refusal("checkin.fault.when", block_id=Field.WHEN)
    if when <= now:
        raise Refusal("checkin.fault.when_past", block_id=Field.WHEN)
    if when >= closes:
        local = closes.astimezone(zone_of(door.check_in.timezone))
        raise Refusal("checkin.fault.when_closed", block_id=Field.WHEN, closes=local)
    checkins.ask(session, who.workspace_id, check_in_id, door.person_id)
    checkins.put_off(session, who.workspace_id, check_in_id, when)
    _note(session, door, "check-in.put-off", {"until": when.isoformat()}, now)


def open_hand_over(session: Session, kit: Kit, who: Who, check_in_id: int, now: datetime) -> View:
    """Give the form that offers the team first, then everybody else of the school."""
    door = enter(session, who, check_in_id, now, lock=False)
    found = _colleagues(session, door)
    if not found.team and not found.school:
        raise Refusal("checkin.refusal.no_colleague")
    return hand_over_modal(kit.words, check_in_id, found)


def hand_over(
    session: Session, kit: Kit, who: Who, check_in_id: int, person_id: int | None, now: datetime
) -> None:
    """Ask a colleague instead; both see it."""
    door = enter(session, who, check_in_id, now)
    if door.check_in.answered_at is not None:
        raise Refusal("checkin.refusal.answered_already")
    if person_id is None:
        raise Refusal("checkin.fault.colleague", block_id=Field.COLLEAGUE)
    found = _colleagues(session, door)
    if person_id not in {key for key, _ in (*found.team, *found.school)}:
        raise Refusal("checkin.refusal.not_a_colleague", block_id=Field.COLLEAGUE)
    prompts = _prompts(session, door)
    if door.check_in.asked_person_id == person_id and _handed_last(prompts, person_id, door.person_id):
        return  # the same form, sent twice
    checkins.ask(session, who.workspace_id, check_in_id, person_id)
    cycle = cycles.get(session, who.workspace_id, door.check_in.cycle_id)
    asked = prompt(
        cycle,
        door.check_in.milestone_id,
        check_in_id,
        channel=None,
        person_id=person_id,
        now=now,
        anew=True,
        turn=1 + sum(one.person_id == person_id for one in prompts),
        facts={"handed_by": door.person_id},
    )
    _note(session, door, "check-in.handed-over", {"to": person_id}, now)
    deliveries.wish(session, [asked], now)


def _prompts(session: Session, door: Door) -> list[Row[Any]]:
    """The prompts of the check-in so far, oldest first."""
    written = checkins.written(session, door.workspace_id, [checkins.about(door.id)])
    return [one for one in written if one.kind in checkins.PROMPTS]


def _handed_last(prompts: Sequence[Row[Any]], to: int, by: int) -> bool:
    """Whether the newest prompt is one that went to a colleague because this person handed it over."""
    newest = prompts[-1] if prompts else None
    return newest is not None and newest.person_id == to and newest.facts.get("handed_by") == by


def _closes_later(door: Door, now: datetime) -> datetime:
    """When the check-in closes; `Refusal` when it has closed or was answered."""
    if door.check_in.answered_at is not None:
        raise Refusal("checkin.refusal.answered_already")
    closes: datetime = door.check_in.closes_at
    if now >= closes:
        raise Refusal("checkin.refusal.closed")
    return closes


def _colleagues(session: Session, door: Door) -> Colleagues:
    """Everybody else whom the check-in could be handed to."""
    check_in = door.check_in
    team = [
        (one.person_id, one.name)
        for one in people.members(session, door.workspace_id, [check_in.team_id] if check_in.team_id else [])
        if one.person_id != door.person_id
    ]
    known = {door.person_id, *(key for key, _ in team)}
    school = [
        (one.id, one.name)
        for one in people.of_organization(session, door.workspace_id, check_in.organization_id)
        if one.id not in known
    ]
    return Colleagues(tuple(team), tuple(school))


def _note(session: Session, door: Door, what: str, facts: dict[str, Any], now: datetime) -> None:
    """Write down what happened, and have the prompts say it."""
    about = checkins.about(door.id)
    answers.note(
        session,
        {
            "workspace_id": door.workspace_id,
            "at": now,
            "person_id": door.person_id,
            "what": what,
            "about": about,
            "facts": facts,
        },
    )
    deliveries.freshen(session, door.workspace_id, about, checkins.PROMPTS, now)

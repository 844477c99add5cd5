"""The steps of a working: reminders, more people, sections handed out, rest, review, end, and open again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.flows.kit import Kit, Refusal, Who
from bot.flows.working import Room, about, changed, enter
from bot.flows.working_facts import facts_of
from bot.flows.working_invite import invite, local_day, remind
from storage import audit, instruments, people
from storage.tables.instruments import WorkingSeat
from storage.vocabulary_instruments import WorkingMode, WorkingState

Step = Callable[[Session, Kit, Who, int, datetime], object]
"""Something that whoever leads a working does with one button."""


def lead(session: Session, kit: Kit, who: Who, working_id: int, *, ended: bool = False) -> Room:
    """Let whoever leads a working in; `Refusal` with their name for anybody else."""
    room = enter(session, kit, who, working_id, lock=True, ended=ended)
    if room.person_id not in (room.working.facilitator_id, room.working.started_by_id):
        facts = facts_of(session, kit, room)
        raise Refusal("instruments.refusal.not_leading", facilitator=facts.facilitator)
    return room


def remind_missing(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> int:
    """Remind those who have not sent everything of theirs, once a day at most; give how many."""
    room = lead(session, kit, who, working_id)
    missing = [seat.person_id for seat in room.whole.seats if left(room, seat.person_id)]
    remind(session, room.working, missing, local_day(room.organization, now), now)
    return len(missing)


def left(room: Room, person_id: int) -> int:
    """Give how many sections a person has not sent yet."""
    seat = room.whole.seat_of(person_id)
    if seat is None:
        return 0
    asked = {section.id for section in room.sections}
    if room.working.mode is WorkingMode.SECTIONS:
        asked &= set(seat.handed)
    return len(asked - set(seat.done))


def invite_more(
    session: Session, kit: Kit, who: Who, working_id: int, slack_ids: Sequence[str], now: datetime
) -> None:
    """Invite more people."""
    room = lead(session, kit, who, working_id)
    found = _known(session, who, slack_ids)
    instruments.take_seats(session, room.working, found)
    invite(session, room.working, found, room.organization, now)
    changed(session, room.working, now)


def hand_out(
    session: Session,
    kit: Kit,
    who: Who,
    working_id: int,
    handed: Mapping[str, Sequence[str]],
    now: datetime,
) -> None:
    """Give each section to these people, and to no others; whoever is new is invited."""
    room = lead(session, kit, who, working_id)
    by_section = {section: _known(session, who, ids, f"who:{section}") for section, ids in handed.items()}
    everybody = list(dict.fromkeys(one for ids in by_section.values() for one in ids))
    instruments.take_seats(session, room.working, everybody)
    for seat in _seats(session, room):
        seat.handed = [section for section, ids in by_section.items() if seat.person_id in ids]
        session.add(seat)
    invite(session, room.working, everybody, room.organization, now)
    changed(session, room.working, now)


def pause(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> None:
    """Let a working rest; reminders that come due meanwhile stay unsaid."""
    room = lead(session, kit, who, working_id, ended=True)
    if not room.working.state.is_over and room.working.paused_on is None:
        room.working.paused_on = local_day(room.organization, now)
        _note(session, room, "working.paused", now)


def resume(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> None:
    """Take a working up again."""
    room = lead(session, kit, who, working_id, ended=True)
    if room.working.paused_on is not None:
        room.working.paused_on = None
        _note(session, room, "working.resumed", now)


def review(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> None:
    """End answering alone, and show everybody what the answers say together.

    `Refusal` while too few have answered without a name for anything to be shown.
    """
    room = lead(session, kit, who, working_id)
    here = room.working
    if here.state is not WorkingState.OPEN or here.mode is not WorkingMode.ALONE:
        return
    if here.is_nameless:
        count = sum(not left(room, seat.person_id) for seat in room.whole.seats)
        if count < here.least:
            raise Refusal("instruments.refusal.too_few", count=count, least=here.least)
        instruments.lay_anew(session, here)
    here.state = WorkingState.REVIEW
    _note(session, room, "working.reviewed", now)


def close(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> None:
    """End a working; it stays on record."""
    room = lead(session, kit, who, working_id, ended=True)
    if room.working.state.is_over:
        return
    proposed = room.working.state is WorkingState.PROPOSED
    if room.working.is_nameless and room.is_alone:
        instruments.lay_anew(session, room.working)
    room.working.state = WorkingState.DROPPED if proposed else WorkingState.CLOSED
    room.working.ended_at, room.working.paused_on = now, None
    _note(session, room, "working.closed", now)


def reopen(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> None:
    """Open a working that has ended, where it ended: the answers given alone stay as they were reviewed."""
    room = lead(session, kit, who, working_id, ended=True)
    if room.working.state is not WorkingState.CLOSED:
        return
    alone = room.working.mode is WorkingMode.ALONE
    room.working.state = WorkingState.REVIEW if alone else WorkingState.OPEN
    room.working.ended_at = None
    _note(session, room, "working.reopened", now)


def _note(session: Session, room: Room, what: str, now: datetime) -> None:
    here = room.working
    session.add(here)
    audit.note(session, here.workspace_id, what, now, about=about(here.id), person_id=room.person_id)
    changed(session, here, now)


def _seats(session: Session, room: Room) -> list[WorkingSeat]:
    whole = instruments.whole(session, room.working.workspace_id, room.working.id)
    assert whole is not None
    return list(whole.seats)


def _known(session: Session, who: Who, slack_ids: Sequence[str], block_id: str = "who") -> list[int]:
    found = [people.by_slack_id(session, who.workspace_id, one) for one in slack_ids]
    if any(one is None for one in found):
        raise Refusal("instruments.fault.unknown_person", block_id=block_id)
    return list(dict.fromkeys(int(one.id) for one in found if one is not None))

"""The windows of a working, with what they show."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks import instruments_lead, instruments_section
from bot.blocks.instruments import sections_view
from bot.blocks.instruments_compare import Compared, compare_view
from bot.blocks.instruments_seen import seen_view
from bot.blocks.parts import View
from bot.catalogue.instruments import Section
from bot.flows import speakable
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.working import Kept, Room, enter
from bot.flows.working_course import lead
from bot.flows.working_facts import Reader, facts_of, seen
from bot.forms.instruments import Held
from storage import instruments, people


def sections(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> View:
    """Give the window that lists a working's sections."""
    room = enter(session, kit, who, working_id)
    return sections_view(kit.words, facts_of(session, kit, room))


def section(session: Session, kit: Kit, who: Who, working_id: int, section_id: str, now: datetime) -> View:
    """Give the window of a section; `Refusal` for one that was sent without a name."""
    room = enter(session, kit, who, working_id)
    found = room.form.section(section_id)
    ids = [one.id for one in room.sections]
    if found is None or section_id not in ids:
        raise Refusal("instruments.refusal.gone")
    if room.working.is_nameless and room.is_alone and room.seat and section_id in room.seat.done:
        raise Refusal("instruments.refusal.sealed")
    place = (ids.index(section_id) + 1, len(ids))
    facts = facts_of(session, kit, room)
    return instruments_section.section_view(kit.words, facts, seen(session, kit, room, found), place)


def section_of(session: Session, kit: Kit, who: Who, working_id: int, section_id: str) -> Section:
    """Give a section as its form has it; `Refusal` for none such."""
    found = enter(session, kit, who, working_id).form.section(section_id)
    if found is None:
        raise Refusal("instruments.refusal.gone")
    return found


def after(session: Session, kit: Kit, who: Who, held: Held, kept: Kept, now: datetime) -> View:
    """Give what is shown when a section was sent: the next one, both views where they differ, or the list."""
    shown = held.section if kept.differ else kept.next_section
    if shown is None:
        return sections(session, kit, who, held.working_id, now)
    return section(session, kit, who, held.working_id, shown, now)


def whole(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> View:
    """Give the window that shows where a working stands.

    While people answer alone nobody sees the answers of others, so that the first do not lead the last.
    """
    room = enter(session, kit, who, working_id, ended=True)
    if room.is_alone:
        return sections_view(kit.words, facts_of(session, kit, room))
    facts = facts_of(session, kit, room)
    earlier = [(one.id, one.period) for one in instruments.earlier(session, room.working)]
    shown = [seen(session, kit, room, one) for one in room.form.sections]
    return seen_view(kit.words, facts, shown, earlier)


def compared(session: Session, kit: Kit, who: Who, working_id: int, earlier_id: int, now: datetime) -> View:
    """Give the window that sets a working beside an earlier one, item by item."""
    room = enter(session, kit, who, working_id, ended=True)
    before = enter(session, kit, who, earlier_id, ended=True)
    if room.is_alone or before.working.instrument != room.working.instrument:
        raise Refusal("instruments.refusal.gone")
    pairs = compare(session, kit, before, room)
    periods = (before.working.period, room.working.period)
    return compare_view(kit.words, room.form, periods, pairs)


def compare(session: Session, kit: Kit, before: Room, now: Room) -> list[Compared]:
    """Give the ratings of two workings: the median of single answers, or else the shared level."""
    found = []
    readers = Reader(session, kit, before), Reader(session, kit, now)
    for part in now.form.sections:
        for item in part.items:
            if item.kind != "rating":
                continue
            levels = [reader.median(part, item) for reader in readers]
            found.append(Compared(item.id, item.label, levels[0], levels[1]))
    return found


def leading(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> View:
    """Give the facilitator's window."""
    room = enter(session, kit, who, working_id, ended=True)
    return instruments_lead.lead_view(kit.words, facts_of(session, kit, room))


def inviting(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> View:
    """Give the window in which more people are invited."""
    return instruments_lead.invite_view(
        kit.words, facts_of(session, kit, lead(session, kit, who, working_id))
    )


def handing(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> View:
    """Give the window in which sections are handed out."""
    room = lead(session, kit, who, working_id)
    seats = room.whole.seats
    rows = people.names(session, who.workspace_id, [seat.person_id for seat in seats])
    handed = [
        (
            part.id,
            [
                rows[seat.person_id].slack_user_id
                for seat in seats
                if part.id in seat.handed and rows[seat.person_id].slack_user_id
            ],
        )
        for part in room.form.sections
    ]
    return instruments_lead.hand_view(kit.words, facts_of(session, kit, room), handed)


def deciding(session: Session, kit: Kit, who: Who, working_id: int, now: datetime) -> View:
    """Give the window in which something is decided, with the places of the organization's plan."""
    room = lead(session, kit, who, working_id)
    targets = [
        (one.key, f"{one.number} {one.text}", one.school) for one in speakable.listed(session, kit, who)
    ]
    return instruments_lead.decide_view(kit.words, facts_of(session, kit, room), targets)

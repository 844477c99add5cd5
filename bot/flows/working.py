"""Working through an instrument: coming in, and sending a section, together, alone, or without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.catalogue.instruments import SEALABLE, AnyItem, Instrument, Section
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.instruments import Sent, Value
from bot.rules.revisions import merged, standing
from storage import deliveries, instruments, trees
from storage.instruments import Whole
from storage.tables.instruments import Working, WorkingAnswer, WorkingSeat
from storage.tables.organizations import Organization
from storage.vocabulary_instruments import WorkingMode, WorkingState

WORKING, INVITED, REMINDED = "working", "working_invited", "working_reminded"
PROPOSED = "working_proposed"
TOLD = (WORKING, INVITED, PROPOSED)
"""Messages that show a working as it stands."""


@dataclass(frozen=True, slots=True)
class Room:
    """A working that somebody has come into."""

    whole: Whole
    form: Instrument
    organization: Organization
    person_id: int

    @property
    def working(self) -> Working:
        """The working itself."""
        return self.whole.working

    @property
    def seat(self) -> WorkingSeat | None:
        """The person's seat, if they take part."""
        return self.whole.seat_of(self.person_id)

    @property
    def is_alone(self) -> bool:
        """Whether everybody answers for themselves now."""
        return self.working.mode is WorkingMode.ALONE and self.working.state is WorkingState.OPEN

    def asked(self, section: Section) -> list[AnyItem]:
        """Give the items of a section that are asked now: alone, what one person can say."""
        return [item for item in section.items if not self.is_alone or item.kind in SEALABLE]

    @property
    def sections(self) -> list[Section]:
        """The sections in which something is asked now."""
        return [section for section in self.form.sections if self.asked(section)]

    def revisions(self, item: str, row: str = "") -> list[WorkingAnswer]:
        """Give the revisions of an answer that this person's window is about, oldest first."""
        rows: Sequence[WorkingAnswer] = self.whole.shared
        if self.is_alone:
            seat = self.seat
            rows = [one for one in self.whole.own if seat is not None and one.seat_id == seat.id]
        return [one for one in rows if one.item == item and one.row == row]


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of sending a section: the section to go on with, and items on which views differ."""

    next_section: str | None
    differ: tuple[str, ...] = ()


def enter(
    session: Session, kit: Kit, who: Who, working_id: int, *, lock: bool = False, ended: bool = False
) -> Room:
    """Let a person into a working; `Refusal` for those of elsewhere, and where nothing is added any more.

    Whoever may follow the organization's progress may come in, and so may whoever was invited.
    """
    person = person_of(session, who)
    whole = instruments.whole(session, who.workspace_id, working_id, lock=lock)
    if whole is None or whole.working.instrument not in kit.catalogue.instruments:
        raise Refusal("instruments.refusal.gone")
    place = whole.working.organization_id
    if whole.seat_of(person.id) is None and place not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("instruments.refusal.not_yours")
    if not ended:
        if whole.working.state.is_over:
            raise Refusal("instruments.refusal.over")
        if whole.working.state is WorkingState.PROPOSED:
            raise Refusal("instruments.refusal.proposed")
        if whole.working.paused_on is not None:
            raise Refusal("instruments.refusal.paused")
    organization = trees.named(session, who.workspace_id, [place])[0]
    return Room(whole, kit.catalogue.instruments[whole.working.instrument], organization, person.id)


def send_section(session: Session, kit: Kit, who: Who, working_id: int, sent: Sent, now: datetime) -> Kept:
    """Store a section; the same sending twice stores nothing new.

    An answer without a name is counted when its section is sent, once, and cannot be changed: nobody
    could find it again.
    """
    room = enter(session, kit, who, working_id, lock=True)
    section = room.form.section(sent.held.section)
    if section is None:
        raise Refusal("instruments.refusal.gone")
    instruments.take_seats(session, room.working, [room.person_id])
    seat = instruments.seat(session, room.working, room.person_id, lock=True)
    assert seat is not None
    differ: list[str] = []
    if room.working.is_nameless and room.is_alone:
        if section.id not in seat.done:
            _count(session, room, section, sent)
    else:
        differ = [item.id for item in room.asked(section) if _write(session, room, seat, item, sent, now)]
    seat.done = sorted({*seat.done, section.id})
    session.add(seat)
    changed(session, room.working, now)
    return Kept(_next(room, seat, section), tuple(differ))


def _write(session: Session, room: Room, seat: WorkingSeat, item: AnyItem, sent: Sent, now: datetime) -> bool:
    """Store an item's change, if there is one; say whether it stands beside somebody else's."""
    if item.id not in sent.values:
        return False
    return revise(
        session,
        room,
        seat,
        (item.id, ""),
        (sent.held.bases.get(item.id), sent.values[item.id]),
        now,
        settle=item.id in sent.settled,
    )


def revise(
    session: Session,
    room: Room,
    seat: WorkingSeat,
    place: tuple[str, str],
    change: tuple[int | None, Value | None],
    now: datetime,
    *,
    settle: bool = False,
) -> bool:
    """Add a revision of an item's, or a table row's, answer; say whether two views stand now.

    `change` is the revision that the writer had before them, and what they made of it.
    """
    (item, row), (base_id, mine) = place, change
    before = room.revisions(item, row)
    base = next((one.value for one in before if one.id == base_id), None)
    views = standing(before)
    top = views[-1] if views else None
    if mine == base and not (settle and len(views) > 1):
        return False
    value, differ = (mine, False) if settle else merged(base, top.value if top else None, mine)
    session.add(
        WorkingAnswer(
            workspace_id=room.working.workspace_id,
            working_id=room.working.id,
            seat_id=seat.id if room.is_alone else None,
            item=item,
            row=row,
            base_id=base_id if differ or top is None else top.id,
            value=dict(value) if value is not None else None,
            person_id=room.person_id,
            at=now,
        )
    )
    return differ


def _count(session: Session, room: Room, section: Section, sent: Sent) -> None:
    """Add a person's answers to the counts; nothing of who, when, or which belong together is kept."""
    for item in room.asked(section):
        value = sent.values.get(item.id)
        if value is None:
            continue
        chosen = [str(value[key]) for key in ("level", "option") if key in value]
        chosen += [str(one) for one in value.get("options", ())]
        words = [value.get(key) for key in ("evidence", "words", "other")]
        instruments.count(session, room.working, item.id, chosen, words)


def _next(room: Room, seat: WorkingSeat, section: Section) -> str | None:
    """The next section that this person has not sent yet, from here on and then from the start."""
    ids = [one.id for one in room.sections]
    here = ids.index(section.id) + 1
    mine = [one for one in ids[here:] + ids[:here] if one not in seat.done]
    if room.working.mode is WorkingMode.SECTIONS:
        mine = [one for one in mine if one in seat.handed]
    return mine[0] if mine else None


def changed(session: Session, working: Working, now: datetime) -> None:
    """Have the working's messages show what it holds now."""
    deliveries.freshen(session, working.workspace_id, about(working.id), TOLD, now)


def about(working_id: int) -> str:
    """Give what a working's messages tell of."""
    return f"working:{working_id}"

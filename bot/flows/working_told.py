"""What a working's messages say, read when they are sent."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks import instruments as blocks
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.flows.working import Room
from bot.flows.working_course import left
from bot.flows.working_facts import facts_of
from storage import instruments, trees
from storage.tables import Delivery
from storage.vocabulary_instruments import WorkingState

GONE = "the form is not there any more"


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what the message shows that a working lives under."""
    room = _room(session, kit, delivery)
    if room is None:
        return Skip(GONE)
    return Message(*blocks.message_blocks(kit.words, facts_of(session, kit, room)))


def compose_invited(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read an invitation."""
    room = _room(session, kit, delivery)
    if room is None:
        return Skip(GONE)
    return Message(*blocks.invitation_blocks(kit.words, facts_of(session, kit, room)))


def compose_proposed(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read the question whether an organization agrees."""
    room = _room(session, kit, delivery)
    if room is None:
        return Skip(GONE)
    return Message(*blocks.proposal_blocks(kit.words, facts_of(session, kit, room)))


def compose_reminded(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read a reminder; there is none where nobody is asked, or where all was sent."""
    room = _room(session, kit, delivery)
    if room is None:
        return Skip(GONE)
    if room.working.state is not WorkingState.OPEN or room.working.paused_on is not None:
        return Skip("nobody is asked just now")
    waiting = left(room, room.person_id)
    if not waiting:
        return Skip("everything was sent")
    return Message(*blocks.reminder_blocks(kit.words, facts_of(session, kit, room), waiting))


def _room(session: Session, kit: Kit, delivery: Delivery) -> Room | None:
    """The working as the person sees it whom a message goes to; in a channel that is nobody."""
    whole = instruments.whole(session, delivery.workspace_id, delivery.facts["working"])
    if whole is None or whole.working.instrument not in kit.catalogue.instruments:
        return None
    organization = trees.named(session, delivery.workspace_id, [whole.working.organization_id])[0]
    form = kit.catalogue.instruments[whole.working.instrument]
    return Room(whole, form, organization, delivery.facts.get("person") or 0)

"""Reads what a digest and each of its replies say, at the moment they are sent."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.digest import PICTURE, digest_blocks, digest_text
from bot.blocks.digest_item import item_blocks, item_text
from bot.flows.digest_picture import picture
from bot.flows.digest_reading import digest_of
from bot.flows.digest_story import story_of
from bot.flows.kit import Kit
from bot.flows.message import Message, Picture, Skip
from bot.flows.routine import Routine, routine_of
from storage import cycles
from storage.tables import Cycle, Delivery


def compose_digest(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a digest says now."""
    cycle = cycles.get(session, delivery.workspace_id, _cycle_of(delivery))
    digest = digest_of(session, delivery.workspace_id, cycle, _routine(session, cycle, now))
    svg, alt, title = picture(kit.words, digest)
    return Message(
        digest_text(kit.words, digest),
        digest_blocks(kit.words, digest, alt),
        Picture(svg, alt, title, PICTURE),
    )


def compose_item(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a reply in the thread says now; once cleared, it says so."""
    cycle = cycles.get(session, delivery.workspace_id, _cycle_of(delivery))
    milestone_id, action_id = delivery.facts["milestone"], delivery.facts["action"]
    story = story_of(session, kit, delivery.workspace_id, cycle, milestone_id, action_id)
    if story is None or (story.cleared_on is not None and not delivery.sent):
        return Skip("this was cleared before it was told")
    return Message(item_text(kit.words, story), item_blocks(kit.words, story))


def _cycle_of(delivery: Delivery) -> int:
    return int(delivery.about.partition(":")[2])


def _routine(session: Session, cycle: Cycle, now: datetime) -> Routine:
    return routine_of(session, cycle.workspace_id, cycle.organization_id, now.date())

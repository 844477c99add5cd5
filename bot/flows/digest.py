"""The digest: told once, corrected in place, with a reply for each item that lags (design section 2, 6).

`post_due` only writes wishes and chooses questions; what is said is read when it is sent, so that a
late digest is still true.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.blocks.digest import PICTURE, digest_blocks, digest_text
from bot.blocks.digest_facts import Item, Report
from bot.blocks.digest_item import item_blocks, item_text
from bot.flows import coaching
from bot.flows.digest_picture import picture
from bot.flows.digest_reading import digest_of, items_of
from bot.flows.digest_story import place_of, reports_of, situation_of, story_of
from bot.flows.kit import Kit
from bot.flows.message import Message, Picture, Skip
from bot.flows.routine import Routine, routine_of
from storage import cycles, deliveries, figures, tellings
from storage.deliveries import Wish
from storage.tables import Cycle, Delivery

DIGEST, ITEM = "digest", "lagging_item"
NO_ONE = "nobody to tell: this organization has no leadership channel and no principal in Slack"


def about(cycle_id: int) -> str:
    """What deliveries call a cycle."""
    return f"cycle:{cycle_id}"


def post_due(session: Session, kit: Kit, workspace_id: int, cycle_id: int, now: datetime) -> str | None:
    """Wish for a cycle's digest and its replies, and choose the questions; None, or why nobody is told."""
    cycle = cycles.get(session, workspace_id, cycle_id)
    organization = tellings.organization(session, workspace_id, cycle.organization_id)
    channel = organization.leadership_channel
    person_id = None if channel else tellings.principal(session, workspace_id, organization.id)
    if channel is None and person_id is None:
        return NO_ONE
    wish = Wish(
        workspace_id=workspace_id,
        key=f"digest:{cycle_id}",
        kind=DIGEST,
        due_at=now,
        about=about(cycle_id),
        channel=channel,
        person_id=person_id,
    )
    deliveries.wish(session, [wish], now)
    _reply(session, kit, cycle, now)
    return None


def correct(session: Session, kit: Kit, workspace_id: int, cycle_id: int, now: datetime) -> None:
    """Have a digest that was told said anew, in place, with a reply for each item that lags since."""
    if deliveries.find(session, workspace_id, f"digest:{cycle_id}") is None:
        return
    deliveries.freshen(session, workspace_id, about(cycle_id), (DIGEST, ITEM), now)
    _reply(session, kit, cycles.get(session, workspace_id, cycle_id), now)


def correct_latest(
    session: Session, kit: Kit, workspace_id: int, organization_id: int, now: datetime
) -> None:
    """Correct the digest that an organization's leaders have before them, if there is one."""
    cycle = tellings.latest_told(session, workspace_id, organization_id)
    if cycle is not None:
        correct(session, kit, workspace_id, cycle.id, now)


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


def _reply(session: Session, kit: Kit, cycle: Cycle, now: datetime) -> None:
    """Wish for a reply for each lagging item that has none, and choose its questions."""
    parent = deliveries.find(session, cycle.workspace_id, f"digest:{cycle.id}")
    known = set(tellings.keys_of(session, cycle.workspace_id, about(cycle.id), ITEM))
    items = items_of(session, cycle.workspace_id, cycle)
    fresh = [item for item in items if _key(cycle, item) not in known]
    if parent is None or not fresh:
        return
    _ask(session, kit, cycle, fresh, now)
    deliveries.wish(session, [_wish(cycle, item, parent, now) for item in fresh], now)


def _ask(session: Session, kit: Kit, cycle: Cycle, items: Sequence[Item], now: datetime) -> None:
    routine = _routine(session, cycle, now)
    reports = reports_of(session, cycle.workspace_id, cycle.id)
    teams = _teams(figures.standing_flags(session, cycle.workspace_id, [cycle.organization_id]))
    today = routine.calendar.day_of(now)
    for item in items:
        situation = situation_of(item, reports.get(item.action_id or 0, Report()), routine)
        place = place_of(cycle, item, teams.get(item.milestone_id))
        coaching.ask(session, kit, cycle.workspace_id, place, situation, today)


def _teams(flags: Sequence[Any]) -> dict[int, int | None]:
    return {row.milestone_id: row.team_id for row in flags}


def _wish(cycle: Cycle, item: Item, parent: Delivery, now: datetime) -> Wish:
    return Wish(
        workspace_id=cycle.workspace_id,
        key=_key(cycle, item),
        kind=ITEM,
        due_at=now,
        about=about(cycle.id),
        facts={"milestone": item.milestone_id, "action": item.action_id},
        channel=parent.channel,
        person_id=parent.person_id,
        parent_id=parent.id,
    )


def _key(cycle: Cycle, item: Item) -> str:
    return f"lagging:{cycle.id}:{item.key}"


def _cycle_of(delivery: Delivery) -> int:
    return int(delivery.about.partition(":")[2])


def _routine(session: Session, cycle: Cycle, now: datetime) -> Routine:
    return routine_of(session, cycle.workspace_id, cycle.organization_id, now.date())

"""The digest: told once, corrected in place, with a reply for each item that lags (design section 2, 6).

`post_due` only writes wishes and chooses questions; what is said is read when it is sent
(`bot/flows/digest_told.py`), so that a late digest is still true.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.digest_facts import Item
from bot.flows.digest_questions import ask
from bot.flows.digest_reading import items_of
from bot.flows.kit import Kit
from storage import cycles, deliveries, tellings
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


def _reply(session: Session, kit: Kit, cycle: Cycle, now: datetime) -> None:
    """Wish for a reply for each lagging item that has none, and choose its questions."""
    parent = deliveries.find(session, cycle.workspace_id, f"digest:{cycle.id}")
    known = set(tellings.keys_of(session, cycle.workspace_id, about(cycle.id), ITEM))
    items = items_of(session, cycle.workspace_id, cycle)
    fresh = [item for item in items if _key(cycle, item) not in known]
    if parent is None or not fresh:
        return
    ask(session, kit, cycle, fresh, now)
    deliveries.wish(session, [_wish(cycle, item, parent, now) for item in fresh], now)


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

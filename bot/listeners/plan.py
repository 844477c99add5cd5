"""A plan and its versions: `/milepost plan`, what changed, and going back to an earlier one."""

from __future__ import annotations

import json

from bot.flows import plan_copy, plan_shown
from bot.ids import Act
from bot.listeners import replies
from bot.listeners.visit import Visit


async def show(visit: Visit) -> None:
    """Show the plan of the person's school, and its newest versions, to them alone."""
    message = await visit.read(plan_shown.state, visit.who, visit.words)
    await visit.ack()
    await visit.whisper(message.text, message.blocks)


async def compare(visit: Visit) -> None:
    """Open what changed from one version to the next."""
    value = json.loads(visit.action["value"])
    chosen = (value["organization"], value["from"], value["to"])
    view = await visit.read(plan_shown.compared, visit.who, *chosen)
    await visit.ack()
    await visit.open(view)


async def compare_others(visit: Visit) -> None:
    """Show two other versions in the same window."""
    held = json.loads(visit.view["private_metadata"])
    side = "from" if visit.action["action_id"] == Act.PLAN_FROM else "to"
    held[side] = int(visit.action["selected_option"]["value"])
    view = await visit.read(plan_shown.compared, visit.who, held["organization"], held["from"], held["to"])
    await visit.ack()
    await visit.update(view)


async def preview_restore(visit: Visit) -> None:
    """Show what going back to a version would change."""
    value = json.loads(visit.action["value"])
    chosen = (value["organization"], value["number"])
    view = await visit.read(plan_shown.restore_preview, visit.who, *chosen)
    await visit.ack()
    await visit.open(view)


async def restore(visit: Visit) -> None:
    """Make an earlier version the plan again, and say so in the window."""
    held = json.loads(visit.view["private_metadata"])
    chosen = (held["organization"], held["number"], held["seal"])
    said = await visit.run(plan_shown.restored, visit.who, *chosen, visit.now)
    await replies.done(visit, said)


async def hand_over(visit: Visit) -> None:
    """Have the plan made as a file, and say where it will be."""
    value = json.loads(visit.action["value"])
    key = f"plan-copy:{visit.who.slack_user_id}:{visit.action['action_ts']}:{value['suffix']}"
    wanted = (value["organization"], value["suffix"], key)
    said = await visit.run(plan_copy.ask, visit.who, *wanted, visit.now)
    await visit.ack()
    await replies.tell(visit, said)

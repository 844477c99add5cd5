"""The buttons of alerts: acknowledge, snooze, help, show everything, say why."""

from __future__ import annotations

from bot.blocks.alerts import help_view, shown_view, snooze_view
from bot.blocks.alerts_why import why_view
from bot.blocks.support import support_view
from bot.flows import alerts_buttons, support
from bot.forms.state import chosen, day
from bot.ids import Field
from bot.listeners import replies
from bot.listeners.visit import Visit


async def acknowledge(visit: Visit) -> None:
    """Note that an alert was seen."""
    await visit.run(alerts_buttons.acknowledge, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()


async def ask_until(visit: Visit) -> None:
    """Ask until when an alert is to be quiet."""
    message = int(visit.action["value"])
    first = await visit.read(alerts_buttons.tomorrow, visit.who, message, visit.now)
    await visit.ack()
    await visit.open(snooze_view(visit.kit.words, first.isoformat(), message))


async def snooze(visit: Visit) -> None:
    """Have an alert be quiet until the chosen day."""
    message = int(visit.view["private_metadata"])
    until = day(visit.view, Field.WHEN)
    await replies.done(visit, await visit.run(alerts_buttons.snooze, visit.who, message, until, visit.now))


async def ask_help(visit: Visit) -> None:
    """Open the form for an offer of help; where an alert is about several actions, ask which one first."""
    actions = await visit.read(alerts_buttons.helpable, visit.who, int(visit.action["value"]))
    if len(actions) > 1:
        await visit.ack()
        await visit.open(help_view(visit.kit.words, actions))
        return
    facts = await visit.read(support.about, visit.who, actions[0][0])
    await visit.ack()
    await visit.open(support_view(visit.kit.words, facts, visit.who.slack_user_id, str(actions[0][0])))


async def choose_action(visit: Visit) -> None:
    """Turn the question which action into the form for an offer of help."""
    action_id = int(chosen(visit.view, Field.ITEM) or 0)
    facts = await visit.read(support.about, visit.who, action_id)
    view = support_view(visit.kit.words, facts, visit.who.slack_user_id, str(action_id))
    await visit.ack(response_action="update", view=view)


async def show(visit: Visit) -> None:
    """Show everything that a summary counted."""
    items = await visit.read(alerts_buttons.everything, visit.who, int(visit.action["value"]))
    await visit.ack()
    await visit.open(shown_view(visit.kit.words, items))


async def why(visit: Visit) -> None:
    """Say why somebody got an alert."""
    reasons, is_owner = await visit.read(alerts_buttons.reasons, visit.who, int(visit.action["value"]))
    await visit.ack()
    await visit.open(why_view(visit.kit.words, reasons, is_owner))

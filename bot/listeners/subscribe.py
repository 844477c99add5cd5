"""Following and stopping: `/milepost subscribe, unsubscribe, subscriptions`, and the buttons of alerts."""

from __future__ import annotations

from bot.blocks.subscribe import list_blocks, subscribe_view
from bot.flows import alerts_told, subscriptions
from bot.forms.subscribe import SubscribeForm
from bot.listeners import replies
from bot.listeners.home import publish
from bot.listeners.visit import Visit


async def ask(visit: Visit) -> None:
    """Open the form."""
    places = await visit.read(subscriptions.places, visit.who)
    await visit.ack()
    await visit.open(subscribe_view(visit.kit.words, visit.kit.catalogue, places))


async def subscribe(visit: Visit) -> None:
    """Store what the form says, and say so in the form's place."""
    form = SubscribeForm.read(visit.view)
    said = await visit.run(subscriptions.subscribe, visit.who, form, visit.now)
    await replies.done(visit, said)


async def show(visit: Visit) -> None:
    """List what the person follows."""
    await _list(visit, which=False)


async def which(visit: Visit) -> None:
    """Ask which subscription to stop."""
    await _list(visit, which=True)


async def stop(visit: Visit) -> None:
    """Stop a subscription."""
    said = await visit.run(subscriptions.end, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await replies.tell(visit, said)
    if (visit.body.get("view") or {}).get("type") == "home":
        await publish(visit)


async def acknowledge(visit: Visit) -> None:
    """Note that an alert was seen."""
    await visit.run(alerts_told.acknowledge, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()


async def _list(visit: Visit, which: bool) -> None:
    following = await visit.read(subscriptions.following, visit.who)
    await visit.ack()
    rows = [(one.id, one.organization, one.practice, one.severity, one.cadence) for one in following]
    blocks = list_blocks(visit.kit.words, rows, which)
    await visit.whisper(visit.kit.words.label("subscribe.title"), blocks)

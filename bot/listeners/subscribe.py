"""Following, changing and stopping: `/milepost subscribe, unsubscribe, subscriptions`, and the form."""

from __future__ import annotations

from bot.blocks.parts import section
from bot.blocks.subscribe import list_blocks, said_blocks
from bot.blocks.subscribe_form import Opened, metadata_of, noted, place_options, subscribe_view
from bot.flows import follow_words, subscriptions
from bot.forms.state import conversation
from bot.forms.subscribe import SubscribeForm
from bot.ids import Field
from bot.listeners import channel_check, replies
from bot.listeners.home import publish
from bot.listeners.visit import Visit


async def ask(visit: Visit) -> None:
    """Open the form; with words behind the command understand them, and say what was understood."""
    if visit.body.get("command") and visit.words:
        await _hear(visit)
        return
    places = await visit.read(subscriptions.places, visit.who)
    await visit.ack()
    await visit.open(subscribe_view(visit.kit.words, visit.kit.catalogue, places))


async def edit(visit: Visit) -> None:
    """Open the form with a subscription in it."""
    which = int(visit.action["value"])
    form, places = await visit.read(subscriptions.one_of, visit.who, which)
    await visit.ack()
    opened = Opened(form, which, form.channel)
    await visit.open(subscribe_view(visit.kit.words, visit.kit.catalogue, places, opened))


async def find(visit: Visit) -> None:
    """Give the places whose names go with what is typed."""
    found = await visit.read(subscriptions.found, visit.who, str(visit.body.get("value") or ""))
    await visit.ack(options=place_options(found))


async def choose_channel(visit: Visit) -> None:
    """Look whether both the person and Milepost are in the channel that was chosen, and say so."""
    await visit.ack()
    channel = conversation(visit.view, Field.CHANNEL)
    wrong = await channel_check.wrong(visit, channel) if channel else None
    note = wrong or (channel_check.fine(visit, channel) if channel else None)
    await visit.update(noted(visit.view, note, None if wrong else channel))


async def subscribe(visit: Visit) -> None:
    """Store what the form says, and say so in the form's place."""
    which, may_post = metadata_of(visit.view)
    form = SubscribeForm.read(visit.view, may_post)
    if not isinstance(form, SubscribeForm):
        await replies.wrong(visit, form)
        return
    if which is None:
        _, said = await visit.run(subscriptions.subscribe, visit.who, form, visit.now)
    else:
        said = await visit.run(subscriptions.change, visit.who, which, form, visit.now)
    await replies.done(visit, said)
    await publish(visit)


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
    if visit.body.get("view"):
        await publish(visit)


async def _hear(visit: Visit) -> None:
    """Subscribe by words; where a channel is named Slack is asked about it first."""
    form = await visit.read(follow_words.read, visit.who, visit.words)
    if not isinstance(form, SubscribeForm):
        await visit.ack()
        await visit.whisper(form, [section(form)])
        return
    if form.channel is not None:
        await visit.ack()
        wrong = await channel_check.wrong(visit, form.channel)
        if wrong is not None:
            await visit.whisper(wrong, [section(wrong)])
            return
    key, said = await visit.run(subscriptions.subscribe, visit.who, form, visit.now)
    if form.channel is None:
        await visit.ack()
    await visit.whisper(said, said_blocks(visit.kit.words, said, key))


async def _list(visit: Visit, which: bool) -> None:
    following = await visit.read(subscriptions.following, visit.who)
    await visit.ack()
    blocks = list_blocks(visit.kit.words, following, which)
    await visit.whisper(visit.kit.words.label("subscribe.title"), blocks)

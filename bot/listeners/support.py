"""Help: offering it, saying that it was given, saying how it went, and `/milepost support`."""

from __future__ import annotations

import json

from bot.blocks.support import given_view, rating_view, support_view
from bot.flows import support, support_list
from bot.forms.support import GivenForm, RatingForm, SupportForm, read_given, read_rating, read_support
from bot.listeners import replies
from bot.listeners.visit import Visit


async def show(visit: Visit) -> None:
    """List the help that waits, that is on its way, and that one can say something about."""
    text, blocks = await visit.read(support_list.listing, visit.who, visit.now)
    await visit.ack()
    await visit.whisper(text, blocks)


async def ask_offer(visit: Visit) -> None:
    """Open the form for an offer of help, to those who work with the school."""
    action_id = json.loads(visit.action["value"])["action"]
    facts = await visit.read(support.about, visit.who, action_id)
    await visit.ack()
    await visit.open(support_view(visit.kit.words, facts, visit.who.slack_user_id, str(action_id)))


async def ask_given(visit: Visit) -> None:
    """Ask how help was given."""
    which = int(visit.action["value"])
    one = await visit.read(support.to_give, visit.who, which, visit.now)
    await visit.ack()
    today = one.today.isoformat()
    await visit.open(given_view(visit.kit.words, one.number, one.text, one.what, today, str(which)))


async def ask_rating(visit: Visit) -> None:
    """Ask those who received help how it went."""
    which = int(visit.action["value"])
    one = await visit.read(support.to_rate, visit.who, which, visit.now)
    await visit.ack()
    await visit.open(rating_view(visit.kit.words, one.number, one.text, one.name, one.what, str(which)))


async def offer(visit: Visit) -> None:
    """Store an offer of help, and say so in the form's place."""
    form = read_support(visit.view)
    if not isinstance(form, SupportForm):
        await replies.wrong(visit, form)
        return
    action_id = int(visit.view["private_metadata"])
    await replies.done(visit, await visit.run(support.offer, visit.who, action_id, form, visit.now))


async def give(visit: Visit) -> None:
    """Store that help was given, and say so in the form's place."""
    form = read_given(visit.view)
    if not isinstance(form, GivenForm):
        await replies.wrong(visit, form)
        return
    which = int(visit.view["private_metadata"])
    await replies.done(visit, await visit.run(support.give, visit.who, which, form.how, form.on, visit.now))


async def rate(visit: Visit) -> None:
    """Store how help went, and say so in the form's place."""
    form = read_rating(visit.view)
    if not isinstance(form, RatingForm):
        await replies.wrong(visit, form)
        return
    which = int(visit.view["private_metadata"])
    await replies.done(visit, await visit.run(support.rate, visit.who, which, form, visit.now))

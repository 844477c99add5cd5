"""Recording a change of course, and offering support, from beside a lagging item."""

from __future__ import annotations

import json

from bot.blocks.course import adjust_view, support_view
from bot.flows import course
from bot.forms.course import AdjustForm, SupportForm, read_adjust, read_support
from bot.ids import Act, Modal
from bot.listeners import replies
from bot.listeners.router import Router
from bot.listeners.visit import Visit


def register(router: Router) -> None:
    """Have this story answered."""
    router.action(Act.LAG_ADJUST, ask_adjustment)
    router.action(Act.LAG_SUPPORT, ask_support)
    router.submission(Modal.ADJUST, adjust)
    router.submission(Modal.SUPPORT, support)


async def ask_adjustment(visit: Visit) -> None:
    """Open the form for a change of course, to those who lead."""
    action_id = json.loads(visit.action["value"])["action"]
    facts = await visit.read(course.about, visit.who, action_id, True)
    await visit.ack()
    await visit.open(adjust_view(visit.kit.words, facts, str(action_id)))


async def ask_support(visit: Visit) -> None:
    """Open the form for an offer of help, to those who work with the school."""
    action_id = json.loads(visit.action["value"])["action"]
    facts = await visit.read(course.about, visit.who, action_id, False)
    await visit.ack()
    await visit.open(support_view(visit.kit.words, facts, visit.who.slack_user_id, str(action_id)))


async def adjust(visit: Visit) -> None:
    """Store a change of course, and say so in the form's place."""
    action_id = int(visit.view["private_metadata"])
    today, due_on = await visit.read(course.today_and_due, visit.who, action_id, visit.now)
    form = read_adjust(visit.view, today, due_on)
    if not isinstance(form, AdjustForm):
        await replies.wrong(visit, form)
        return
    key = f"adjust:{visit.view['id']}"
    said = await visit.run(course.adjust, visit.who, action_id, form, key, visit.now)
    await replies.done(visit, said)


async def support(visit: Visit) -> None:
    """Store an offer of help, and say so in the form's place."""
    form = read_support(visit.view)
    if not isinstance(form, SupportForm):
        await replies.wrong(visit, form)
        return
    action_id = int(visit.view["private_metadata"])
    await replies.done(visit, await visit.run(course.offer, visit.who, action_id, form, visit.now))

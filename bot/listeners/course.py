"""Recording a change of course: from beside a lagging item, by command, or from one's own desk."""

from __future__ import annotations

import json

from bot.flows import course, course_form
from bot.forms.course import AdjustForm, course_of, read_adjust
from bot.listeners import replies
from bot.listeners.visit import Visit


async def ask(visit: Visit) -> None:
    """Open the form for a change of course, to those who lead."""
    action_id = json.loads(visit.action["value"])["action"]
    view = await visit.read(course_form.open_form, visit.who, action_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def find(visit: Visit) -> None:
    """Open the form for the action whose number was typed, or ask which one."""
    view = await visit.read(course_form.find, visit.who, visit.words, visit.now)
    await visit.ack()
    await visit.open(view)


async def pick(visit: Visit) -> None:
    """Put the form in the place of the question which action it is about."""
    action_id = int(visit.action["selected_option"]["value"])
    view = await visit.read(course_form.open_form, visit.who, action_id, visit.now)
    await visit.ack()
    await visit.update(view)


async def choose(visit: Visit) -> None:
    """Show the fields that the choice calls for; what was typed stays, because the ids stay."""
    action_id = int(visit.view["private_metadata"])
    course_now = course_of(visit.view)
    view = await visit.read(course_form.with_course, visit.who, action_id, course_now, visit.now)
    await visit.ack()
    await visit.update(view)


async def adjust(visit: Visit) -> None:
    """Store a change of course, and say so in the form's place."""
    action_id = int(visit.view["private_metadata"])
    form = read_adjust(visit.view, await visit.read(course_form.limits, visit.who, action_id, visit.now))
    if not isinstance(form, AdjustForm):
        await replies.wrong(visit, form)
        return
    key = f"adjust:{visit.view['id']}"
    said = await visit.run(course.adjust, visit.who, action_id, form, key, visit.now)
    await replies.done(visit, said)

"""Recording a change of course: from beside a lagging item, by command, or from one's own desk."""

from __future__ import annotations

import json

from bot.flows import course_subject
from bot.forms.course import AdjustForm, Subject, course_of, read_adjust
from bot.listeners import replies
from bot.listeners.visit import Visit


async def ask(visit: Visit) -> None:
    """Open the form for a change of course, to those who lead."""
    subject = Subject.of_item(json.loads(visit.action["value"]))
    view = await visit.read(course_subject.open_form, visit.who, subject, None, visit.now)
    await visit.ack()
    await visit.open(view)


async def find(visit: Visit) -> None:
    """Open the form for the action or milestone whose number was typed, or ask which one."""
    view = await visit.read(course_subject.find, visit.who, visit.words, visit.now)
    await visit.ack()
    await visit.open(view)


async def pick(visit: Visit) -> None:
    """Put the form in the place of the question what it is about."""
    subject = Subject.read(visit.action["selected_option"]["value"])
    view = await visit.read(course_subject.open_form, visit.who, subject, None, visit.now)
    await visit.ack()
    await visit.update(view)


async def choose(visit: Visit) -> None:
    """Show the fields that the choice calls for; what was typed stays, because the ids stay."""
    subject = Subject.read(visit.view["private_metadata"])
    view = await visit.read(course_subject.open_form, visit.who, subject, course_of(visit.view), visit.now)
    await visit.ack()
    await visit.update(view)


async def adjust(visit: Visit) -> None:
    """Store a change of course, and say so in the form's place."""
    subject = Subject.read(visit.view["private_metadata"])
    form = read_adjust(visit.view, await visit.read(course_subject.limits, visit.who, subject, visit.now))
    if not isinstance(form, AdjustForm):
        await replies.wrong(visit, form)
        return
    key = f"adjust:{visit.view['id']}"
    said = await visit.run(course_subject.adjust, visit.who, subject, form, key, visit.now)
    await replies.done(visit, said)

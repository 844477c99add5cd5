"""Entering values of measures: by command or from one's own desk."""

from __future__ import annotations

from bot.flows import measure_form
from bot.forms.measure import MeasureForm, picked, read_measure
from bot.listeners import replies
from bot.listeners.visit import Visit


async def ask(visit: Visit) -> None:
    """Open the form, to those who may enter values."""
    view = await visit.read(measure_form.open_form, visit.who, "", visit.now)
    await visit.ack()
    await visit.open(view)


async def pick(visit: Visit) -> None:
    """Show what is known of the measure that was chosen; what was typed stays, because the ids stay."""
    view = await visit.read(measure_form.open_form, visit.who, picked(visit.view), visit.now)
    await visit.ack()
    await visit.update(view)


async def enter(visit: Visit) -> None:
    """Store a value and say so, or ask about it where it looks like a typing error."""
    form = read_measure(visit.view)
    if not isinstance(form, MeasureForm):
        await replies.wrong(visit, form)
        return
    key = f"slack:{visit.view['id']}"
    said = await visit.run(measure_form.enter, visit.who, form, key, visit.now)
    if isinstance(said, str):
        await replies.done(visit, said)
    else:
        await visit.ack(response_action="update", view=said)

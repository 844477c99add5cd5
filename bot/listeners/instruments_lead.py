"""Leading a guided form: the facilitator's window, its steps, and what is decided."""

from __future__ import annotations

from bot.flows import working_course, working_decide, working_views
from bot.flows.working_course import Step
from bot.forms import state
from bot.forms.instruments import read_decision
from bot.ids import Field
from bot.listeners import replies
from bot.listeners.visit import Visit


async def open_lead(visit: Visit) -> None:
    """Show the facilitator's window."""
    view = await visit.read(working_views.leading, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def _step(visit: Visit, step: Step) -> None:
    """Do a step; the facilitator's window shows what can be done now."""
    working_id = int(visit.action["value"])
    await visit.run(step, visit.who, working_id, visit.now)
    await visit.ack()
    await visit.update(await visit.read(working_views.leading, visit.who, working_id, visit.now))


async def remind(visit: Visit) -> None:
    """Remind those who have not sent everything."""
    await _step(visit, working_course.remind_missing)


async def review(visit: Visit) -> None:
    """End answering alone."""
    await _step(visit, working_course.review)


async def pause(visit: Visit) -> None:
    """Let it rest."""
    await _step(visit, working_course.pause)


async def resume(visit: Visit) -> None:
    """Take it up again."""
    await _step(visit, working_course.resume)


async def close(visit: Visit) -> None:
    """End it."""
    await _step(visit, working_course.close)


async def reopen(visit: Visit) -> None:
    """Open it again."""
    await _step(visit, working_course.reopen)


async def ask_invite(visit: Visit) -> None:
    """Ask who else is to be invited."""
    view = await visit.read(working_views.inviting, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def invite(visit: Visit) -> None:
    """Invite more people."""
    working_id, people = int(visit.view["private_metadata"]), state.people(visit.view, Field.WHO)
    await visit.run(working_course.invite_more, visit.who, working_id, people, visit.now)
    await replies.done(visit, visit.kit.words.line("instruments.lead.done.invite"))


async def ask_hand(visit: Visit) -> None:
    """Ask who takes which section."""
    view = await visit.read(working_views.handing, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def hand(visit: Visit) -> None:
    """Hand sections out."""
    working_id = int(visit.view["private_metadata"])
    blocks = [block["block_id"] for block in visit.view["blocks"] if block["type"] == "input"]
    handed = {block.partition(":")[2]: state.people(visit.view, block) for block in blocks}
    await visit.run(working_course.hand_out, visit.who, working_id, handed, visit.now)
    await replies.done(visit, visit.kit.words.line("instruments.lead.done.hand"))


async def ask_decide(visit: Visit) -> None:
    """Ask what is decided."""
    view = await visit.read(working_views.deciding, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def decide(visit: Visit) -> None:
    """Store a decision, and make it part of the plan."""
    form = read_decision(visit.view)
    if isinstance(form, dict):
        await replies.wrong(visit, form)
        return
    working_id, key = int(visit.view["private_metadata"]), f"form:{visit.view['id']}"
    await visit.run(working_decide.decide, visit.who, working_id, form, key, visit.now)
    await replies.done(visit, visit.kit.words.line("instruments.lead.done.decide"))

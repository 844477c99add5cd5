"""What becomes of a coaching question: asked of a team, answered, saved, made part of feedback."""

from __future__ import annotations

from bot.flows import asking_team, keeping, team_replies
from bot.forms.coach import FeedbackForm, read_answer, read_ask, read_feedback
from bot.forms.typed import reply_of
from bot.listeners import home, replies
from bot.listeners.visit import Visit


async def open_ask(visit: Visit) -> None:
    """Open the form that puts a question to a team."""
    view = await visit.read(asking_team.open_form, visit.who, visit.action["value"])
    await visit.ack()
    await visit.open(view)


async def ask(visit: Visit) -> None:
    """Put the question to the team, and say so in the form's place."""
    form = read_ask(visit.view)
    if isinstance(form, dict):
        await replies.wrong(visit, form)
        return
    key = f"team-question:{visit.view['id']}"
    value = visit.view["private_metadata"]
    await replies.done(visit, await visit.run(asking_team.ask, visit.who, value, *form, key, visit.now))


async def open_answer(visit: Visit) -> None:
    """Open the form in which a team answers."""
    view = await visit.read(asking_team.open_answer, visit.who, int(visit.action["value"]))
    await visit.ack()
    await visit.open(view)


async def answer(visit: Visit) -> None:
    """Store a team's answer, and say so in the form's place."""
    said = read_answer(visit.view)
    if isinstance(said, dict):
        await replies.wrong(visit, said)
        return
    key = int(visit.view["private_metadata"])
    await replies.done(visit, await visit.run(asking_team.answer, visit.who, key, said, visit.now))


async def heard(visit: Visit) -> bool:
    """Take what a team types in the thread of its question as the answer."""
    reply = reply_of(visit.body["event"])
    return reply is not None and await visit.run(team_replies.heard, visit.who, reply, visit.now)


async def save(visit: Visit) -> None:
    """Keep a question for later."""
    said = await visit.run(keeping.save, visit.who, visit.action["value"], visit.now)
    await visit.ack()
    await replies.tell(visit, said)


async def drop(visit: Visit) -> None:
    """Put a saved question away, and lay the desk anew."""
    await visit.run(keeping.drop, visit.who, int(visit.action["value"]))
    await visit.ack()
    await home.publish(visit)


async def open_feedback(visit: Visit) -> None:
    """Open the form for feedback."""
    view = await visit.read(keeping.open_feedback, visit.who, visit.action["value"])
    await visit.ack()
    await visit.open(view)


async def give(visit: Visit) -> None:
    """Store feedback, and say so in the form's place."""
    form = read_feedback(visit.view)
    if not isinstance(form, FeedbackForm):
        await replies.wrong(visit, form)
        return
    key = f"feedback:{visit.view['id']}"
    await replies.done(visit, await visit.run(keeping.give, visit.who, form, key, visit.now))


async def put_away(visit: Visit) -> None:
    """Take feedback off the desk, and lay it anew."""
    await visit.run(keeping.put_away, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await home.publish(visit)


async def post(visit: Visit) -> None:
    """Post feedback that was kept, say so, and lay the desk anew."""
    said = await visit.run(keeping.post, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await replies.tell(visit, said)
    await home.publish(visit)

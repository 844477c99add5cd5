"""Questions worth asking: `/milepost coach`, its form, and "More questions" beside a lagging item."""

from __future__ import annotations

import json

from bot.blocks.coach import coach_view, question_blocks, question_text, questions_view
from bot.flows import pulling
from bot.forms.coach import read_coach
from bot.ids import ANY, Act, Modal
from bot.listeners.router import Router
from bot.listeners.visit import Visit
from storage.vocabulary import Audience


def register(router: Router) -> None:
    """Have this story answered."""
    router.command("coach", pull)
    router.action(Act.COACH_REFINE, refine)
    router.submission(Modal.COACH, find)
    router.action(Act.LAG_MORE_QUESTIONS, more)


async def pull(visit: Visit) -> None:
    """Give questions for what was typed, to this person alone."""
    pulled = await visit.read(pulling.pull, visit.who, visit.words, visit.now)
    await visit.ack()
    words = visit.kit.words
    blocks = question_blocks(words, pulled.questions, pulled.about(words), pulled.value(), pulled.unheard)
    await visit.whisper(question_text(words, pulled.questions), blocks)


async def refine(visit: Visit) -> None:
    """Open the form with what was asked so far."""
    await visit.ack()
    known = json.loads(visit.action["value"])
    await visit.open(
        coach_view(
            visit.kit.words,
            pulling.phases(visit.kit),
            known.get("phase", ANY),
            known.get("cause", ANY),
            Audience(known["audience"]),
            known.get("words", ""),
        )
    )


async def find(visit: Visit) -> None:
    """Show the questions in the form's place."""
    asked, audience = read_coach(visit.view)
    pulled = await visit.read(pulling.choose_for, visit.who, asked, audience, visit.now)
    view = questions_view(visit.kit.words, pulled.questions, pulled.about(visit.kit.words), pulled.unheard)
    await visit.ack(response_action="update", view=view)


async def more(visit: Visit) -> None:
    """Show more questions for a lagging item; they are kept as asked."""
    item = json.loads(visit.action["value"])
    place = (item["cycle"], item["milestone"], item["action"])
    questions = await visit.run(pulling.more, visit.who, *place, visit.now)
    await visit.ack()
    await visit.open(questions_view(visit.kit.words, questions))

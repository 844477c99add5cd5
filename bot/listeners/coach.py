"""Questions worth asking: `/milepost coach`, its form, and "More questions" beside a lagging item."""

from __future__ import annotations

import json

from bot.blocks.coach import coach_view, question_blocks, question_text, questions_view
from bot.blocks.coach_notes import notes_blocks, notes_text, notes_view
from bot.flows import pulling, speakable
from bot.flows.pulling import Pulled
from bot.forms.coach import Context, read_coach
from bot.listeners.visit import View, Visit

PREPARE = ("prepare", "prep", "preparation", "notes")
"""Words for `/milepost coach prepare`: what somebody coaching looks at before a visit and leads a talk by."""


async def pull(visit: Visit) -> None:
    """Give questions for what was typed, or notes to prepare with, to this person alone."""
    if visit.words.casefold() in PREPARE:
        await visit.ack()
        await visit.whisper(notes_text(visit.kit.words), notes_blocks(visit.kit.words, *_notes(visit)))
        return
    pulled = await visit.read(pulling.pull, visit.who, visit.words, visit.now)
    await visit.ack()
    await _whisper(visit, pulled)


async def another(visit: Visit) -> None:
    """Put others in the place of the questions that are shown."""
    context = Context.read(visit.action["value"])
    pulled = await visit.read(pulling.choose_for, visit.who, context, visit.now)
    await visit.ack()
    if (visit.body.get("view") or {}).get("type") == "modal":
        await visit.update(_view(visit, pulled))
    else:
        await _whisper(visit, pulled, instead=True)


async def notes(visit: Visit) -> None:
    """Open the notes for who leads the talk."""
    await visit.ack()
    await visit.open(notes_view(visit.kit.words, *_notes(visit)))


async def refine(visit: Visit) -> None:
    """Open the form with what was asked so far."""
    items = await visit.read(speakable.listed, visit.who)
    await visit.ack()
    known = Context.read(visit.action["value"])
    await visit.open(coach_view(visit.kit.words, pulling.phases(visit.kit), items, known))


async def find(visit: Visit) -> None:
    """Show the questions in the form's place."""
    pulled = await visit.read(pulling.choose_for, visit.who, read_coach(visit.view), visit.now)
    await visit.ack(response_action="update", view=_view(visit, pulled))


async def more(visit: Visit) -> None:
    """Show more questions for a lagging item; they are kept as asked."""
    item = json.loads(visit.action["value"])
    place = (item["cycle"], item["milestone"], item["action"])
    pulled = await visit.run(pulling.more, visit.who, *place, visit.now)
    await visit.ack()
    await visit.open(_view(visit, pulled))


def _notes(visit: Visit) -> tuple[list[str], list[str]]:
    bank = visit.kit.catalogue
    return [one.text for one in bank.preparation], [one.text for one in bank.techniques]


async def _whisper(visit: Visit, pulled: Pulled, instead: bool = False) -> None:
    words = visit.kit.words
    blocks = question_blocks(words, pulled.questions, pulled.context, pulled.about(words), pulled.unheard)
    await visit.whisper(question_text(words, pulled.questions), blocks, instead)


def _view(visit: Visit, pulled: Pulled) -> View:
    words = visit.kit.words
    return questions_view(words, pulled.questions, pulled.context, pulled.about(words), pulled.unheard)

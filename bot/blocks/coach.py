"""Coaching questions that somebody asked for, and the form that asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.blocks import parts as kit
from bot.blocks.parts import Block, Element, View
from bot.blocks.why import shared
from bot.forms.coach import Context
from bot.ids import ANY, Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Audience, Cause, Phase


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question with its follow-ups as plain text, and why it was chosen as mrkdwn.

    `for_team` is whether it is worded for a milestone team, so that it may be put to one.
    """

    id: str
    text: str
    follow_ups: tuple[str, ...]
    why: str
    for_team: bool = True


@dataclass(frozen=True, slots=True)
class Speakable:
    """A milestone or an action that one may speak of; `key` as in `Context.item`."""

    key: str
    number: str
    text: str
    school: str


def question_blocks(
    words: Words,
    questions: Sequence[Chosen],
    context: Context,
    about: Sequence[str] = (),
    unheard: str = "",
) -> list[Block]:
    """The questions, each with its reason and what one can do with it.

    `unheard` are typed words that nothing fits: the intro says so, instead of a reason for all.
    """
    refine = kit.button(words.label("coach.refine"), Act.COACH_REFINE, context.value())
    if not questions:
        return [kit.section(words.line("coach.none"), refine)]
    once = shared([one.why for one in questions])
    said_why = Markup(once) if once and (about or not unheard) else None
    intro = words.line("coach.intro", about=about, why=said_why, unheard=unheard)
    blocks = [kit.section(intro, refine)]
    for one in questions:
        why = None if once else Markup(one.why)
        said = words.line("coach.question", text=one.text, follow_ups=one.follow_ups, why=why)
        blocks += [kit.section(said), kit.actions(_of_question(words, one, context), f"question:{one.id}")]
    return [*blocks, kit.actions(_of_all(words, questions, context)), kit.context(words.line("coach.foot"))]


def question_text(words: Words, questions: Sequence[Chosen]) -> str:
    """The same in one text."""
    if not questions:
        return words.line("coach.none")
    said = [words.line("coach.question_plain", text=one.text, follow_ups=one.follow_ups) for one in questions]
    return "\n".join([words.line("coach.intro_plain"), *said])


def questions_view(
    words: Words,
    questions: Sequence[Chosen],
    context: Context,
    about: Sequence[str] = (),
    unheard: str = "",
) -> View:
    """The questions in a window of their own."""
    return kit.modal(
        Modal.SAID,
        words.label("coach.title"),
        question_blocks(words, questions, context, about, unheard),
        close=words.label("coach.close"),
    )


def coach_view(words: Words, phases: Sequence[Phase], items: Sequence[Speakable], known: Context) -> View:
    """The form: item, part of the work, cause, who will be asked, own words, filled with what is known."""
    label = words.label
    anything = kit.option(label("coach.modal.any"), ANY)
    of_phases = [anything, *(kit.option(words.term(one), one.value, words.hint(one)) for one in phases)]
    of_causes = [anything, *(kit.option(words.term(one), one.value, words.hint(one)) for one in Cause)]
    people = [kit.option(words.term(one), one.value, words.hint(one)) for one in Audience]
    fields = [
        (Field.PHASE, "phase", of_phases, known.phase if known.phase in phases else ANY),
        (Field.CAUSE, "cause", of_causes, known.cause or ANY),
        (Field.WHO, "audience", people, known.audience),
    ]
    blocks = [
        kit.field(label(f"coach.modal.{key}"), kit.select(options, Act.INPUT, chosen=chosen), field)
        for field, key, options, chosen in fields
    ]
    if items:
        blocks.insert(0, item_field(words, items, known.item, anything=True))
    blocks.append(
        kit.field(
            label("coach.modal.words"),
            kit.text_input(Act.INPUT, initial=known.words, most=500),
            Field.WORDS,
            hint=label("coach.modal.words_hint"),
            optional=True,
        )
    )
    return kit.modal(
        Modal.COACH,
        label("coach.modal.title"),
        blocks,
        close=label("coach.close"),
        submit=label("coach.modal.submit"),
    )


def item_field(words: Words, items: Sequence[Speakable], chosen: str | None, anything: bool = False) -> Block:
    """The menu of milestones and actions; with `anything` none need be chosen."""
    first = [kit.option(words.label("coach.modal.any"), ANY)] if anything else []
    several = len({one.school for one in items}) > 1
    options = [
        kit.option(
            words.label("coach.modal.item_one", number=one.number, text=one.text),
            one.key,
            one.school if several else None,
        )
        for one in items[: 100 - len(first)]
    ]
    menu = kit.select([*first, *options], Act.INPUT, chosen=chosen or (ANY if anything else None))
    return kit.field(words.label("coach.modal.item"), menu, Field.ITEM)


def _of_question(words: Words, one: Chosen, context: Context) -> list[Element]:
    value = context.value(question=one.id)
    offered = [("ask", Act.COACH_ASK)] if one.for_team else []
    return [
        kit.button(
            words.label(f"coach.{key}"), act, value, spoken=words.label(f"coach.{key}_spoken", text=one.text)
        )
        for key, act in (*offered, ("save", Act.COACH_SAVE))
    ]


def _of_all(words: Words, questions: Sequence[Chosen], context: Context) -> list[Element]:
    first = context.value(question=questions[0].id)
    buttons = [
        kit.button(words.label("coach.another"), Act.COACH_ANOTHER, context.value()),
        kit.button(words.label("coach.feedback"), Act.COACH_FEEDBACK, first),
    ]
    if context.audience is Audience.TEAM:
        return buttons
    if not all(one.for_team for one in questions):
        for_team = replace(context, audience=Audience.TEAM, seen=()).value()
        buttons.insert(1, kit.button(words.label("coach.for_team"), Act.COACH_FOR_TEAM, for_team))
    return [*buttons, kit.button(words.label("coach.notes.button"), Act.COACH_NOTES, "notes")]

"""Coaching questions that somebody asked for, and the form that asks for them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.blocks.why import shared
from bot.ids import ANY, Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Audience, Cause, Phase

Worded = tuple[str, tuple[str, ...], str]


def question_blocks(
    words: Words,
    questions: Sequence[Worded],
    about: Sequence[str] = (),
    refine: str | None = None,
    unheard: str = "",
) -> list[Block]:
    """The questions, each with its reason; `refine` is the value of the button that opens the form.

    `unheard` are typed words that nothing fits: the intro says so, instead of a reason for all.
    """
    button = kit.button(words.label("coach.refine"), Act.COACH_REFINE, refine or ANY)
    if not questions:
        return [kit.section(words.line("coach.none"), button if refine else None)]
    once = shared([why for _, _, why in questions])
    said_why = Markup(once) if once and (about or not unheard) else None
    intro = words.line("coach.intro", about=about, why=said_why, unheard=unheard)
    blocks = [kit.section(intro, button if refine else None)]
    blocks += [
        kit.section(
            words.line("coach.question", text=text, follow_ups=said, why=None if once else Markup(why))
        )
        for text, said, why in questions
    ]
    return [*blocks, kit.context(words.line("coach.foot"))]


def question_text(words: Words, questions: Sequence[Worded]) -> str:
    """The same in one text."""
    if not questions:
        return words.line("coach.none")
    said = [
        words.line("coach.question_plain", text=text, follow_ups=follow_ups)
        for text, follow_ups, _ in questions
    ]
    return "\n".join([words.line("coach.intro_plain"), *said])


def questions_view(
    words: Words, questions: Sequence[Worded], about: Sequence[str] = (), unheard: str = ""
) -> View:
    """The questions in a window of their own."""
    return kit.modal(
        Modal.SAID,
        words.label("coach.title"),
        question_blocks(words, questions, about, unheard=unheard),
        close=words.label("coach.close"),
    )


def coach_view(
    words: Words, phases: Sequence[Phase], phase: str, cause: str, audience: Audience, typed: str
) -> View:
    """The form: part of the work, cause, who will be asked, own words, filled with what is known."""
    label = words.label
    anything = kit.option(label("coach.modal.any"), ANY)
    of_phases = [anything, *(kit.option(words.term(one), one.value, words.hint(one)) for one in phases)]
    of_causes = [anything, *(kit.option(words.term(one), one.value, words.hint(one)) for one in Cause)]
    people = [kit.option(words.term(one), one.value, words.hint(one)) for one in Audience]
    blocks = [
        kit.field(
            label("coach.modal.phase"),
            kit.select(of_phases, Act.INPUT, chosen=phase if phase in list(phases) else ANY),
            Field.PHASE,
        ),
        kit.field(label("coach.modal.cause"), kit.select(of_causes, Act.INPUT, chosen=cause), Field.CAUSE),
        kit.field(label("coach.modal.audience"), kit.select(people, Act.INPUT, chosen=audience), Field.WHO),
        kit.field(
            label("coach.modal.words"),
            kit.text_input(Act.INPUT, initial=typed, most=500),
            Field.WORDS,
            hint=label("coach.modal.words_hint"),
            optional=True,
        ),
    ]
    return kit.modal(
        Modal.COACH,
        label("coach.modal.title"),
        blocks,
        close=label("coach.close"),
        submit=label("coach.modal.submit"),
    )

"""What becomes of a coaching question: put to a team, answered, made part of feedback, kept on a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import parts as kit
from bot.blocks.coach import Speakable, item_field
from bot.blocks.parts import Block, View
from bot.ids import Act, Field, Modal
from bot.words import Words

MOST_WORDS, MOST_ANSWER = 1_000, 3_000
"""Characters of one field, and of an answer, which a team may also type as a message."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of somebody's desk: a question or feedback, and what it is about ("1.1.2 Share data")."""

    id: int
    text: str
    about: str | None = None
    button: str | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What somebody coaching keeps: questions saved, questions that wait for a team, feedback not posted."""

    saved: tuple[Kept, ...] = ()
    asked: tuple[tuple[str, str, date], ...] = ()
    feedback: tuple[Kept, ...] = ()


def ask_view(
    words: Words,
    text: str,
    follow_ups: Sequence[str],
    items: Sequence[Speakable],
    item: str | None,
    metadata: str,
) -> View:
    """The form that puts a question to a team."""
    label = words.label
    blocks = [
        kit.section(words.line("coach.question", text=text, follow_ups=follow_ups, why=None)),
        item_field(words, items, item),
        kit.field(
            label("coach.asking.note"),
            kit.text_input(Act.INPUT, most=300),
            Field.WORDS,
            hint=label("coach.asking.note_hint"),
            optional=True,
        ),
        kit.context(words.line("coach.asking.foot")),
    ]
    return _form(words, Modal.COACH_ASK, "asking", blocks, metadata)


def answer_view(
    words: Words, text: str, follow_ups: Sequence[str], before: str | None, metadata: str
) -> View:
    """The form in which a team answers."""
    label = words.label
    blocks = [
        kit.section(words.line("coach.question", text=text, follow_ups=follow_ups, why=None)),
        kit.field(
            label("coach.answering.words"),
            kit.text_input(Act.INPUT, initial=before, most=MOST_ANSWER),
            Field.WORDS,
            hint=label("coach.modal.words_hint"),
        ),
    ]
    return _form(words, Modal.COACH_ANSWER, "answering", blocks, metadata)


def feedback_view(
    words: Words, items: Sequence[Speakable], item: str | None, question: str, metadata: str
) -> View:
    """The form for feedback: a strength, one next aspect, a guiding question, what will be looked for."""
    label = words.label
    blocks = [kit.section(words.line("coach.giving.intro")), item_field(words, items, item)]
    for field, initial in (
        (Field.STRENGTH, None),
        (Field.NEXT_ASPECT, None),
        (Field.QUESTION, question),
        (Field.LOOK_FOR, None),
    ):
        element = kit.text_input(Act.INPUT, initial=initial, most=MOST_WORDS)
        blocks.append(
            kit.field(
                label(f"coach.giving.{field}"), element, field, hint=label(f"coach.giving.{field}_hint")
            )
        )
    choices = [kit.option(label(f"coach.giving.{one}"), one) for one in ("post", "keep")]
    menu = {"type": "radio_buttons", "action_id": Act.INPUT, "options": choices, "initial_option": choices[0]}
    blocks.append(kit.field(label("coach.giving.choice"), menu, Field.CHOICE))
    return _form(words, Modal.COACH_FEEDBACK, "giving", blocks, metadata)


def asked_blocks(words: Words, said: str, key: int, is_answered: bool) -> list[Block]:
    """A question in its team's thread, with the button that answers it, or changes the answer."""
    text = words.label("coach.told.change" if is_answered else "coach.told.answer")
    blocks = [kit.section(said), kit.actions([kit.button(text, Act.COACH_ANSWER, str(key))])]
    return blocks if is_answered else [*blocks, kit.context(words.line("coach.told.how"))]


def shelf_blocks(words: Words, shelf: Shelf) -> list[Block]:
    """What a coach keeps, on their desk; nothing where nothing is kept."""
    blocks: list[Block] = []
    if shelf.asked:
        lines = [
            f"• {words.line('coach.shelf.asked_one', text=text, about=about, on=on)}"
            for text, about, on in shelf.asked
        ]
        blocks.append(kit.section("\n".join([words.line("coach.shelf.asked"), *lines])))
    for key, rows, act in (
        ("saved", shelf.saved, Act.COACH_DROP),
        ("kept", shelf.feedback, Act.COACH_PUT_AWAY),
    ):
        if rows:
            blocks.append(kit.section(words.line(f"coach.shelf.{key}")))
        for one in rows:
            spoken = words.label("coach.shelf.drop_spoken", text=one.text)
            buttons = [kit.button(words.label("coach.shelf.drop"), act, str(one.id), spoken=spoken)]
            if one.button:
                spoken = words.label("coach.ask_spoken", text=one.text)
                buttons.insert(
                    0, kit.button(words.label("coach.ask"), Act.COACH_ASK, one.button, spoken=spoken)
                )
            if key == "kept":
                spoken = words.label("coach.shelf.post_spoken", text=one.text)
                buttons.insert(
                    0, kit.button(words.label("coach.shelf.post"), Act.COACH_POST, str(one.id), spoken=spoken)
                )
            said = words.line("coach.shelf.one", text=one.text, about=one.about)
            blocks += [kit.section(said), kit.actions(buttons)]
    return blocks


def _form(words: Words, modal: Modal, story: str, blocks: list[Block], metadata: str) -> View:
    return kit.modal(
        modal,
        words.label(f"coach.{story}.title"),
        blocks,
        close=words.label("coach.close"),
        submit=words.label(f"coach.{story}.submit"),
        private_metadata=metadata,
    )

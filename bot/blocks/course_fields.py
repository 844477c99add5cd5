"""The fields of a change of course that actions and milestones share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.ids import Act, Field
from bot.words import Words
from storage.vocabulary import Cause, Course

MOST_WORDS = 1_500
MOST_LINE = 300


def choice(words: Words, place: str, courses: Sequence[Course], chosen: Course) -> Block:
    """What was decided, one of `courses`; `place` is where their words are ("course.adjust")."""
    options = [
        kit.option(
            words.label(f"{place}.choices.{one}.label"), one, words.label(f"{place}.choices.{one}.hint")
        )
        for one in courses
    ]
    radio: Block = {
        "type": "radio_buttons",
        "action_id": Act.ADJUST_CHOICE,
        "options": options,
        "initial_option": options[courses.index(chosen)],
    }
    return kit.field(words.label("course.adjust.choice"), radio, Field.CHOICE, dispatch=True)


def what(words: Words, course: Course) -> Block:
    """What changes, or what would help."""
    return kit.field(
        words.label(f"course.adjust.what_{course}"),
        kit.text_input(Act.INPUT, most=MOST_WORDS),
        Field.WHAT,
        hint=words.label(f"course.adjust.what_{course}_hint"),
    )


def wording(words: Words, text: str, place: str = "course.adjust") -> Block:
    """How the plan says it from now on, beginning with how it does."""
    box = kit.text_input(Act.INPUT, initial=text[: kit.MOST_TEXT])
    hint = words.label("course.adjust.wording_hint")
    return kit.field(words.label(f"{place}.wording"), box, Field.WORDING, hint=hint, optional=True)


def new_date(words: Words, proposed: date | None) -> Block:
    """The new due date, beginning with the one that the team proposes."""
    picker = kit.datepicker(Act.INPUT, initial=proposed.isoformat() if proposed else None)
    hint = words.label("course.adjust.new_date_hint")
    return kit.field(words.label("course.adjust.new_date"), picker, Field.NEW_DATE, hint=hint)


def person(label: str, chosen: str | None, hint: str | None = None) -> Block:
    """Somebody who takes over; `chosen` is who has it now."""
    menu: Block = {"type": "users_select", "action_id": Act.INPUT}
    if chosen:
        menu["initial_user"] = chosen
    return kit.field(label, menu, Field.OWNER, hint=hint)


def reason(words: Words, decider: str | None, cause: Cause | None, cause_words: str | None) -> list[Block]:
    """The cause, the reason, and who decided: of every change."""
    label = words.label
    causes = [kit.option(words.term(one), one, words.hint(one)) for one in Cause]
    people: Block = {"type": "multi_users_select", "action_id": Act.INPUT}
    if decider:
        people["initial_users"] = [decider]
    return [
        kit.field(
            label("course.adjust.cause"),
            kit.select(causes, Act.INPUT, label("course.adjust.cause_choose"), chosen=cause),
            Field.CAUSE,
        ),
        kit.field(
            label("course.adjust.cause_words"),
            kit.text_input(Act.INPUT, multiline=False, most=MOST_LINE, initial=cause_words),
            Field.CAUSE_WORDS,
            hint=label("course.adjust.cause_words_hint"),
        ),
        kit.field(
            label("course.adjust.why"),
            kit.text_input(Act.INPUT, most=MOST_WORDS),
            Field.WHY,
            hint=label("course.adjust.why_hint"),
        ),
        kit.field(
            label("course.adjust.decided"), people, Field.DECIDED, hint=label("course.adjust.decided_hint")
        ),
    ]

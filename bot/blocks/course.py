"""The windows in which leadership records a change of course or offers support, and what teams are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.ids import Act, Field, Modal
from bot.rules.course import Course
from bot.words import Words

MOST_WORDS = 1_500


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """The action that a form is about; `asked` is the help its team asked for, still unanswered.

    `proposed` and `proposed_due_on` are the change and the date its team proposed at its last check-in.
    """

    number: str
    text: str
    team: str
    due_on: date | None
    asked: str | None = None
    proposed: str | None = None
    proposed_due_on: date | None = None


def adjust_view(words: Words, action: ActionFacts, metadata: str) -> View:
    """The form for a change of course."""
    label = words.label
    key = "course.adjust.choices"
    choices = [kit.option(label(f"{key}.{one}.label"), one, label(f"{key}.{one}.hint")) for one in Course]
    # The words are required, so the form begins with a choice that has some.
    chosen = list(Course).index(Course.CHANGE)
    blocks = [
        _about(words, action),
        *_proposal(words, action),
        kit.field(label("course.adjust.choice"), _radio(choices, chosen), Field.CHOICE),
        kit.field(
            label("course.adjust.what"),
            kit.text_input(Act.INPUT, most=MOST_WORDS),
            Field.WHAT,
            hint=label("course.adjust.what_hint"),
        ),
        kit.field(
            label("course.adjust.why"),
            kit.text_input(Act.INPUT, most=MOST_WORDS),
            Field.WHY,
            hint=label("course.adjust.why_hint"),
            optional=True,
        ),
        kit.field(
            label("course.adjust.new_date"),
            kit.datepicker(Act.INPUT),
            Field.NEW_DATE,
            hint=label("course.adjust.new_date_hint"),
            optional=True,
        ),
    ]
    return kit.modal(
        Modal.ADJUST,
        label("course.adjust.title"),
        blocks,
        close=label("course.close"),
        submit=label("course.adjust.submit"),
        private_metadata=metadata,
    )


def support_view(words: Words, action: ActionFacts, helper: str, metadata: str) -> View:
    """The form for an offer of help; `helper` is the Slack id that is chosen already."""
    label = words.label
    blocks = [_about(words, action)]
    if action.asked:
        blocks.append(kit.section(words.line("course.support.asked", words=action.asked)))
    people = {"type": "users_select", "action_id": Act.INPUT, "initial_user": helper}
    blocks += [
        kit.field(label("course.support.who"), people, Field.WHO),
        kit.field(
            label("course.support.what"),
            kit.text_input(Act.INPUT, most=MOST_WORDS),
            Field.WHAT,
            hint=label("course.support.what_hint"),
        ),
    ]
    return kit.modal(
        Modal.SUPPORT,
        label("course.support.title"),
        blocks,
        close=label("course.close"),
        submit=label("course.support.submit"),
        private_metadata=metadata,
    )


def _about(words: Words, action: ActionFacts) -> Block:
    return kit.section(
        words.line(
            "course.adjust.about",
            number=action.number,
            text=action.text,
            team=action.team,
            due_on=action.due_on,
        )
    )


def _proposal(words: Words, action: ActionFacts) -> list[Block]:
    """What the team proposes, as text: a date filled in would not go with most of the choices."""
    if action.proposed is None and action.proposed_due_on is None:
        return []
    facts = {"words": action.proposed, "new_due_on": action.proposed_due_on}
    return [kit.section(words.line("course.adjust.proposed", **facts))]


def _radio(options: list[Block], chosen: int) -> Block:
    return {
        "type": "radio_buttons",
        "action_id": Act.INPUT,
        "options": options,
        "initial_option": options[chosen],
    }

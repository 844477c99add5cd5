"""The windows in which leadership records a change of course: which action, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import course_fields as fields
from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.forms.course import ACTION_COURSES, Subject
from bot.ids import Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Cause, Course, Effect

MOST_ACTIONS = 100
"""Choices that Slack takes in one menu."""
_OPTION = {False: "course.pick.option", True: "course.pick.milestone"}


@dataclass(frozen=True, slots=True)
class PastChange:
    """What was decided about an action before, and what followed it."""

    on: date
    course: Course
    effect: Effect
    new_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """The action that a form is about; `asked` is the help its team asked for, still unanswered.

    `proposed` and `proposed_due_on` are the change and the date its team proposed at its last check-in,
    `cause` what the team named as the cause, or the code of the root cause that it settled on, whose words
    are `cause_words`. `owner` and `decider` are Slack ids: who is responsible, and who fills in the form.
    """

    number: str
    text: str
    team: str
    due_on: date | None
    asked: str | None = None
    proposed: str | None = None
    proposed_due_on: date | None = None
    first_due_on: date | None = None
    outputs: tuple[str, ...] = ()
    cause: Cause | None = None
    cause_words: str | None = None
    owner: str | None = None
    decider: str | None = None
    past: tuple[PastChange, ...] = ()

    @property
    def likely(self) -> Course:
        """The course that the form begins with: a new date where the team proposes one."""
        return Course.DATE if self.proposed_due_on else Course.CHANGE


@dataclass(frozen=True, slots=True)
class Pickable:
    """What one may choose for a change of course; `lags` is true where a flag stands."""

    subject: Subject
    number: str
    text: str
    school: str
    lags: bool = False


def adjust_view(words: Words, action: ActionFacts, metadata: str, course: Course | None = None) -> View:
    """The form for a change of course, with the fields that `course` calls for."""
    chosen = course or action.likely
    label = words.label
    blocks = [about(words, action), *_proposal(words, action), *_past(words, action)]
    blocks += [
        fields.choice(words, "course.adjust", ACTION_COURSES, chosen),
        *_of_course(words, action, chosen),
        *fields.reason(words, action.decider, action.cause, action.cause_words),
    ]
    return kit.modal(
        Modal.ADJUST,
        label("course.adjust.title"),
        blocks,
        close=label("course.close"),
        submit=label("course.adjust.submit"),
        private_metadata=metadata,
    )


def pick_view(words: Words, found: Sequence[Pickable]) -> View:
    """The window that asks what a change of course is about; a choice opens the form."""
    label = words.label
    options = [
        kit.option(
            label(_OPTION[one.subject.is_milestone], number=one.number, text=one.text, lags=one.lags),
            str(one.subject),
            one.school,
        )
        for one in found[:MOST_ACTIONS]
    ]
    menu = kit.select(options, Act.ADJUST_PICK, label("course.pick.placeholder"))
    blocks = [
        kit.section(words.line("course.pick.intro")),
        kit.actions([menu]),
    ]
    if len(found) > MOST_ACTIONS:
        blocks.append(kit.context(words.line("course.pick.more")))
    return kit.modal(Modal.ADJUST_PICK, label("course.adjust.title"), blocks, close=label("course.close"))


def about(words: Words, action: ActionFacts) -> Block:
    """The action that a form is about, with its first date where it was moved since."""
    return kit.section(
        words.line(
            "course.adjust.about",
            number=action.number,
            text=action.text,
            team=action.team,
            due_on=action.due_on,
            first_due_on=action.first_due_on if action.first_due_on != action.due_on else None,
        )
    )


def _proposal(words: Words, action: ActionFacts) -> list[Block]:
    """What the team proposes, as text."""
    if action.proposed is None and action.proposed_due_on is None:
        return []
    facts = {"words": action.proposed, "new_due_on": action.proposed_due_on}
    return [kit.section(words.line("course.adjust.proposed", **facts))]


def _past(words: Words, action: ActionFacts) -> list[Block]:
    """What was changed before and what followed: did it help?"""
    lines = [
        words.line(
            "course.adjust.past",
            on=one.on,
            choice=words.label(f"course.adjust.choices.{one.course}.label"),
            new_due_on=one.new_due_on,
            effect=one.effect,
        )
        for one in action.past
    ]
    return [kit.context("\n".join(lines))] if lines else []


def _of_course(words: Words, action: ActionFacts, course: Course) -> list[Block]:
    """The fields of one course; keeping on and stopping need none."""
    label = words.label
    if course is Course.CHANGE:
        return [fields.what(words, course), fields.wording(words, action.text)]
    if course is Course.SUPPORT:
        return [fields.what(words, course)]
    if course is Course.DATE:
        return [fields.new_date(words, action.proposed_due_on)]
    if course is Course.OWNER:
        return [fields.person(label("course.adjust.owner"), action.owner)]
    if course is Course.OUTPUT:
        box = kit.text_input(Act.INPUT, initial="\n".join(action.outputs))
        hint = label("course.adjust.outputs_hint")
        return [kit.field(label("course.adjust.outputs"), box, Field.OUTPUTS, hint=hint)]
    return []

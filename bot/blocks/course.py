"""The windows in which leadership records a change of course: which action, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.ids import Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Cause, Course, Effect

MOST_WORDS = 1_500
MOST_LINE = 300
MOST_ACTIONS = 100
"""Choices that Slack takes in one menu."""


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
    """An action that one may choose for a change of course; `lags` is true where a flag stands."""

    id: int
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
        kit.field(label("course.adjust.choice"), _choices(words, chosen), Field.CHOICE, dispatch=True),
        *_of_course(words, action, chosen),
        *_always(words, action),
    ]
    return kit.modal(
        Modal.ADJUST,
        label("course.adjust.title"),
        blocks,
        close=label("course.close"),
        submit=label("course.adjust.submit"),
        private_metadata=metadata,
    )


def pick_view(words: Words, actions: Sequence[Pickable]) -> View:
    """The window that asks which action a change of course is about; a choice opens the form."""
    label = words.label
    options = [
        kit.option(
            label("course.pick.option", number=one.number, text=one.text, lags=one.lags),
            str(one.id),
            one.school,
        )
        for one in actions[:MOST_ACTIONS]
    ]
    menu = kit.select(options, Act.ADJUST_PICK, label("course.pick.placeholder"))
    blocks = [
        kit.section(words.line("course.pick.intro")),
        kit.actions([menu]),
    ]
    if len(actions) > MOST_ACTIONS:
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


def _choices(words: Words, chosen: Course) -> Block:
    key = "course.adjust.choices"
    options = [
        kit.option(words.label(f"{key}.{one}.label"), one, words.label(f"{key}.{one}.hint")) for one in Course
    ]
    return {
        "type": "radio_buttons",
        "action_id": Act.ADJUST_CHOICE,
        "options": options,
        "initial_option": options[list(Course).index(chosen)],
    }


def _of_course(words: Words, action: ActionFacts, course: Course) -> list[Block]:
    """The fields of one course; keeping on and stopping need none."""
    label = words.label
    if course in (Course.CHANGE, Course.SUPPORT):
        what = kit.field(
            label(f"course.adjust.what_{course}"),
            kit.text_input(Act.INPUT, most=MOST_WORDS),
            Field.WHAT,
            hint=label(f"course.adjust.what_{course}_hint"),
        )
        return [what, _wording(words, action)] if course is Course.CHANGE else [what]
    if course is Course.DATE:
        proposed = action.proposed_due_on.isoformat() if action.proposed_due_on else None
        picker = kit.datepicker(Act.INPUT, initial=proposed)
        hint = label("course.adjust.new_date_hint")
        return [kit.field(label("course.adjust.new_date"), picker, Field.NEW_DATE, hint=hint)]
    if course is Course.OWNER:
        menu: Block = {"type": "users_select", "action_id": Act.INPUT}
        if action.owner:
            menu["initial_user"] = action.owner
        return [kit.field(label("course.adjust.owner"), menu, Field.OWNER)]
    if course is Course.OUTPUT:
        box = kit.text_input(Act.INPUT, initial="\n".join(action.outputs))
        hint = label("course.adjust.outputs_hint")
        return [kit.field(label("course.adjust.outputs"), box, Field.OUTPUTS, hint=hint)]
    return []


def _wording(words: Words, action: ActionFacts) -> Block:
    box = kit.text_input(Act.INPUT, initial=action.text[: kit.MOST_TEXT])
    hint = words.label("course.adjust.wording_hint")
    return kit.field(words.label("course.adjust.wording"), box, Field.WORDING, hint=hint, optional=True)


def _always(words: Words, action: ActionFacts) -> list[Block]:
    """The reason, the cause, and who decided: of every change."""
    label = words.label
    causes = [kit.option(words.term(one), one, words.hint(one)) for one in Cause]
    people: Block = {"type": "multi_users_select", "action_id": Act.INPUT}
    if action.decider:
        people["initial_users"] = [action.decider]
    return [
        kit.field(
            label("course.adjust.cause"),
            kit.select(causes, Act.INPUT, label("course.adjust.cause_choose"), chosen=action.cause),
            Field.CAUSE,
        ),
        kit.field(
            label("course.adjust.cause_words"),
            kit.text_input(Act.INPUT, multiline=False, most=MOST_LINE, initial=action.cause_words),
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

"""The window in which leadership records a change of course for a milestone itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import course_fields as fields
from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.forms.course import MILESTONE_COURSES
from bot.ids import Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Course

MOST_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """The milestone that a form is about; `lead` and `decider` are Slack ids, `team_id` its team's key.

    `teams` are those it could go to (key, name), `actions` what is still to be done (key, number, text),
    `past` what was decided about it before: day, course, new date.
    """

    number: str
    text: str
    team: str | None
    organization: str
    due_on: date | None
    first_due_on: date | None
    team_id: int | None = None
    lead: str | None = None
    decider: str | None = None
    teams: Sequence[tuple[int, str]] = ()
    actions: Sequence[tuple[int, str, str]] = ()
    past: Sequence[tuple[date, Course, date | None]] = ()

    @property
    def courses(self) -> tuple[Course, ...]:
        """What can be decided: a lead needs a team, another team needs one to choose, help an action."""
        never = {
            Course.TEAM: not [one for one, _ in self.teams if one != self.team_id],
            Course.OWNER: self.team_id is None,
            Course.SUPPORT: not self.actions,
        }
        return tuple(one for one in MILESTONE_COURSES if not never.get(one, False))


def milestone_view(
    words: Words, milestone: MilestoneFacts, metadata: str, course: Course | None = None
) -> View:
    """The form for a milestone's change of course, with the fields that `course` calls for."""
    chosen = course if course in milestone.courses else Course.DATE
    label = words.label
    blocks = [
        _about(words, milestone),
        *_past(words, milestone),
        fields.choice(words, "course.milestone", milestone.courses, chosen),
        *_of_course(words, milestone, chosen),
        *fields.reason(words, milestone.decider, None, None),
    ]
    return kit.modal(
        Modal.ADJUST,
        label("course.adjust.title"),
        blocks,
        close=label("course.close"),
        submit=label("course.adjust.submit"),
        private_metadata=metadata,
    )


def _about(words: Words, milestone: MilestoneFacts) -> Block:
    """The milestone, with its first date where it was moved since."""
    moved = milestone.first_due_on != milestone.due_on
    said = words.line(
        "course.adjust.about",
        number=milestone.number,
        text=milestone.text,
        team=milestone.team or milestone.organization,
        due_on=milestone.due_on,
        first_due_on=milestone.first_due_on if moved else None,
    )
    return kit.section(f"{said}\n{words.line('course.milestone.told_above')}")


def _past(words: Words, milestone: MilestoneFacts) -> list[Block]:
    lines = [
        words.line(
            "course.milestone.past",
            on=on,
            choice=words.label(f"course.milestone.choices.{course}.label"),
            new_due_on=new_due_on,
        )
        for on, course, new_due_on in milestone.past
    ]
    return [kit.context("\n".join(lines))] if lines else []


def _of_course(words: Words, milestone: MilestoneFacts, course: Course) -> list[Block]:
    """The fields of one course; keeping on and stopping need none."""
    label = words.label
    if course is Course.CHANGE:
        return [fields.what(words, course), fields.wording(words, milestone.text, "course.milestone")]
    if course is Course.DATE:
        return [fields.new_date(words, None)]
    if course is Course.TEAM:
        options = [
            kit.option(name, str(key))
            for key, name in milestone.teams[:MOST_OPTIONS]
            if key != milestone.team_id
        ]
        menu = kit.select(options, Act.INPUT, label("course.milestone.team_choose"))
        return [kit.field(label("course.milestone.team"), menu, Field.TEAM)]
    if course is Course.OWNER:
        hint = label("course.milestone.owner_hint", team=milestone.team)
        return [fields.person(label("course.milestone.owner"), milestone.lead, hint)]
    if course is Course.SUPPORT:
        return [fields.what(words, course), _which_action(words, milestone)]
    return []


def _which_action(words: Words, milestone: MilestoneFacts) -> Block:
    """Help is followed by the action that it is for: what it brings shows there."""
    label = words.label
    options = [
        kit.option(label("course.pick.option", number=number, text=text, lags=False), str(key))
        for key, number, text in milestone.actions[:MOST_OPTIONS]
    ]
    menu = kit.select(options, Act.INPUT, label("course.pick.placeholder"))
    hint = label("course.milestone.action_hint")
    return kit.field(label("course.milestone.action"), menu, Field.ITEM, hint=hint)

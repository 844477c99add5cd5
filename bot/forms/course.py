"""The form behind "Record adjustment"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from bot.forms.state import chosen, day, people, person, typed
from bot.ids import Act, Field
from storage.vocabulary import Cause, Course

Faults = dict[str, str]
"""By block id, the key of the words that say what is wrong."""

ACTION_COURSES = tuple(one for one in Course if one is not Course.TEAM)
MILESTONE_COURSES = tuple(one for one in Course if one is not Course.OUTPUT)
"""What can be decided about either, in the order in which a form offers it."""


class Subject(NamedTuple):
    """What a change of course is about: an action ("action:7") or a milestone ("milestone:3")."""

    kind: str
    id: int

    @property
    def is_milestone(self) -> bool:
        """Whether it is a milestone."""
        return self.kind == "milestone"

    def __str__(self) -> str:
        """Give what a form carries to know it again."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def read(cls, text: str) -> Subject:
        """Give the subject that a form carries."""
        kind, _, key = text.partition(":")
        return cls(kind, int(key))

    @classmethod
    def of_item(cls, item: Mapping[str, int | None]) -> Subject:
        """Give the subject of a lagging item's button: its action, or else the milestone itself."""
        action = item.get("action")
        return cls("action", action) if action is not None else cls("milestone", item["milestone"] or 0)


@dataclass(frozen=True, slots=True)
class AdjustForm:
    """A decision, in the words of those who made it; people are Slack ids, `team` and `action` keys.

    `action` is the one of a milestone's actions that help is asked for. What belongs to other courses than
    the chosen one is None or empty.
    """

    course: Course
    what: str | None = None
    why: str | None = None
    new_due_on: date | None = None
    cause: Cause | None = None
    cause_words: str | None = None
    decided: tuple[str, ...] = ()
    owner: str | None = None
    wording: str | None = None
    outputs: tuple[str, ...] = ()
    team: int | None = None
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a decision is checked against: the local day, and how the action or milestone stands now."""

    today: date
    due_on: date | None = None
    owner: str | None = None
    outputs: tuple[str, ...] = ()
    team: int | None = None
    is_milestone: bool = False


def course_of(view: dict[str, Any]) -> Course:
    """Give the course that is chosen in a form, sent or not."""
    return Course(chosen(view, Field.CHOICE, Act.ADJUST_CHOICE) or Course.CHANGE)


def read_adjust(view: dict[str, Any], limits: Limits) -> AdjustForm | Faults:
    """Give the decision, or what is wrong with the form."""
    course = course_of(view)
    cause, team, action = (chosen(view, field) for field in (Field.CAUSE, Field.TEAM, Field.ITEM))
    form = AdjustForm(
        course=course,
        what=typed(view, Field.WHAT) if course in (Course.CHANGE, Course.SUPPORT) else None,
        why=typed(view, Field.WHY),
        new_due_on=day(view, Field.NEW_DATE) if course is Course.DATE else None,
        cause=Cause(cause) if cause else None,
        cause_words=typed(view, Field.CAUSE_WORDS),
        decided=people(view, Field.DECIDED),
        owner=person(view, Field.OWNER) if course is Course.OWNER else None,
        wording=typed(view, Field.WORDING) if course is Course.CHANGE else None,
        outputs=lines(typed(view, Field.OUTPUTS)) if course is Course.OUTPUT else (),
        team=int(team) if team and course is Course.TEAM else None,
        action=int(action) if action and course is Course.SUPPORT else None,
    )
    return _faults(form, limits) or form


def lines(text: str | None) -> tuple[str, ...]:
    """Give what stands in a text line by line, each line once."""
    found = (line.strip().lstrip("•-*").strip() for line in (text or "").splitlines())
    return tuple(dict.fromkeys(line for line in found if line))


def _faults(form: AdjustForm, limits: Limits) -> Faults:
    found: Faults = {}
    if form.course in (Course.CHANGE, Course.SUPPORT) and form.what is None:
        found[Field.WHAT] = f"course.adjust.no_what_{form.course}"
    if form.course is Course.DATE and (fault := _date_fault(form.new_due_on, limits)):
        found[Field.NEW_DATE] = fault
    if form.course is Course.OWNER and form.owner in (None, limits.owner):
        found[Field.OWNER] = "course.adjust.no_owner" if form.owner is None else "course.adjust.same_owner"
    if form.course is Course.OUTPUT and form.outputs in ((), limits.outputs):
        found[Field.OUTPUTS] = "course.adjust.no_output" if not form.outputs else "course.adjust.same_output"
    if form.course is Course.TEAM and form.team in (None, limits.team):
        found[Field.TEAM] = "course.milestone.no_team" if form.team is None else "course.milestone.same_team"
    if form.course is Course.SUPPORT and limits.is_milestone and form.action is None:
        found[Field.ITEM] = "course.milestone.no_action"
    return found | _reason_faults(form)


def _reason_faults(form: AdjustForm) -> Faults:
    """What every decision has: a cause, a reason, and those who made it."""
    found: Faults = {}
    if form.cause is None:
        found[Field.CAUSE] = "course.adjust.no_cause"
    if form.cause_words is None:
        found[Field.CAUSE_WORDS] = "course.adjust.no_cause_words"
    if form.why is None:
        found[Field.WHY] = "course.adjust.no_why"
    if not form.decided:
        found[Field.DECIDED] = "course.adjust.nobody"
    return found


def _date_fault(new: date | None, limits: Limits) -> str | None:
    if new is None:
        return "course.adjust.no_date"
    if new < limits.today:
        return "course.adjust.past_date"
    return "course.adjust.same_date" if new == limits.due_on else None

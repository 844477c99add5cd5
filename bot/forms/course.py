"""The forms behind "Record adjustment" and "Offer support"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.forms.state import chosen, day, person, typed
from bot.ids import Field
from bot.rules.course import Course

Faults = dict[str, str]
"""By block id, the key of the words that say what is wrong."""


@dataclass(frozen=True, slots=True)
class AdjustForm:
    """A decision, in the words of those who made it."""

    course: Course
    what: str
    why: str | None = None
    new_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class SupportForm:
    """Help that is offered, and the Slack id of who gives it."""

    helper: str
    what: str


def read_adjust(view: dict[str, Any], today: date, due_on: date | None) -> AdjustForm | Faults:
    """Give the decision, or what is wrong with the form."""
    course = Course(chosen(view, Field.CHOICE) or Course.KEEP)
    what, why, new_due_on = typed(view, Field.WHAT), typed(view, Field.WHY), day(view, Field.NEW_DATE)
    faults: Faults = {}
    if what is None:
        faults[Field.WHAT] = "course.adjust.no_what"
    if fault := _date_fault(course, new_due_on, today, due_on):
        faults[Field.NEW_DATE] = fault
    return faults or AdjustForm(course, what or "", why, new_due_on)


def read_support(view: dict[str, Any]) -> SupportForm | Faults:
    """Give the offer, or what is wrong with the form."""
    helper, what = person(view, Field.WHO), typed(view, Field.WHAT)
    faults: Faults = {}
    if helper is None:
        faults[Field.WHO] = "course.support.no_who"
    if what is None:
        faults[Field.WHAT] = "course.support.no_what"
    return faults or SupportForm(helper or "", what or "")


def _date_fault(course: Course, new: date | None, today: date, due_on: date | None) -> str | None:
    if course is not Course.DATE:
        return None if new is None else "course.adjust.spare_date"
    if new is None:
        return "course.adjust.no_date"
    if new < today:
        return "course.adjust.past_date"
    return "course.adjust.same_date" if new == due_on else None

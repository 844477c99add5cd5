"""How far a change of course reaches (J-20, J-23): who above or beside a team has to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.vocabulary import Course

_CHANGES_WORK = (Course.CHANGE, Course.DATE, Course.OUTPUT, Course.STOP)
"""What others who count on the work would notice; keeping on and asking for help change nothing."""


class Reach(StrEnum):
    """Why the levels above a team are told of its change of course."""

    MILESTONE = "milestone"
    PRACTICE = "practice"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change of one action, and what lies around the action.

    `shared_practices` are its practices that other organizations of the network work on as well;
    `is_awaited` whether an action of somebody else's plan comes after it; `is_lent` whether its new
    owner works for another organization.
    """

    course: Course
    new_due_on: date | None = None
    milestone_due_on: date | None = None
    shared_practices: tuple[str, ...] = ()
    is_awaited: bool = False
    is_lent: bool = False


def reaches(change: ChangeFacts) -> tuple[Reach, ...]:
    """Give why the next level up is told; nothing for what stays within the team's own plan.

    A milestone is touched when an action of it stops, or is to end after the milestone itself.
    """
    course = change.course
    late = (
        course is Course.DATE
        and change.new_due_on is not None
        and change.milestone_due_on is not None
        and change.new_due_on > change.milestone_due_on
    )
    works = course in _CHANGES_WORK
    found = (
        (Reach.MILESTONE, late or course is Course.STOP),
        (Reach.PRACTICE, works and bool(change.shared_practices)),
        (Reach.PLAN, (works and change.is_awaited) or (course is Course.OWNER and change.is_lent)),
    )
    return tuple(reach for reach, holds in found if holds)

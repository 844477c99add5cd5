"""The terms of working through an instrument; values are what the database and JSON hold."""

from __future__ import annotations

from enum import StrEnum


class WorkingMode(StrEnum):
    """How people work through an instrument."""

    TOGETHER = "together"
    ALONE = "alone"
    SECTIONS = "sections"


class WorkingState(StrEnum):
    """Where a working stands: a school is asked, people answer, they review, it ends."""

    PROPOSED = "proposed"
    OPEN = "open"
    REVIEW = "review"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def is_over(self) -> bool:
        """Whether nothing is added any more."""
        return self in (WorkingState.CLOSED, WorkingState.DROPPED)


class DecisionKind(StrEnum):
    """What a working decides (J-57)."""

    PRIORITY = "priority"
    ACTION = "action"
    SUPPORT = "support"
    ROOT_CAUSE = "root_cause"

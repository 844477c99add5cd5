"""The cast's improvement plans, as seeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.vocabulary import Status


@dataclass(frozen=True, slots=True)
class ActionSeed:
    """One action of a milestone; `who` is a key of the cast's people."""

    number: str
    text: str
    starts_on: date
    due_on: date
    who: str
    outputs: tuple[str, ...] = ()
    budget_cents: int | None = None
    status: Status = Status.NOT_STARTED
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MilestoneSeed:
    """One milestone with its team."""

    number: str
    statement: str
    team: str
    due_on: date
    actions: tuple[ActionSeed, ...]
    practices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSeed:
    """A plan with one goal, one priority and one strategy."""

    title: str
    goal: str
    priority: str
    strategy: tuple[str, str, str]
    practices: tuple[str, ...]
    milestones: tuple[MilestoneSeed, ...]


PLANS: dict[str, PlanSeed] = {
    "cedar": PlanSeed(
        "Cedar Grove plan 2026-27",
        "Every student reads with understanding and joy.",
        "Reading in the early grades",
        (
            "we teach small groups from what students' reading shows us",
            "teachers will plan instruction from evidence every week",
            "every student will read with understanding",
        ),
        ("3a", "4c"),
        (
            MilestoneSeed(
                "1.1.1",
                "All K-2 classrooms run small-group reading from shared data",
                "reading",
                date(2027, 5, 28),
                (
                    ActionSeed(
                        "1.1.1.1",
                        "Train K-2 teachers in running records",
                        date(2026, 9, 1),
                        date(2026, 10, 30),
                        "dana",
                        ("Attendance sheets", "Practice videos"),
                        120_000,
                    ),
                    ActionSeed(
                        "1.1.1.2",
                        "Set up a shared data board",
                        date(2026, 9, 14),
                        date(2026, 11, 20),
                        "marcus",
                        ("Data board in use",),
                    ),
                    ActionSeed(
                        "1.1.1.3",
                        "Hold data meetings every two weeks",
                        date(2026, 12, 1),
                        date(2027, 5, 14),
                        "ines",
                    ),
                ),
                ("3a",),
            ),
            MilestoneSeed(
                "1.1.2",
                "Families know how to read with their children at home",
                "families",
                date(2027, 4, 30),
                (
                    ActionSeed(
                        "1.1.2.1",
                        "Plan three family reading nights",
                        date(2026, 9, 8),
                        date(2026, 12, 11),
                        "omar",
                        ("Dates and guest list",),
                        80_000,
                    ),
                    ActionSeed(
                        "1.1.2.2",
                        "Translate the reading guide",
                        date(2026, 10, 1),
                        date(2027, 1, 29),
                        "tess",
                    ),
                ),
                ("4c",),
            ),
            MilestoneSeed(
                "1.1.3",
                "The reading block is on the master schedule",
                "reading",
                date(2026, 9, 11),
                (
                    ActionSeed(
                        "1.1.3.1",
                        "Write the reading block into the schedule",
                        date(2026, 8, 3),
                        date(2026, 9, 4),
                        "paula",
                        ("Master schedule",),
                        status=Status.COMPLETED,
                        completed_on=date(2026, 9, 2),
                    ),
                ),
            ),
        ),
    ),
    "harbor": PlanSeed(
        "Harbor Middle plan 2026-27",
        "Every student reasons well with numbers.",
        "Mathematics for all",
        (
            "we plan math lessons together from student work",
            "teachers will respond to student thinking in every lesson",
            "every student will reason well with numbers",
        ),
        ("3b",),
        (
            MilestoneSeed(
                "1.1.1",
                "Grade teams plan one shared math lesson a week",
                "math",
                date(2027, 6, 11),
                (
                    ActionSeed(
                        "1.1.1.1",
                        "Agree on a lesson planning protocol",
                        date(2026, 9, 1),
                        date(2026, 10, 16),
                        "joy",
                        ("Protocol on one page",),
                    ),
                    ActionSeed(
                        "1.1.1.2",
                        "Free a common planning hour",
                        date(2026, 9, 1),
                        date(2026, 11, 13),
                        "ben",
                        budget_cents=200_000,
                    ),
                ),
                ("3b",),
            ),
        ),
    ),
}
"""The plans by school. Milestone 1.1.3 of Cedar Grove is done, so nobody is asked about it."""

"""A realistic plan of a fictional school."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.documents.plan_document import (
    Action,
    Goal,
    Header,
    Measure,
    Milestone,
    Person,
    PlanDocument,
    PriorityArea,
    Strategy,
    Target,
    TargetKind,
    TargetUnit,
    Team,
)
from storage.vocabulary import RoleKind

MAYA, THEO, RUTH = (
    "maya.ellis@larkspur.example.org",
    "theo.brandt@larkspur.example.org",
    "ruth.okafor@larkspur.example.org",
)
SAM, INES = "sam.doyle@larkspur.example.org", "ines.vidal@larkspur.example.org"


def larkspur() -> PlanDocument:
    """A school with two priority areas, three milestones and seven actions."""
    return PlanDocument(
        header=Header(
            title="School improvement plan 2026-27",
            school_name="Larkspur Middle School",
            school_code="0417",
            school_year="2026-27",
            starts_on=date(2026, 8, 24),
            ends_on=date(2027, 6, 11),
            essa_status="TSI",
            zip_code="05602",
            principal=MAYA,
            district="Juniper Valley Schools",
            district_code="JV",
        ),
        vision="Every student leaves us ready for what they choose next.",
        mission="We teach, listen, and adjust until it works.",
        priorities=(
            PriorityArea(number=1, text="Reading across subjects"),
            PriorityArea(number=2, text="Being here every day"),
        ),
        goals=_goals(),
        strategies=_strategies(),
        milestones=_milestones(),
        actions=_actions(),
        teams=(
            Team(code="ATT", name="Attendance team", lead=RUTH, members=(SAM,), channel="#attendance-team"),
            Team(code="LIT", name="Literacy team", lead=THEO, members=(INES, SAM)),
        ),
        people=(
            Person(
                email=MAYA,
                name="Maya Ellis",
                title="Principal",
                roles=(RoleKind.PRINCIPAL, RoleKind.LEADERSHIP),
            ),
            Person(
                email=THEO, name="Theo Brandt", title="Grade 7 English teacher", roles=(RoleKind.LEADERSHIP,)
            ),
            Person(email=RUTH, name="Ruth Okafor", title="Counselor"),
            Person(email=SAM, name="Sam Doyle", title="Grade 6 science teacher"),
            Person(email=INES, name="Ines Vidal", title="Librarian"),
        ),
    )


def _target(year: int, kind: TargetKind, value: str, unit: TargetUnit = TargetUnit.PERCENT) -> Target:
    return Target(year=year, kind=kind, value=Decimal(value), unit=unit)


def _goals() -> tuple[Goal, ...]:
    growth = Measure(
        indicator="Students meeting their growth target in reading",
        data_source="State assessment",
        baseline="41%",
        targets=(_target(1, TargetKind.AT_LEAST, "48"), _target(2, TargetKind.AT_LEAST, "55.5")),
    )
    missing = Measure(
        indicator="Students missing more than one day in ten",
        data_source="Attendance system",
        baseline="Gr 6: 19%; Gr 8: 26%",
        targets=(
            _target(1, TargetKind.AT_MOST, "18"),
            _target(2, TargetKind.DECREASE, "4", TargetUnit.POINTS),
        ),
    )
    return (
        Goal(
            number=1,
            text="Each student grows as a reader every year.",
            explanation="Reading opens every other subject.",
            measures=(growth, missing),
        ),
        Goal(number=2, text="Each student is here, known, and ready to learn.", measures=()),
    )


def _strategies() -> tuple[Strategy, ...]:
    walks = Measure(
        indicator="Classrooms using the shared reading routine",
        data_source="Learning walks",
        baseline="6 of 24",
        targets=(_target(1, TargetKind.ABSOLUTE, "18", TargetUnit.NUMBER),),
    )
    return (
        Strategy(
            number="1.1",
            if_text="plan reading routines together in every subject",
            then_text="teachers will use the same routine in each lesson",
            and_text="students will read and grow in every class.",
            goal=1,
            practices=("2b", "3b"),
            measures=(walks,),
        ),
        Strategy(
            number="2.1",
            if_text="greet families early and solve what keeps students home",
            then_text="staff will act on absences within two days",
            and_text="students will be here and ready to learn.",
            goal=2,
            practices=("4c",),
        ),
    )


def _milestones() -> tuple[Milestone, ...]:
    return (
        Milestone(
            number="1.1.1",
            statement="A shared reading routine is agreed and taught.",
            starts_on=date(2026, 9, 1),
            due_on=date(2027, 1, 29),
            team="LIT",
            practices=("3b",),
        ),
        Milestone(
            number="1.1.2",
            statement="All teachers have been coached in the routine.",
            due_on=date(2027, 5, 28),
            team="LIT",
        ),
        Milestone(
            number="2.1.1",
            statement="Absences are answered within two days.",
            due_on=date(2027, 3, 26),
            team="ATT",
        ),
    )


def _actions() -> tuple[Action, ...]:
    return (
        Action(
            number="1.1.1.1",
            text="Choose the routine",
            outputs=("One-page routine", "Sample lesson; grade 6"),
            starts_on=date(2026, 9, 1),
            due_on=date(2026, 9, 30),
            budget=Decimal("0.00"),
            responsible=THEO,
            collaborators=(INES,),
        ),
        Action(
            number="1.1.1.2",
            text="Teach it in the first unit",
            outputs=("Lesson notes",),
            due_on=date(2026, 11, 20),
            budget=Decimal("1250.50"),
            resources="Substitute days",
            responsible=SAM,
            predecessors=("1.1.1.1",),
        ),
        Action(
            number="1.1.1.10",
            text="Gather what students say",
            outputs=("Summary",),
            due_on=date(2027, 1, 15),
            responsible=INES,
            collaborators=(SAM, THEO),
            predecessors=("1.1.1.1", "1.1.1.2"),
        ),
        Action(
            number="1.1.2.1",
            text="Pair coaches and teachers",
            outputs=("List of pairs",),
            due_on=date(2027, 1, 29),
            responsible=THEO,
            practices=("2b",),
        ),
        Action(
            number="1.1.2.2",
            text="Visit each classroom twice",
            outputs=("Visit notes",),
            due_on=date(2027, 5, 14),
            responsible=THEO,
            predecessors=("1.1.2.1",),
        ),
        Action(
            number="2.1.1.1",
            text="Set up a morning call list",
            outputs=("Call list",),
            due_on=date(2026, 10, 16),
            responsible=RUTH,
            collaborators=(SAM,),
        ),
        Action(
            number="2.1.1.2",
            text="Hold a family evening",
            outputs=("Notes", "Photos"),
            starts_on=date(2026, 11, 2),
            due_on=date(2026, 12, 4),
            budget=Decimal("300.00"),
            responsible=RUTH,
        ),
    )

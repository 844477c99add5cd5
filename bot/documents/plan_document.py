"""A school improvement plan as one value: what every file format reads into and is written from.

Lists are kept in the order of their numbers, people by e-mail, teams by code, so that two documents
that say the same are equal. The types refuse what could not be a plan at all; whether the parts fit
together is for `plan_checks`, which gives faults in words instead of exceptions.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from bot.documents.plan_basis import (
    Analysis,
    AssessmentKind,
    Attachment,
    AttachmentKind,
    ChecklistLine,
    Needs,
    NeedsAspect,
    NeedsElement,
    Observation,
    Purpose,
    RootCause,
    Signature,
    Term,
)
from bot.documents.plan_people import Person, Team
from bot.documents.plan_text import (
    AnyOrder,
    Codes,
    Line,
    Lines,
    Numbers,
    OptionalAddress,
    OptionalLine,
    OptionalText,
    Text,
    ascending,
    by_number,
    by_term,
)
from bot.documents.plan_value import Value
from storage.vocabulary_measures import TargetBase, TargetKind, TargetUnit

__all__ = [
    "Action",
    "Analysis",
    "AssessmentKind",
    "Attachment",
    "AttachmentKind",
    "ChecklistLine",
    "Goal",
    "Header",
    "Measure",
    "Milestone",
    "Needs",
    "NeedsAspect",
    "NeedsElement",
    "Observation",
    "Person",
    "PlanDocument",
    "PriorityArea",
    "Purpose",
    "RootCause",
    "Signature",
    "Strategy",
    "Target",
    "TargetBase",
    "TargetKind",
    "TargetUnit",
    "Team",
    "Term",
    "Value",
]


class Header(Value):
    """At a glance (F001 to F015): whose plan this is, and for when."""

    title: Line = "School improvement plan"
    school_name: Line
    school_code: Line
    school_year: OptionalLine = None
    starts_on: date | None = None
    ends_on: date | None = None
    date_of_plan: date | None = None
    date_of_update: date | None = None
    update_summary: OptionalText = None
    essa_status: OptionalLine = None
    city_county: OptionalLine = None
    zip_code: OptionalLine = None
    phone: OptionalLine = None
    principal: OptionalAddress = None
    contact_information: OptionalText = None
    district: OptionalLine = None
    district_code: OptionalLine = None
    superintendent: OptionalLine = None
    district_liaison: OptionalLine = None
    federal_designation: OptionalLine = None
    title_i_status: OptionalLine = None


class Target(Value):
    """What a measure is to reach in one year of the plan, from 1; three years are usual."""

    year: int
    kind: TargetKind
    value: Decimal
    unit: TargetUnit
    base: TargetBase = TargetBase.BASELINE


class Measure(Value):
    """One way to gauge a goal or the "then" of a strategy (F021 to F026, F071 to F075)."""

    indicator: Line
    data_source: OptionalLine = None
    baseline: OptionalLine = None
    targets: Annotated[tuple[Target, ...], AfterValidator(lambda found: ascending(found, "year"))] = ()


class Goal(Value):
    """A student-focused goal (F020), why it was chosen (F027), and its measures."""

    number: int
    text: Text
    explanation: OptionalText = None
    measures: tuple[Measure, ...] = ()


class PriorityArea(Value):
    """A priority area by rank (F065)."""

    number: int
    text: Line


class Strategy(Value):
    """If we ... then ... and ... (F066 to F075); `goal` is the number of the goal that it serves.

    A strategy takes two years or more, so its own dates (F034) may reach beyond those of the plan.
    """

    number: Line
    if_text: Text
    then_text: Text
    and_text: Text
    goal: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    practices: Codes = ()
    measures: tuple[Measure, ...] = ()


class Milestone(Value):
    """An indicator of implementation (F076 to F080); its number starts with its strategy's."""

    number: Line
    statement: Text
    starts_on: date | None = None
    due_on: date | None = None
    team: OptionalLine = None
    practices: Codes = ()


class Action(Value):
    """A step of a milestone (F081 to F089); people are named by e-mail, predecessors by number."""

    number: Line
    text: Text
    outputs: Lines = ()
    starts_on: date | None = None
    due_on: date | None = None
    budget: Decimal | None = None
    resources: OptionalText = None
    responsible: OptionalAddress = None
    collaborators: AnyOrder = ()
    predecessors: Numbers = ()
    practices: Codes = ()


class PlanDocument(Value):
    """A whole plan. Equal documents say the same, whatever order their rows were written in."""

    header: Header
    vision: OptionalText = None
    mission: OptionalText = None
    purpose: Purpose = Purpose()
    glossary: Annotated[tuple[Term, ...], AfterValidator(by_term)] = ()
    needs: Needs = Needs()
    analysis: Analysis = Analysis()
    priorities: Annotated[tuple[PriorityArea, ...], AfterValidator(by_number)] = ()
    goals: Annotated[tuple[Goal, ...], AfterValidator(by_number)] = ()
    strategies: Annotated[tuple[Strategy, ...], AfterValidator(by_number)] = ()
    milestones: Annotated[tuple[Milestone, ...], AfterValidator(by_number)] = ()
    actions: Annotated[tuple[Action, ...], AfterValidator(by_number)] = ()
    teams: Annotated[tuple[Team, ...], AfterValidator(lambda found: ascending(found, "code"))] = ()
    people: Annotated[tuple[Person, ...], AfterValidator(lambda found: ascending(found, "email"))] = ()
    signatures: tuple[Signature, ...] = ()
    attachments: tuple[Attachment, ...] = ()

"""What a plan rests on: its purpose, its words, its needs assessment, who signed it, what is attached.

Inventory E02 (F028, F029), E04 to E07 and E17. Everything here may be empty; a plan that has none of
it is still a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from bot.documents.plan_text import Line, Lines, OptionalLine, OptionalText, Text
from bot.documents.plan_value import Value
from storage.vocabulary import Cause


class NeedsElement(StrEnum):
    """The twelve lines of the needs-assessment checklist (F040 to F051), in the template's order."""

    DEMOGRAPHICS = "demographics"
    POLICIES = "policies"
    OUTCOMES = "outcomes"
    ACCOUNTABILITY = "accountability"
    ENGAGEMENT = "engagement"
    OPPORTUNITIES = "opportunities"
    PERSONNEL_POLICY = "personnel_policy"
    PROFESSIONAL_PRACTICE = "professional_practice"
    CLIMATE = "climate"
    ROUTINES = "routines"
    VENDORS = "vendors"
    OTHER = "other"


class NeedsAspect(StrEnum):
    """The boxes that some of the lines have of their own."""

    STUDENT = "student"
    COMMUNITY = "community"
    PERSONNEL = "personnel"
    OPERATIONS = "operations"
    LEARNING_INFRASTRUCTURE = "learning_infrastructure"
    IMPROVEMENT_SUPPORT = "improvement_support"
    ASSESSMENTS = "assessments"
    GRADUATION_RATES = "graduation_rates"
    POSTSECONDARY = "postsecondary"
    ATTENDANCE = "attendance"
    BEHAVIOR = "behavior"
    PARTICIPATION = "participation"
    EQUITY = "equity"


ASPECTS: Mapping[NeedsElement, tuple[NeedsAspect, ...]] = {
    NeedsElement.DEMOGRAPHICS: (NeedsAspect.STUDENT, NeedsAspect.COMMUNITY, NeedsAspect.PERSONNEL),
    NeedsElement.POLICIES: (
        NeedsAspect.OPERATIONS,
        NeedsAspect.LEARNING_INFRASTRUCTURE,
        NeedsAspect.IMPROVEMENT_SUPPORT,
    ),
    NeedsElement.OUTCOMES: (
        NeedsAspect.ASSESSMENTS,
        NeedsAspect.GRADUATION_RATES,
        NeedsAspect.POSTSECONDARY,
    ),
    NeedsElement.ENGAGEMENT: (NeedsAspect.ATTENDANCE, NeedsAspect.BEHAVIOR),
    NeedsElement.OPPORTUNITIES: (NeedsAspect.PARTICIPATION, NeedsAspect.EQUITY),
}
"""Which boxes belong to which line; a line that is not here has the one box of its own."""


class AssessmentKind(StrEnum):
    """How much the needs assessment looked at (F054): everything, or one part at a time."""

    COMPREHENSIVE = "comprehensive"
    SEGMENTED = "segmented"


class AttachmentKind(StrEnum):
    """What is attached to a plan (F113, F114)."""

    BUDGET = "budget"
    ASSURANCES = "assurances"
    OTHER = "other"


class Purpose(Value):
    """Why a district or state does this work: if we ... then ... and ... (F029)."""

    if_text: OptionalText = None
    then_text: OptionalText = None
    and_text: OptionalText = None


class Term(Value):
    """A word of the plan and what it means here (F028)."""

    term: Line
    definition: Text


def _aspects(found: tuple[NeedsAspect, ...]) -> tuple[NeedsAspect, ...]:
    return tuple(aspect for aspect in NeedsAspect if aspect in found)


class ChecklistLine(Value):
    """A line of the checklist that was part of the assessment: which boxes, and what else in words."""

    element: NeedsElement
    aspects: Annotated[tuple[NeedsAspect, ...], AfterValidator(_aspects)] = ()
    other: Lines = ()


def _in_order(lines: tuple[ChecklistLine, ...]) -> tuple[ChecklistLine, ...]:
    order = list(NeedsElement)
    return tuple(sorted(lines, key=lambda line: order.index(line.element)))


class Needs(Value):
    """How needs were assessed: what was looked at (E05), and how and with whom (F052 to F054)."""

    kind: AssessmentKind | None = None
    checklist: Annotated[tuple[ChecklistLine, ...], AfterValidator(_in_order)] = ()
    process: OptionalText = None
    stakeholders: OptionalText = None


class Observation(Value):
    """A strength, weakness, opportunity or threat, and what shows it (words or an address)."""

    text: Text
    evidence: OptionalText = None


class RootCause(Value):
    """A cause that the plan is built on (F064), coded where one of the codes fits."""

    text: Text
    cause: Cause | None = None
    evidence: OptionalText = None


class Analysis(Value):
    """What the data say (F055 to F064), in the order in which it was written."""

    strengths: tuple[Observation, ...] = ()
    weaknesses: tuple[Observation, ...] = ()
    opportunities: tuple[Observation, ...] = ()
    threats: tuple[Observation, ...] = ()
    leverage: OptionalText = None
    root_causes: tuple[RootCause, ...] = ()


class Signature(Value):
    """Somebody who read the plan and stands behind it (F036 to F039), who need not be in Slack.

    `signature` is what stands for their hand: a typed name, initials, or where the signed page is kept.
    """

    name: Line
    position: OptionalLine = None
    plan_role: OptionalLine = None
    signature: OptionalLine = None
    signed_on: date | None = None


class Attachment(Value):
    """A page that goes with the plan and is kept elsewhere (F113, F114); `location` says where."""

    kind: AttachmentKind = AttachmentKind.OTHER
    name: Line
    location: OptionalLine = None

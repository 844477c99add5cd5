"""Larkspur's plan with every field of the template filled in, so that no format can leave one out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.documents.plan_document import (
    Analysis,
    AssessmentKind,
    Attachment,
    AttachmentKind,
    ChecklistLine,
    Needs,
    NeedsAspect,
    NeedsElement,
    Observation,
    PlanDocument,
    Purpose,
    RootCause,
    Signature,
    Strategy,
    Target,
    TargetBase,
    TargetKind,
    TargetUnit,
    Term,
)
from storage.vocabulary import Cause
from tests.documents.larkspur import larkspur

_HEADER = {
    "date_of_plan": date(2026, 6, 15),
    "date_of_update": date(2026, 9, 8),
    "update_summary": "Added a family evening.\nMoved the visits to spring.",
    "city_county": "Montpelier, Washington County",
    "phone": "802-555-0142",
    "contact_information": "Mornings before nine",
    "superintendent": "Dr. Howard Stein",
    "district_liaison": "Lena Ortiz",
    "federal_designation": "Targeted support, first year",
    "title_i_status": "Schoolwide",
}


def whole_plan() -> PlanDocument:
    """Give a plan in which no field of the document has its default."""
    plan = larkspur()
    header = plan.header.model_copy(update=_HEADER)
    first, *others = plan.strategies
    whole = first.model_copy(update={"starts_on": date(2026, 8, 24), "ends_on": date(2029, 6, 8)})
    milestones = tuple(row.model_copy(update={"starts_on": date(2026, 9, 1)}) for row in plan.milestones)
    return PlanDocument.model_validate(
        {
            **dict(plan),
            "header": header,
            "strategies": (_with_long_targets(whole), *others),
            "milestones": milestones,
            "purpose": Purpose(
                if_text="support each school with one routine",
                then_text="schools will look at their own work monthly",
                and_text="each student will grow every year.",
            ),
            "glossary": (
                Term(term="Routine", definition="Steps that every class follows.\nThe same ones."),
                Term(term="MTSS", definition="A tiered way to support students"),
            ),
            "needs": _needs(),
            "analysis": _analysis(),
            "signatures": (
                Signature(
                    name="Maya Ellis",
                    position="Principal",
                    plan_role="Leads the leadership team",
                    signature="M. Ellis",
                    signed_on=date(2026, 6, 15),
                ),
                Signature(name="Priya Nair", position="Parent"),
            ),
            "attachments": (
                Attachment(kind=AttachmentKind.BUDGET, name="Braided budget", location="https://x.example/b"),
                Attachment(kind=AttachmentKind.ASSURANCES, name="Assurances"),
            ),
        }
    )


def _with_long_targets(strategy: Strategy) -> Strategy:
    (measure, *_) = strategy.measures
    targets = tuple(
        Target(
            year=year,
            kind=TargetKind.INCREASE,
            value=Decimal(year + 1),
            unit=TargetUnit.POINTS,
            base=TargetBase.YEAR_BEFORE,
        )
        for year in range(1, 5)
    )
    return strategy.model_copy(update={"measures": (measure.model_copy(update={"targets": targets}),)})


def _needs() -> Needs:
    aspects = {
        NeedsElement.DEMOGRAPHICS: (NeedsAspect.STUDENT, NeedsAspect.PERSONNEL),
        NeedsElement.OPPORTUNITIES: (NeedsAspect.EQUITY,),
    }
    other = {
        NeedsElement.DEMOGRAPHICS: ("Housing; by street",),
        NeedsElement.OTHER: ("Bus routes", "After-school places"),
    }
    return Needs(
        kind=AssessmentKind.SEGMENTED,
        checklist=tuple(
            ChecklistLine(element=element, aspects=aspects.get(element, ()), other=other.get(element, ()))
            for element in NeedsElement
        ),
        process="The leadership team and two coaches met four times and asked why.",
        stakeholders="Two family evenings and a survey of students.",
    )


def _analysis() -> Analysis:
    return Analysis(
        strengths=(Observation(text="Teams meet weekly", evidence="Minutes since 2024"),),
        weaknesses=(
            Observation(text="Routines differ by room", evidence="Learning walks, spring"),
            Observation(text="Absences are answered late"),
        ),
        opportunities=(Observation(text="The library stays open", evidence="City council"),),
        threats=(Observation(text="Two teachers retire", evidence="Letters of intent"),),
        leverage="Weekly meetings can carry the routine.",
        root_causes=(
            RootCause(text="No shared picture of good reading", cause=Cause.UNCLEAR, evidence="5 Whys, May"),
            RootCause(text="Calls depend on one person"),
        ),
    )

"""What a colleague would point out about a plan: each piece of advice where it belongs, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.documents.baseline import Figure, baseline_figures
from bot.documents.checks import AdviceCode, FaultCode, advise, check_plan
from bot.documents.plan_document import (
    ChecklistLine,
    Needs,
    NeedsAspect,
    NeedsElement,
    PlanDocument,
    PriorityArea,
    Signature,
    Target,
    TargetKind,
    TargetUnit,
    Term,
)
from bot.documents.workbook import told
from tests.documents.larkspur import larkspur
from tests.documents.plans import FORM, read, workbook
from tests.documents.whole_plan import whole_plan

Change = Callable[[PlanDocument], PlanDocument]


def with_fields(kind: str, index: int, **fields: Any) -> Change:
    """Change some fields of one part of a plan."""

    def change(plan: PlanDocument) -> PlanDocument:
        rows = list(getattr(plan, kind))
        rows[index] = rows[index].model_copy(update=fields)
        return plan.model_copy(update={kind: tuple(rows)})

    return change


def _five_priorities(plan: PlanDocument) -> PlanDocument:
    areas = tuple(PriorityArea(number=number, text=f"Area {number}") for number in range(1, 6))
    return plan.model_copy(update={"priorities": areas})


def _no_baseline(plan: PlanDocument) -> PlanDocument:
    (measure,) = plan.strategies[0].measures
    return with_fields("strategies", 0, measures=(measure.model_copy(update={"baseline": None}),))(plan)


def _wordy_baseline(plan: PlanDocument) -> PlanDocument:
    (measure,) = plan.strategies[0].measures
    return with_fields("strategies", 0, measures=(measure.model_copy(update={"baseline": "low"}),))(plan)


CASES: list[tuple[Change, AdviceCode, tuple[str | int, ...]]] = [
    (
        with_fields("strategies", 0, then_text="teachers will understand and value reading"),
        AdviceCode.THEN_NOT_MEASURABLE,
        ("strategies", 0, "then_text"),
    ),
    (
        with_fields("strategies", 0, starts_on=date(2026, 8, 24), ends_on=date(2027, 6, 11)),
        AdviceCode.STRATEGY_SHORT,
        ("strategies", 0, "ends_on"),
    ),
    (
        with_fields("milestones", 0, due_on=None),
        AdviceCode.MILESTONE_WITHOUT_DATE,
        ("milestones", 0, "due_on"),
    ),
    (with_fields("milestones", 2, team=None), AdviceCode.MILESTONE_WITHOUT_TEAM, ("milestones", 2, "team")),
    (with_fields("milestones", 2, team=None), AdviceCode.ACTION_UNREACHED, ("actions", 5, "number")),
    (with_fields("teams", 0, lead=None, members=()), AdviceCode.ACTION_UNREACHED, ("actions", 6, "number")),
    (with_fields("actions", 0, outputs=()), AdviceCode.ACTION_WITHOUT_OUTPUTS, ("actions", 0, "outputs")),
    (
        with_fields("actions", 0, responsible=None),
        AdviceCode.ACTION_WITHOUT_OWNER,
        ("actions", 0, "responsible"),
    ),
    (with_fields("actions", 0, due_on=None), AdviceCode.ACTION_WITHOUT_DATE, ("actions", 0, "due_on")),
    (_five_priorities, AdviceCode.MANY_PRIORITIES, ("priorities", 4, "text")),
    (
        with_fields("goals", 0, text="Reading rises by 10 points"),
        AdviceCode.GOAL_WITH_NUMBER,
        ("goals", 0, "text"),
    ),
    (
        _no_baseline,
        AdviceCode.MEASURE_WITHOUT_BASELINE,
        ("strategies", 0, "measures", 0, "baseline"),
    ),
    (
        _wordy_baseline,
        AdviceCode.BASELINE_WITHOUT_FIGURE,
        ("strategies", 0, "measures", 0, "baseline"),
    ),
]


@pytest.mark.parametrize(("change", "code", "place"), CASES)
def test_each_weakness_is_pointed_out_where_it_is(
    change: Change, code: AdviceCode, place: tuple[str | int, ...]
) -> None:
    found = {(finding.code, finding.place) for finding in advise(change(whole_plan()))}
    assert (code, place) in found
    assert (code, place) not in {(finding.code, finding.place) for finding in advise(whole_plan())}


@pytest.mark.parametrize(("change", "code", "place"), CASES)
def test_advice_stops_nothing_and_says_why_and_by_whom(
    change: Change, code: AdviceCode, place: tuple[str | int, ...]
) -> None:
    plan = change(whole_plan())
    assert check_plan(plan, FORM.practices) == ()
    result = read(workbook(plan))
    assert result.document == plan
    (advice, *_) = [advice for advice in result.advice if advice.code is code]
    assert advice.row is not None
    assert advice.source == FORM.words.sources[code]
    assert advice.as_json()["source"] == advice.source
    assert any(f"{advice.message} ({advice.source})" in line for line in told([advice], FORM.words))


@pytest.mark.parametrize(
    ("then_text", "vague"),
    [
        ("teachers will use the same routine in each lesson", False),
        ("teachers will know the standards", True),
        ("staff will be more aware of absences", True),
        ("staff will understand and apply the protocol", False),
        ("leaders will feel supported", True),
        ("coaches will visit each classroom", False),
    ],
)
def test_a_then_is_what_others_can_see(then_text: str, vague: bool) -> None:
    plan = with_fields("strategies", 0, then_text=then_text)(larkspur())
    assert (AdviceCode.THEN_NOT_MEASURABLE in {finding.code for finding in advise(plan)}) == vague


@pytest.mark.parametrize(
    ("dates", "years", "short"),
    [
        ((None, None), (1,), True),
        ((None, None), (1, 2), False),
        ((None, None), (), False),
        ((date(2026, 8, 24), date(2028, 6, 9)), (1,), False),
        ((date(2026, 8, 24), date(2027, 12, 17)), (1, 2, 3), True),
    ],
)
def test_a_strategy_takes_two_school_years(
    dates: tuple[date | None, date | None], years: tuple[int, ...], short: bool
) -> None:
    plan = larkspur()
    targets = tuple(
        Target(year=year, kind=TargetKind.AT_LEAST, value=Decimal(50), unit=TargetUnit.PERCENT)
        for year in years
    )
    (measure,) = plan.strategies[0].measures
    measures = (measure.model_copy(update={"targets": targets}),)
    plan = with_fields("strategies", 0, starts_on=dates[0], ends_on=dates[1], measures=measures)(plan)
    assert (AdviceCode.STRATEGY_SHORT in {finding.code for finding in advise(plan)}) == short


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("68%", [Figure(None, Decimal(68), TargetUnit.PERCENT)]),
        ("6 of 24", [Figure(None, Decimal(6), TargetUnit.NUMBER, 24)]),
        ("1,250 students", [Figure(None, Decimal(1250), TargetUnit.NUMBER)]),
        (
            "Gr 5: 68% Gr 8: 61%",
            [
                Figure("Gr 5", Decimal(68), TargetUnit.PERCENT),
                Figure("Gr 8", Decimal(61), TargetUnit.PERCENT),
            ],
        ),
        (
            "Gr 6: 19%; English learners = 26.5 points",
            [
                Figure("Gr 6", Decimal(19), TargetUnit.PERCENT),
                Figure("English learners", Decimal("26.5"), TargetUnit.POINTS),
            ],
        ),
        ("not known yet", []),
    ],
)
def test_a_baseline_is_one_figure_or_one_for_each_group(text: str, figures: list[Figure]) -> None:
    assert list(baseline_figures(text)) == figures


@pytest.mark.parametrize(
    ("update", "code", "place"),
    [
        ({"glossary": (Term(term="MTSS", definition=""),)}, FaultCode.NEEDED, ("glossary", 0, "definition")),
        (
            {"glossary": (Term(term="MTSS", definition="a"), Term(term="mtss", definition="b"))},
            FaultCode.DUPLICATE_ENTRY,
            ("glossary", 1, "term"),
        ),
        (
            {"signatures": (Signature(name="", position="Parent"),)},
            FaultCode.NEEDED,
            ("signatures", 0, "name"),
        ),
        (
            {
                "needs": Needs(
                    checklist=(
                        ChecklistLine(element=NeedsElement.CLIMATE, aspects=(NeedsAspect.ATTENDANCE,)),
                    )
                )
            },
            FaultCode.OTHER_ELEMENT,
            ("needs", "checklist", 0, "aspects"),
        ),
        ({"needs": Needs(process="x" * 4001)}, FaultCode.TEXT_TOO_LONG, ("needs", "process")),
    ],
)
def test_what_a_plan_rests_on_is_checked(
    update: dict[str, Any], code: FaultCode, place: tuple[str | int, ...]
) -> None:
    plan = larkspur().model_copy(update=update)
    assert [(finding.code, finding.place) for finding in check_plan(plan, FORM.practices)] == [(code, place)]
    result = read(workbook(plan))
    assert [(fault.code, fault.row is not None) for fault in result.faults] == [(code, True)]

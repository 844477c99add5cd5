"""What would make strategies and measures better: time enough, and a "then" that can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.documents.baseline import baseline_figures
from bot.documents.checks.codes import AdviceCode
from bot.documents.checks.findings import Finding, Place
from bot.documents.plan_document import Measure, PlanDocument, Strategy
from bot.documents.plan_text import parent_number

SHORTEST_DAYS = 600
"""A strategy of two school years runs at least so long, from the first autumn to the second spring."""

_INNER = re.compile(
    r"\b(?:understand|know|be(?:come)? (?:more |better |fully )?(?:aware|committed|engaged|empowered"
    r"|supported|equipped|prepared|able)|appreciate|value|believe|embrace|feel|care|improve|be better"
    r"|grow as)\b",
    re.IGNORECASE,
)
"""What goes on inside people, or could be anything: nobody sees it in a visit or a record."""

_SEEN = re.compile(
    r"\b(?:use|plan|teach|meet|review|visit|write|give|act|call|share|post|observe|coach|check|adjust|deliver"
    r"|implement|collect|analy[sz]e|schedule|lead|model|respond|answer|greet|complete|attend|hold|follow|set"
    r"|apply|practice|ask|work|look|provide|design|assess|monitor|discuss|decide|carry)\b",
    re.IGNORECASE,
)
"""What adults do and somebody else can see."""


def advise_strategies(document: PlanDocument) -> Iterator[Finding]:
    """Give what a colleague would point out about the strategies and their measures."""
    with_milestones = {parent_number(milestone.number) for milestone in document.milestones}
    for index, strategy in enumerate(document.strategies):
        lacking = (
            (strategy.goal is None, "goal", AdviceCode.STRATEGY_WITHOUT_GOAL),
            (not strategy.practices, "practices", AdviceCode.STRATEGY_WITHOUT_PRACTICE),
            (not strategy.measures, "indicator", AdviceCode.STRATEGY_WITHOUT_MEASURE),
            (strategy.number not in with_milestones, "number", AdviceCode.STRATEGY_WITHOUT_MILESTONES),
            (_is_inner(strategy.then_text), "then_text", AdviceCode.THEN_NOT_MEASURABLE),
            (is_short(strategy), _short_field(strategy), AdviceCode.STRATEGY_SHORT),
        )
        for lacks, field, code in lacking:
            if lacks:
                yield Finding(("strategies", index, field), code, {"number": strategy.number})
        yield from advise_measures(("strategies", index), strategy.measures)


def advise_measures(place: Place, measures: tuple[Measure, ...]) -> Iterator[Finding]:
    """Give the measures that have nothing to compare with."""
    for at, measure in enumerate(measures):
        where = (*place, "measures", at, "baseline")
        facts = {"value": measure.indicator}
        if measure.baseline is None and measure.indicator:
            yield Finding(where, AdviceCode.MEASURE_WITHOUT_BASELINE, facts)
        elif measure.baseline is not None and not baseline_figures(measure.baseline):
            yield Finding(where, AdviceCode.BASELINE_WITHOUT_FIGURE, facts)


def is_short(strategy: Strategy) -> bool:
    """True for a strategy that its dates, or else its targets, give less than two school years."""
    if strategy.starts_on and strategy.ends_on:
        return (strategy.ends_on - strategy.starts_on).days < SHORTEST_DAYS
    years = {target.year for measure in strategy.measures for target in measure.targets}
    return years == {1}


def _short_field(strategy: Strategy) -> str:
    return "ends_on" if strategy.starts_on and strategy.ends_on else "number"


def _is_inner(then_text: str) -> bool:
    return bool(_INNER.search(then_text)) and not _SEEN.search(then_text)

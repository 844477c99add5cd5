"""What would make a plan better, said kindly; none of it stops a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.documents.checks.codes import AdviceCode
from bot.documents.checks.findings import Finding, Place
from bot.documents.plan_document import Measure, PlanDocument
from bot.documents.plan_text import parent_number

USUAL_PRIORITIES = 4
_GRADE = re.compile(r"\b(?:grades?|gr\.?|k)\s*[-–]?\s*\d+(?:\s*(?:[-–]|to|and)\s*\d+)?\b", re.IGNORECASE)


def advise(document: PlanDocument) -> Iterator[Finding]:
    """Give what a friendly colleague would point out about the plan."""
    yield from _goals(document)
    yield from _strategies(document)
    yield from _milestones(document)
    yield from _actions(document)
    for index, team in enumerate(document.teams):
        if team.lead is None and not team.members:
            yield Finding(("teams", index, "lead"), AdviceCode.TEAM_WITHOUT_PEOPLE, {"value": team.name})
    if len(document.priorities) > USUAL_PRIORITIES:
        place: Place = ("priorities", USUAL_PRIORITIES, "text")
        yield Finding(place, AdviceCode.MANY_PRIORITIES, {"count": len(document.priorities)})


def _measures(place: Place, measures: tuple[Measure, ...]) -> Iterator[Finding]:
    for at, measure in enumerate(measures):
        if measure.baseline is None and measure.indicator:
            where = (*place, "measures", at, "baseline")
            yield Finding(where, AdviceCode.MEASURE_WITHOUT_BASELINE, {"value": measure.indicator})


def _goals(document: PlanDocument) -> Iterator[Finding]:
    for index, goal in enumerate(document.goals):
        place: Place = ("goals", index)
        facts = {"number": goal.number}
        if not goal.measures:
            yield Finding((*place, "indicator"), AdviceCode.GOAL_WITHOUT_MEASURE, facts)
        if re.search(r"\d", _GRADE.sub("", goal.text)):
            yield Finding((*place, "text"), AdviceCode.GOAL_WITH_NUMBER, facts)
        yield from _measures(place, goal.measures)


def _strategies(document: PlanDocument) -> Iterator[Finding]:
    with_milestones = {parent_number(milestone.number) for milestone in document.milestones}
    for index, strategy in enumerate(document.strategies):
        lacking = (
            (strategy.goal is None, "goal", AdviceCode.STRATEGY_WITHOUT_GOAL),
            (not strategy.practices, "practices", AdviceCode.STRATEGY_WITHOUT_PRACTICE),
            (not strategy.measures, "indicator", AdviceCode.STRATEGY_WITHOUT_MEASURE),
            (strategy.number not in with_milestones, "number", AdviceCode.STRATEGY_WITHOUT_MILESTONES),
        )
        for lacks, field, code in lacking:
            if lacks:
                yield Finding(("strategies", index, field), code, {"number": strategy.number})
        yield from _measures(("strategies", index), strategy.measures)


def _milestones(document: PlanDocument) -> Iterator[Finding]:
    with_actions = {parent_number(action.number) for action in document.actions}
    for index, milestone in enumerate(document.milestones):
        lacking = (
            (milestone.team is None, "team", AdviceCode.MILESTONE_WITHOUT_TEAM),
            (milestone.due_on is None, "due_on", AdviceCode.MILESTONE_WITHOUT_DATE),
            (milestone.number not in with_actions, "number", AdviceCode.MILESTONE_WITHOUT_ACTIONS),
        )
        for lacks, field, code in lacking:
            if lacks:
                yield Finding(("milestones", index, field), code, {"number": milestone.number})


def _actions(document: PlanDocument) -> Iterator[Finding]:
    milestones = {milestone.number: milestone.due_on for milestone in document.milestones}
    due = {action.number: action.due_on for action in document.actions}
    for index, action in enumerate(document.actions):
        lacking = (
            (action.due_on is None, "due_on", AdviceCode.ACTION_WITHOUT_DATE),
            (action.responsible is None, "responsible", AdviceCode.ACTION_WITHOUT_OWNER),
            (not action.outputs, "outputs", AdviceCode.ACTION_WITHOUT_OUTPUTS),
        )
        for lacks, field, code in lacking:
            if lacks:
                yield Finding(("actions", index, field), code, {"number": action.number})
        limit = milestones.get(parent_number(action.number))
        if limit and action.due_on and action.due_on > limit:
            facts = {"number": action.number, "due": limit}
            yield Finding(("actions", index, "due_on"), AdviceCode.ACTION_AFTER_MILESTONE, facts)
        for number in action.predecessors:
            before = due.get(number)
            if before and action.due_on and action.due_on < before:
                facts = {"number": action.number, "value": number}
                yield Finding(("actions", index, "due_on"), AdviceCode.ACTION_BEFORE_PREDECESSOR, facts)

"""What would make a plan better, said kindly; none of it stops a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.documents.checks.advice_strategies import advise_measures, advise_strategies
from bot.documents.checks.codes import AdviceCode
from bot.documents.checks.findings import Finding, Place
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_text import parent_number

USUAL_PRIORITIES = 4
_GRADE = re.compile(r"\b(?:grades?|gr\.?|k)\s*[-–]?\s*\d+(?:\s*(?:[-–]|to|and)\s*\d+)?\b", re.IGNORECASE)


def advise(document: PlanDocument) -> Iterator[Finding]:
    """Give what a friendly colleague would point out about the plan."""
    yield from _goals(document)
    yield from advise_strategies(document)
    yield from _milestones(document)
    yield from _actions(document)
    for index, team in enumerate(document.teams):
        if team.lead is None and not team.members:
            yield Finding(("teams", index, "lead"), AdviceCode.TEAM_WITHOUT_PEOPLE, {"value": team.name})
    if len(document.priorities) > USUAL_PRIORITIES:
        place: Place = ("priorities", USUAL_PRIORITIES, "text")
        yield Finding(place, AdviceCode.MANY_PRIORITIES, {"count": len(document.priorities)})


def _goals(document: PlanDocument) -> Iterator[Finding]:
    for index, goal in enumerate(document.goals):
        place: Place = ("goals", index)
        facts = {"number": goal.number}
        if not goal.measures:
            yield Finding((*place, "indicator"), AdviceCode.GOAL_WITHOUT_MEASURE, facts)
        if re.search(r"\d", _GRADE.sub("", goal.text)):
            yield Finding((*place, "text"), AdviceCode.GOAL_WITH_NUMBER, facts)
        yield from advise_measures(place, goal.measures)


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
    asked = _asked_milestones(document)
    for index, action in enumerate(document.actions):
        lacking = (
            (action.due_on is None, "due_on", AdviceCode.ACTION_WITHOUT_DATE),
            (action.responsible is None, "responsible", AdviceCode.ACTION_WITHOUT_OWNER),
            (not action.outputs, "outputs", AdviceCode.ACTION_WITHOUT_OUTPUTS),
            (parent_number(action.number) not in asked, "number", AdviceCode.ACTION_UNREACHED),
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


def _asked_milestones(document: PlanDocument) -> set[str]:
    """Give the numbers of the milestones whose check-in reaches somebody."""
    peopled = {team.code for team in document.teams if team.lead or team.members}
    return {milestone.number for milestone in document.milestones if milestone.team in peopled}

"""People, teams, goals, practices and predecessors that a plan names: each has to be in the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from bot.documents.checks.codes import FaultCode
from bot.documents.checks.findings import Finding, Place, nearest
from bot.documents.plan_document import PlanDocument


def check_references(document: PlanDocument, practices: Collection[str]) -> Iterator[Finding]:
    """Give every name, number and code that leads nowhere. `practices` are the codes that exist."""
    yield from _people(document)
    yield from _teams(document)
    goals = {goal.number for goal in document.goals}
    for index, strategy in enumerate(document.strategies):
        if strategy.goal is not None and strategy.goal not in goals:
            yield Finding(("strategies", index, "goal"), FaultCode.UNKNOWN_GOAL, {"value": strategy.goal})
    yield from _practices(document, practices)


def _named_people(document: PlanDocument) -> Iterator[tuple[Place, str]]:
    if document.header.principal:
        yield ("header", "principal"), document.header.principal
    for index, team in enumerate(document.teams):
        if team.lead:
            yield ("teams", index, "lead"), team.lead
        yield from ((("teams", index, "members"), member) for member in team.members)
    for index, action in enumerate(document.actions):
        if action.responsible:
            yield ("actions", index, "responsible"), action.responsible
        yield from ((("actions", index, "collaborators"), person) for person in action.collaborators)


def _people(document: PlanDocument) -> Iterator[Finding]:
    known = {person.email for person in document.people}
    names = Counter(person.name.casefold() for person in document.people)
    candidates = [person.name for person in document.people] + sorted(known)

    @cache
    def close(value: str) -> str | None:
        return nearest(value, candidates)

    for place, value in _named_people(document):
        if value in known:
            continue
        if names[value.casefold()] > 1:
            yield Finding(place, FaultCode.AMBIGUOUS_PERSON, {"value": value})
        else:
            yield Finding(place, FaultCode.UNKNOWN_PERSON, {"value": value, "nearest": close(value)})


def _teams(document: PlanDocument) -> Iterator[Finding]:
    known = {team.code for team in document.teams}
    names = Counter(team.name.casefold() for team in document.teams)
    candidates = [team.name for team in document.teams] + sorted(known)
    for index, milestone in enumerate(document.milestones):
        value = milestone.team
        if value is None or value in known:
            continue
        if names[value.casefold()] > 1:
            yield Finding(("milestones", index, "team"), FaultCode.AMBIGUOUS_TEAM, {"value": value})
        else:
            facts = {"value": value, "nearest": nearest(value, candidates)}
            yield Finding(("milestones", index, "team"), FaultCode.UNKNOWN_TEAM, facts)


def _practices(document: PlanDocument, practices: Collection[str]) -> Iterator[Finding]:
    for kind in ("strategies", "milestones", "actions"):
        for index, row in enumerate(getattr(document, kind)):
            for code in row.practices:
                if code not in practices:
                    same_domain = sorted(known for known in practices if known[:1] == code[:1])
                    facts = {"value": code, "nearest": ", ".join(same_domain) or None}
                    yield Finding((kind, index, "practices"), FaultCode.UNKNOWN_PRACTICE, facts)

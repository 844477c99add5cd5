"""The demo's schools as plans, the same value that a workbook is read into."""

from __future__ import annotations

from decimal import Decimal

from bot.cli.demo.district import District, Idea, Marker, Member, School, Step
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


def plan_document(district: District, school: School) -> PlanDocument:
    """Give the plan of one school of the demo."""
    markers = [marker for idea in school.strategies for marker in idea.milestones]
    return PlanDocument(
        header=_header(district, school),
        priorities=(PriorityArea(number=1, text=school.priority),),
        goals=(_goal(school),),
        strategies=tuple(_strategy(idea) for idea in school.strategies),
        milestones=tuple(_milestone(marker) for marker in markers),
        actions=tuple(_action(district, step) for marker in markers for step in marker.actions),
        teams=tuple(
            Team(
                code=crew.code,
                name=crew.name,
                lead=district.mail(crew.members[0]),
                members=tuple(district.mail(member) for member in crew.members[1:]),
            )
            for crew in school.teams
        ),
        people=tuple(_person(district, member) for member in school.people),
    )


def _header(district: District, school: School) -> Header:
    principal = next(member for member in school.people if "principal" in member.roles)
    year = next(term for term in district.calendar.terms if term.kind == "year")
    return Header(
        title=f"{school.name} improvement plan",
        school_name=school.name,
        school_code=school.code,
        school_year="2026-27",
        starts_on=year.first,
        ends_on=year.last,
        principal=district.mail(principal.id),
        district=district.district.name,
        district_code=district.district.code,
    )


def _goal(school: School) -> Goal:
    gauge = school.measure
    targets = tuple(
        Target(year=year, kind=TargetKind.AT_LEAST, value=Decimal(value), unit=TargetUnit.PERCENT)
        for year, value in enumerate(gauge.targets, start=1)
    )
    measure = Measure(
        indicator=gauge.indicator, data_source=gauge.source, baseline=gauge.baseline, targets=targets
    )
    return Goal(number=1, text=school.goal, measures=(measure,))


def _strategy(idea: Idea) -> Strategy:
    return Strategy(
        number=idea.number,
        if_text=idea.if_text,
        then_text=idea.then_text,
        and_text=idea.and_text,
        goal=1,
        practices=idea.practices,
    )


def _milestone(marker: Marker) -> Milestone:
    starts = min(step.start for step in marker.actions)
    return Milestone(
        number=marker.number,
        statement=marker.statement,
        starts_on=starts,
        due_on=marker.due,
        team=marker.team,
        practices=marker.practices,
    )


def _action(district: District, step: Step) -> Action:
    return Action(
        number=step.n,
        text=step.text,
        outputs=step.outputs,
        starts_on=step.start,
        due_on=step.due,
        budget=step.budget,
        responsible=district.mail(step.by),
        predecessors=step.after,
    )


def _person(district: District, member: Member) -> Person:
    return Person(email=district.mail(member.id), name=member.name, title=member.title, roles=member.roles)

"""A plan that is written as a workbook reads back as the same plan."""

from __future__ import annotations

import io
import time
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.documents.checks.texts import LAST_YEAR
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
    TargetBase,
    TargetKind,
    TargetUnit,
    Team,
)
from bot.documents.plan_text import clean, clean_line
from storage.vocabulary import RoleKind
from tests.documents.larkspur import larkspur
from tests.documents.plans import FORM, read, workbook
from tests.documents.whole_plan import whole_plan

_words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40
)
_line = _words.map(lambda text: clean_line(clean(text))).filter(bool)
_text = st.lists(_words, min_size=1, max_size=3).map("\n".join).map(clean).filter(bool)
_days = st.dates(date(2001, 1, 1), date(2099, 12, 31))
_money = st.decimals(0, 9_999_999, places=2)
_practices = st.lists(st.sampled_from(sorted(FORM.practices)), max_size=3)


@st.composite
def _measures(draw: st.DrawFn) -> Measure:
    years = draw(st.lists(st.integers(1, LAST_YEAR), unique=True, max_size=4))
    kind, unit = draw(st.sampled_from(TargetKind)), draw(st.sampled_from(TargetUnit))
    alike, base = draw(st.booleans()), draw(st.sampled_from(TargetBase))
    targets = [
        Target(
            year=year,
            kind=kind if alike else draw(st.sampled_from(TargetKind)),
            value=draw(st.decimals(-1000, 1000, places=3)),
            unit=unit if alike else draw(st.sampled_from(TargetUnit)),
            base=base if alike else draw(st.sampled_from(TargetBase)),
        )
        for year in years
    ]
    return Measure(
        indicator=draw(_line),
        data_source=draw(st.none() | _line),
        baseline=draw(st.none() | _line),
        targets=tuple(targets),
    )


@st.composite
def _people_and_teams(draw: st.DrawFn) -> tuple[list[Person], list[Team]]:
    people = [
        Person(
            email=f"p{index}@school.example.org",
            name=draw(_line),
            title=draw(st.none() | _line),
            roles=tuple(draw(st.lists(st.sampled_from(RoleKind), max_size=2))),
        )
        for index in range(draw(st.integers(1, 4)))
    ]
    emails = [person.email for person in people]
    some = st.lists(st.sampled_from(emails), max_size=3)
    teams = [
        Team(
            code=f"T{index}",
            name=draw(_line),
            lead=draw(st.none() | st.sampled_from(emails)),
            members=tuple(draw(some)),
        )
        for index in range(draw(st.integers(1, 3)))
    ]
    return people, teams


@st.composite
def _plans(draw: st.DrawFn) -> PlanDocument:
    people, teams = draw(_people_and_teams())
    emails = st.sampled_from([person.email for person in people])
    numbers = [f"1.1.1.{index}" for index in range(1, draw(st.integers(1, 12)) + 1)]
    actions = []
    for at, number in enumerate(numbers):
        start, due = sorted((draw(_days), draw(_days)))
        actions.append(
            Action(
                number=number,
                text=draw(_text),
                outputs=tuple(draw(st.lists(_line, max_size=3))),
                starts_on=draw(st.none() | st.just(start)),
                due_on=draw(st.none() | st.just(due)),
                budget=draw(st.none() | _money),
                resources=draw(st.none() | _text),
                responsible=draw(st.none() | emails),
                collaborators=tuple(draw(st.lists(emails, max_size=3))),
                predecessors=tuple(draw(st.lists(st.sampled_from(numbers[:at]), max_size=2)) if at else ()),
                practices=tuple(draw(_practices)),
            )
        )
    strategy = Strategy(
        number="1.1",
        if_text=draw(_text),
        then_text=draw(_text),
        and_text=draw(_text),
        goal=draw(st.none() | st.just(1)),
        practices=tuple(draw(_practices)),
        measures=tuple(draw(st.lists(_measures(), max_size=3))),
    )
    return PlanDocument(
        header=Header(
            school_name=draw(_line),
            school_code="S1",
            starts_on=draw(st.none() | _days),
            phone=draw(st.none() | _line),
        ),
        vision=draw(st.none() | _text),
        priorities=(PriorityArea(number=1, text=draw(_line)),),
        goals=(Goal(number=1, text=draw(_text), measures=tuple(draw(st.lists(_measures(), max_size=3)))),),
        strategies=(strategy,),
        milestones=(
            Milestone(number="1.1.1", statement=draw(_text), team=draw(st.sampled_from(teams)).code),
        ),
        actions=tuple(actions),
        teams=tuple(teams),
        people=tuple(people),
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(_plans())
def test_any_plan_reads_back_as_it_was_written(document: PlanDocument) -> None:
    result = read(workbook(document))
    assert result.faults == ()
    assert result.document == document


def test_a_realistic_plan_reads_back() -> None:
    result = read(workbook())
    assert result.faults == ()
    assert result.document == larkspur()


def test_text_that_looks_like_a_formula_stays_text() -> None:
    plan = larkspur().model_copy(update={"vision": '=HYPERLINK("http://example.org")', "mission": "#REF!"})
    content = workbook(plan)
    types = {
        cell.value: cell.data_type
        for row in load_workbook(io.BytesIO(content))["At a glance"].iter_rows()
        for cell in row
    }
    assert types['=HYPERLINK("http://example.org")'] == "s"
    assert read(content).document == plan


def test_two_people_of_one_name_are_told_apart() -> None:
    people = tuple(person.model_copy(update={"name": "Alex Reed"}) for person in larkspur().people)
    plan = larkspur().model_copy(update={"people": people})
    assert read(workbook(plan)).document == plan


def test_a_plan_of_two_hundred_actions_is_read_in_under_two_seconds() -> None:
    base = larkspur()
    actions = tuple(
        Action(
            number=f"1.1.{1 + at // 100}.{1 + at % 100}",
            text=f"Step {at}",
            outputs=("a", "b"),
            due_on=date(2027, 1, 8),
            budget=Decimal(at),
            responsible=base.people[at % 5].email,
        )
        for at in range(200)
    )
    milestones = base.milestones[:2]
    plan = base.model_copy(update={"actions": actions, "milestones": milestones})
    content = workbook(plan)
    begun = time.process_time()
    result = read(content)
    assert time.process_time() - begun < 2
    assert result.document == plan


def test_a_plan_with_every_field_filled_in_comes_back_whole() -> None:
    result = read(workbook(whole_plan()))
    assert result.faults == ()
    assert result.document == whole_plan()

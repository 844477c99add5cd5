"""Entering a value in Slack: which measure, what there is to ask about it, and keeping it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from bot.blocks.doubts import number
from bot.blocks.measure import Choice, Standing, measure_view
from bot.blocks.parts import View
from bot.flows.course_door import note
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.measures import Entry, Measured, PlanMeasures, plan_measures, questions, store
from bot.flows.persons import person_of
from bot.forms.measure import MeasureForm
from bot.rules.calendar import zone_of
from bot.rules.entering import ENTERING
from bot.rules.measures import WHOLE
from storage import desk, trees
from storage.vocabulary_measures import EnteredBy

MOST_SCHOOLS = 12


def open_form(session: Session, kit: Kit, who: Who, which: str, now: datetime) -> View:
    """Give the form for the measure of the key `which`, or for the first one that the person may enter."""
    plans = _plans(session, who)
    choices = _choices(plans)
    if not choices:
        raise Refusal("measures.none_yours")
    chosen = which if which in {one.key for one in choices} else choices[0].key
    return measure_view(kit.words, choices, _standing(plans, chosen, now))


def enter(session: Session, kit: Kit, who: Who, form: MeasureForm, key: str, now: datetime) -> str | View:
    """Store a value and give the sentence that says so; where there is doubt, the form with its question."""
    person = person_of(session, who)
    plans = _plans(session, who)
    found = next(
        ((plan, one, zone) for plan, _, zone in plans for one in plan.all if _key(plan, one) == form.which),
        None,
    )
    if found is None:
        raise Refusal("measures.gone")
    plan, one, timezone = found
    today = now.astimezone(zone_of(timezone)).date()
    entry = Entry(form.on, form.value, form.group, form.source, form.note)
    asked = questions(one, entry, today, plan.years[0][0] if plan.years else None)
    if asked and not form.is_right:
        shown = _standing(plans, form.which, now)
        return measure_view(kit.words, _choices(plans), shown, asked, one.last(form.group))
    is_new = store(
        session,
        who.workspace_id,
        plan.organization_id,
        one,
        entry,
        EnteredBy.SLACK,
        key,
        now,
        person.id,
        asked,
    )
    if not is_new:
        return kit.words.line("measures.same")
    note(session, who.workspace_id, person.id, "measure.entered", ":".join(map(str, one.facts.key)), now)
    return kit.words.line("measures.saved", ref=one.facts.ref, value=number(form.value), on=form.on)


def _plans(session: Session, who: Who) -> list[tuple[PlanMeasures, str, str]]:
    """The plans for which a person may enter values, by school: measures, name and time zone."""
    person = person_of(session, who)
    places = trees.below(
        session, who.workspace_id, trees.held(session, who.workspace_id, person.id, ENTERING)
    )
    schools = desk.schools(session, who.workspace_id, places)[:MOST_SCHOOLS]
    plans = [(plan_measures(session, who.workspace_id, row.id), row.name, row.timezone) for row in schools]
    return [plan for plan in plans if plan[0].all]


def _choices(plans: list[tuple[PlanMeasures, str, str]]) -> list[Choice]:
    return [
        Choice(_key(plan, one), one.facts.ref, one.facts.indicator, name if len(plans) > 1 else None)
        for plan, name, _ in plans
        for one in plan.all
    ]


def _standing(plans: list[tuple[PlanMeasures, str, str]], key: str, now: datetime) -> Standing:
    plan, one, timezone = next(
        (plan, one, zone) for plan, _, zone in plans for one in plan.all if _key(plan, one) == key
    )
    today: date = now.astimezone(zone_of(timezone)).date()
    values = [value for value in one.facts.values if value.group == WHOLE]
    year = plan.year_at(today)
    target = one.facts.result(year, plan.years, WHOLE).target if year else None
    last = values[-1] if values else None
    return Standing(
        key, one.facts.ref, one.facts.indicator, today,
        last.value if last else None, last.on if last else None, target, one.facts.data_source,
    )  # fmt: skip


def _key(plan: PlanMeasures, one: Measured) -> str:
    kind, measure_id = one.facts.key
    return f"{plan.organization_id}:{kind}:{measure_id}"

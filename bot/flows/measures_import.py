"""Takes a list of values in: what is sure is stored, what looks like a typing error is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.documents.measure_list import ListedValue, ListFault
from bot.flows.kit import Kit, Refusal
from bot.flows.measures import Entry, Measured, PlanMeasures, plan_measures, questions, store
from bot.rules.calendar import zone_of
from storage import tellings
from storage.vocabulary_measures import Doubt, EnteredBy


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that is asked about: its row, its measure, and why."""

    listed: ListedValue
    measure: Measured
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many values are new, how many were there, which are asked about, which rows name nothing."""

    added: int
    same: int
    asked: tuple[Asked, ...]
    faults: tuple[ListFault, ...]


def take(
    session: Session, kit: Kit, workspace_id: int, listed: Sequence[ListedValue], now: datetime, sure: bool
) -> Taken:
    """Store what a list says; with `sure` also what looks like a typing error. Repeated, it adds nothing."""
    added = same = 0
    asked: list[Asked] = []
    faults: list[ListFault] = []
    for one in listed:
        plan = _plan(session, workspace_id, one.school)
        measure = plan.find(one.measure) if plan else None
        if plan is None or measure is None:
            key, value = ("no_such_school", one.school) if plan is None else ("no_such_measure", one.measure)
            faults.append(ListFault(one.row, key, value))
            continue
        entry = Entry(one.on, one.value, one.group, one.source, one.note)
        found = _questions(session, workspace_id, plan, measure, entry, now)
        if found and not sure and not _is_there(measure, entry):
            asked.append(Asked(one, measure, found))
            continue
        key = f"csv:{measure.facts.key[0]}:{measure.facts.key[1]}:{one.on}:{one.group}:{len(measure.entered)}"
        is_new = store(
            session, workspace_id, plan.organization_id, measure, entry, EnteredBy.CSV, key, now,
            confirmed=found,
        )  # fmt: skip
        added, same = added + is_new, same + (not is_new)
    return Taken(added, same, tuple(asked), tuple(faults))


def rows_of(session: Session, kit: Kit, workspace_id: int, code: str) -> list[Measured]:
    """Give a school's measures; `Refusal` for a code that is nobody's."""
    plan = _plan(session, workspace_id, code)
    if plan is None:
        raise Refusal("report.no_school", code=code, known=tellings.codes(session, workspace_id))
    return list(plan.all)


def _plan(session: Session, workspace_id: int, code: str) -> PlanMeasures | None:
    school = tellings.by_code(session, workspace_id, code)
    return None if school is None else plan_measures(session, workspace_id, school.id)


def _questions(
    session: Session, workspace_id: int, plan: PlanMeasures, measure: Measured, entry: Entry, now: datetime
) -> tuple[Doubt, ...]:
    if _is_there(measure, entry):
        return ()
    school = tellings.organization(session, workspace_id, plan.organization_id)
    today: date = now.astimezone(zone_of(school.timezone)).date()
    return questions(measure, entry, today, plan.years[0][0] if plan.years else None)


def _is_there(measure: Measured, entry: Entry) -> bool:
    """Whether this very value counts for its day already."""
    return any(
        one.on == entry.on and one.group == entry.group and one.value == entry.value
        for one in measure.facts.values
    )

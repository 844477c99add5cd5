"""Measures with their values: read for reports, and entered by people and from files (Y-03)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.rules.doubts import Known, doubts
from bot.rules.measures import WHOLE, MeasureFacts, TargetFacts, ValueFacts, baselines, plan_years
from storage import measures
from storage.tables import MeasureValue
from storage.vocabulary_measures import Doubt, EnteredBy, TargetBase, TargetKind, TargetUnit

GOAL, STRATEGY = "goal", "strategy"
_CHANGES = (TargetKind.INCREASE, TargetKind.DECREASE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure, the words of the goal or the "then" it gauges, and every value ever entered for it."""

    facts: MeasureFacts
    parent_id: int
    parent_number: str
    parent_text: str
    entered: tuple[Row[Any], ...] = ()

    @property
    def is_of_goal(self) -> bool:
        """Whether it gauges a goal; the others gauge what a strategy promises."""
        return self.facts.key[0] == GOAL

    def last(self, group: str = WHOLE) -> Decimal | None:
        """Give the newest value of a group, or its baseline as long as there is none."""
        own = [value.value for value in self.facts.values if value.group == group]
        return own[-1] if own else baselines(self.facts.baseline).get(group)


@dataclass(frozen=True, slots=True)
class PlanMeasures:
    """The measures of an organization's plan, and the years of the plan."""

    organization_id: int
    years: tuple[tuple[date, date], ...] = ()
    all: tuple[Measured, ...] = ()

    def find(self, typed: str) -> Measured | None:
        """Give the measure of a reference ("g1.2") or of its exact words, in either case of letters."""
        wanted = " ".join(typed.split()).lower()
        named = [
            one
            for one in self.all
            if wanted in (one.facts.ref.lower(), " ".join(one.facts.indicator.split()).lower())
        ]
        return named[0] if len(named) == 1 else None

    def year_at(self, day: date) -> int | None:
        """Give the year of the plan, from 1, that a day lies in."""
        return next((at for at, (first, last) in enumerate(self.years, 1) if first <= day <= last), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value as somebody gives it; `value` is None to take the value of that day back."""

    on: date
    value: Decimal | None
    group: str = WHOLE
    source: str | None = None
    note: str | None = None


def plan_measures(session: Session, workspace_id: int, organization_id: int) -> PlanMeasures:
    """Read the living measures of an organization's plan with their values, in four statements."""
    plan = measures.plan_of(session, workspace_id, organization_id)
    if plan is None:
        return PlanMeasures(organization_id)
    years = plan_years(plan.starts_on, plan.ends_on) if plan.starts_on and plan.ends_on else ()
    entered: dict[tuple[str, int], list[Row[Any]]] = defaultdict(list)
    for row in measures.values(session, workspace_id, organization_id):
        key = (GOAL, row.goal_measure_id) if row.goal_measure_id else (STRATEGY, row.strategy_measure_id)
        entered[key].append(row)
    found = [
        *_measured(GOAL, "G", measures.goal_measures(session, workspace_id, plan.id), entered),
        *_measured(STRATEGY, "S", measures.strategy_measures(session, workspace_id, plan.id), entered),
    ]
    return PlanMeasures(organization_id, years, tuple(found))


def questions(one: Measured, entry: Entry, today: date, starts_on: date | None) -> tuple[Doubt, ...]:
    """Give what there is to ask about a value before it is stored; nothing where a value is taken back."""
    if entry.value is None:
        return ()
    own = [value for value in one.facts.values if value.group == entry.group]
    base = baselines(one.facts.baseline).get(entry.group)
    bare = [target.value for target in one.facts.targets if target.kind not in _CHANGES]
    points = (*([base] if base is not None else []), *bare, *(value.value for value in own))
    known = Known(
        one.facts.is_percent, points, one.last(entry.group), starts_on, frozenset(value.on for value in own)
    )
    return doubts(entry.value, entry.on, today, known)


def store(
    session: Session, workspace_id: int, organization_id: int, one: Measured, entry: Entry,
    how: EnteredBy, key: str, now: datetime, person_id: int | None = None, confirmed: Sequence[Doubt] = (),
) -> bool:  # fmt: skip
    """Store a value as the newest of its day; False where it is there already, or came under this key."""
    newest = next((row for row in reversed(one.entered) if _same_place(row, entry)), None)
    if (newest is None and entry.value is None) or (newest is not None and _says_the_same(newest, entry)):
        return False
    if measures.is_entered(session, workspace_id, key):
        return False
    kind, measure_id = one.facts.key
    session.add(
        MeasureValue(
            workspace_id=workspace_id,
            organization_id=organization_id,
            goal_measure_id=measure_id if kind == GOAL else None,
            strategy_measure_id=measure_id if kind == STRATEGY else None,
            group_name=entry.group,
            measured_on=entry.on,
            value=entry.value,
            source=entry.source,
            note=entry.note,
            doubts=[doubt.value for doubt in confirmed],
            entered_at=now,
            entered_by_id=person_id,
            entered_how=how,
            request_key=key,
        )
    )
    session.flush()
    return True


def _measured(
    kind: str, letter: str, rows: Iterable[Row[Any]], entered: dict[tuple[str, int], list[Row[Any]]]
) -> list[Measured]:
    places: dict[int, int] = defaultdict(int)
    found = []
    for row in rows:
        places[row.parent_id] += 1
        own = tuple(entered.get((kind, row.id), ()))
        facts = MeasureFacts(
            (kind, row.id), f"{letter}{row.number}.{places[row.parent_id]}", row.indicator, row.data_source,
            row.baseline, tuple(_target(one) for one in row.targets), counting(own),
        )  # fmt: skip
        found.append(Measured(facts, row.parent_id, str(row.number), row.text, own))
    return found


def counting(entered: Iterable[Row[Any]]) -> tuple[ValueFacts, ...]:
    """Give the values that count: the newest of each group and day, without those taken back, by day."""
    newest = {(row.group_name, row.measured_on): row for row in entered}
    kept = [row for row in newest.values() if row.value is not None]
    return tuple(
        ValueFacts(row.id, row.measured_on, row.value, row.group_name)
        for row in sorted(kept, key=lambda row: (row.measured_on, row.id))
    )


def _target(stored: dict[str, Any]) -> TargetFacts:
    return TargetFacts(
        int(stored["year"]),
        TargetKind(stored["kind"]),
        Decimal(str(stored["value"])),
        TargetUnit(stored["unit"]),
        TargetBase(stored.get("base") or TargetBase.BASELINE),
    )


def _same_place(row: Row[Any], entry: Entry) -> bool:
    return bool(row.group_name == entry.group and row.measured_on == entry.on)


def _says_the_same(row: Row[Any], entry: Entry) -> bool:
    return bool(row.value == entry.value and row.source == entry.source and row.note == entry.note)

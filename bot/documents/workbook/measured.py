"""Goals and strategies take several rows, one a measure: puts the rows of each together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.documents.checks import FaultCode
from bot.documents.checks.texts import LAST_YEAR
from bot.documents.plan_document import Goal, Measure, Strategy, Target
from bot.documents.plan_text import clean
from bot.documents.workbook.notes import Notes
from bot.documents.workbook.rows import Row
from bot.documents.workbook.targets import target_of
from bot.documents.workbook.values import CellFault

_YEARS = range(1, LAST_YEAR + 1)
_MEASURE_FIELDS = (
    "indicator",
    "data_source",
    "baseline",
    "kind",
    "unit",
    "base",
    *(f"year{year}" for year in _YEARS),
)
_GOAL_FIELDS = ("text", "explanation")
_STRATEGY_FIELDS = ("goal", "if_text", "then_text", "and_text", "practices", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Parts:
    """Goals or strategies with their first rows, and the rows of their measures by the part's number."""

    values: list[tuple[Any, Row]]
    measure_rows: Mapping[int | str, list[Row]]


@dataclass(slots=True)
class _Group:
    first: Row
    number: Any
    values: dict[str, Any]
    measures: list[Row]


def goals_of(rows: Iterable[Row], notes: Notes) -> Parts:
    """Give the goals of the rows of their sheet."""
    return _parts(rows, "goals", _GOAL_FIELDS, lambda values: Goal(**{"text": ""} | values), notes)


def strategies_of(rows: Iterable[Row], notes: Notes) -> Parts:
    """Give the strategies of the rows of their sheet."""
    empty: dict[str, Any] = {"if_text": "", "then_text": "", "and_text": ""}
    return _parts(rows, "strategies", _STRATEGY_FIELDS, lambda values: Strategy(**empty | values), notes)


def _parts(
    rows: Iterable[Row],
    kind: str,
    fields: tuple[str, ...],
    make: Callable[[dict[str, Any]], Goal | Strategy],
    notes: Notes,
) -> Parts:
    values: list[tuple[Any, Row]] = []
    measure_rows: dict[int | str, list[Row]] = {}
    for group in _groups(rows, kind, fields, notes):
        measures = tuple(_measure(row, notes) for row in group.measures)
        part = make(group.values | {"number": group.number, "measures": measures})
        values.append((part, group.first))
        measure_rows[group.number] = group.measures
    return Parts(values, measure_rows)


def _groups(rows: Iterable[Row], kind: str, fields: tuple[str, ...], notes: Notes) -> list[_Group]:
    groups: dict[Any, _Group] = {}
    last: _Group | None = None
    for row in rows:
        own = {field: row.values[field] for field in fields if field in row.values}
        number = row.get("number")
        if number is None and (own or last is None):
            _note_no_number(row, own, notes)
            continue
        if number is None and last is not None:
            group = last
        else:
            group = groups.setdefault(number, _Group(row, number, {}, []))
        _merge(group, own, row, kind, notes)
        if any(field in row.values for field in _MEASURE_FIELDS):
            group.measures.append(row)
        last = group
    return list(groups.values())


def _note_no_number(row: Row, own: Mapping[str, Any], notes: Notes) -> None:
    column = row.columns.get("number")
    if "number" not in row.unread:
        code = FaultCode.ROW_WITHOUT_NUMBER if own else FaultCode.MEASURE_WITHOUT_PARENT
        notes.add(code, {}, row.sheet, row.number, column)


def _merge(group: _Group, own: Mapping[str, Any], row: Row, kind: str, notes: Notes) -> None:
    for field, value in own.items():
        before = group.values.setdefault(field, value)
        if clean(before) != clean(value):
            facts = {
                "what": notes.words.parts[kind],
                "number": group.number,
                "heading": notes.words.columns[kind][field].label,
            }
            notes.add(FaultCode.TWO_TEXTS, facts, row.sheet, row.number, row.columns.get(field))


def _measure(row: Row, notes: Notes) -> Measure:
    targets: list[Target] = []
    for year in _YEARS:
        typed = row.get(f"year{year}")
        if typed is not None:
            try:
                targets.append(target_of(typed, year, row.get("kind"), row.get("unit"), row.get("base")))
            except CellFault as fault:
                notes.add(fault.code, fault.facts, row.sheet, row.number, row.columns.get(f"year{year}"))
    return Measure(
        indicator=row.get("indicator") or "",
        data_source=row.get("data_source"),
        baseline=row.get("baseline"),
        targets=tuple(targets),
    )

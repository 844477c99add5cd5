"""What is different between two versions of a plan, part by part and field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.documents.plan_basis_lines import basis_fields
from bot.documents.plan_document import Header, Measure, PlanDocument, TargetBase, Value


class ChangeKind(StrEnum):
    """What happens to a part. Nothing is ever deleted: what is removed stays in the history."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    REVIVED = "revived"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as JSON has them (dates as text, money as text, lists as lists)."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one part: `part` is a list of the document, `key` its number, code or address."""

    kind: ChangeKind
    part: str
    key: str
    text: str
    fields: tuple[FieldChange, ...] = ()


PartKey = tuple[str, str]
Keyed = Mapping[PartKey, tuple[str, Mapping[str, object]]]


def compare(
    before: PlanDocument | None, after: PlanDocument, withdrawn: Collection[PartKey] = ()
) -> tuple[Change, ...]:
    """Give the changes that lead from `before` (None: no plan yet) to `after`, in the plan's order.

    `withdrawn` are the parts that were taken out earlier; where one is back it is revived, not added.
    """
    old = _parts(before) if before is not None else {}
    new = _parts(after)
    changes: list[Change] = []
    for key, (text, fields) in new.items():
        if key not in old:
            kind = ChangeKind.REVIVED if key in withdrawn else ChangeKind.ADDED
            changes.append(Change(kind, *key, text))
        elif changed := tuple(_changed(old[key][1], fields)):
            changes.append(Change(ChangeKind.CHANGED, *key, text, changed))
    changes.extend(Change(ChangeKind.REMOVED, *key, text) for key, (text, _) in old.items() if key not in new)
    return tuple(changes)


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[FieldChange]:
    for field, value in after.items():
        if before.get(field) != value:
            yield FieldChange(field, _plain(before.get(field)), _plain(value))


def _parts(document: PlanDocument) -> Keyed:
    """Give every part by list and key, with the line that names it and its fields."""
    header = {name: getattr(document.header, name) for name in Header.model_fields}
    plan = {**header, "vision": document.vision, "mission": document.mission, **basis_fields(document)}
    parts: dict[PartKey, tuple[str, Mapping[str, object]]] = {("plan", ""): (document.header.title, plan)}
    lists: tuple[tuple[str, str, str, Sequence[Value]], ...] = (
        ("priorities", "number", "text", document.priorities),
        ("goals", "number", "text", document.goals),
        ("strategies", "number", "if_text", document.strategies),
        ("milestones", "number", "statement", document.milestones),
        ("actions", "number", "text", document.actions),
        ("teams", "code", "name", document.teams),
        ("people", "email", "name", document.people),
    )
    for part, key, text, values in lists:
        for value in values:
            fields = {name: getattr(value, name) for name in type(value).model_fields if name != key}
            measures: Sequence[Measure] = getattr(value, "measures", ())
            if "measures" in fields:
                fields["measures"] = [_measure(measure) for measure in measures]
            parts[(part, str(getattr(value, key)))] = (str(getattr(value, text)), fields)
    return parts


def _measure(measure: Measure) -> str:
    """Give a measure as one line, for people to compare."""
    targets = ", ".join(
        f"{target.year}: {target.kind} {target.value.normalize():f} {target.unit}"
        + ("" if target.base is TargetBase.BASELINE else f" ({target.base})")
        for target in measure.targets
    )
    known = (measure.indicator, measure.data_source, measure.baseline, targets)
    return " | ".join(part or "" for part in known).rstrip(" |")


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value

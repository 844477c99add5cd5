"""The windows of a guided form, from what was filled in to checked values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.catalogue.instruments import AnyItem, Checklist, Column, Link, PersonItem, Pick, Rating, Section
from bot.forms.state import chosen, day, people, person, several, typed
from bot.ids import Field
from storage.vocabulary_instruments import DecisionKind, WorkingMode

Value = dict[str, Any]
Faults = dict[str, str]
NAMELESS, SETTLED = "nameless", "settled"
ITEM, EVIDENCE, OTHER, ROLE, SETTLE = "item", "evidence", "other", "role", "settle"
"""What a block of a section's window is, before the item's id: "item:1a1"."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a section's window knows: the working, the section, the revision that each item showed."""

    working_id: int
    section: str
    bases: Mapping[str, int] = field(default_factory=dict)
    row: str = ""

    def packed(self) -> str:
        """Give what the window carries."""
        return json.dumps(
            {"w": self.working_id, "s": self.section, "b": dict(self.bases), "r": self.row},
            separators=(",", ":"),
        )

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> Held:
        """Read what a window carries."""
        held = json.loads(view["private_metadata"])
        return cls(held["w"], held["s"], held["b"], held["r"])


@dataclass(frozen=True, slots=True)
class Sent:
    """A section as it was sent: a value for each item that was asked, None for an empty one."""

    held: Held
    values: Mapping[str, Value | None]
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StartForm:
    """How somebody wants to begin: where, how, with whom, until when; people by their Slack ids."""

    where: str
    mode: WorkingMode
    is_nameless: bool
    facilitator: str | None
    participants: tuple[str, ...]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """Something that a working decides."""

    kind: DecisionKind
    words: str
    owner: str | None = None
    due_on: date | None = None
    target: str | None = None
    """The milestone or action that it belongs to, as its key."""


def read_section(view: dict[str, Any], section: Section) -> Sent | Faults:
    """Give what was filled in, or what is wrong."""
    values: dict[str, Value | None] = {}
    faults: Faults = {}
    shown = {block["block_id"] for block in view["blocks"]}
    for item in section.items:
        if f"{ITEM}:{item.id}" not in shown or item.kind == "table":
            continue
        values[item.id] = read_item(view, item)
        if isinstance(item, Link) and not _is_address(values[item.id]):
            faults[f"{ITEM}:{item.id}"] = "instruments.fault.address"
    if faults:
        return faults
    settled = {item.id for item in section.items if SETTLED in several(view, f"{SETTLE}:{item.id}")}
    return Sent(Held.of(view), values, frozenset(settled))


def read_item(view: dict[str, Any], item: AnyItem) -> Value | None:
    """Give one item's value, or None for an empty one."""
    block = f"{ITEM}:{item.id}"
    found: Value = {}
    if isinstance(item, Rating):
        level = chosen(view, block)
        found = {"level": int(level) if level else None, "evidence": typed(view, f"{EVIDENCE}:{item.id}")}
    elif isinstance(item, Pick):
        found = {"option": chosen(view, block), "other": typed(view, f"{OTHER}:{item.id}")}
    elif isinstance(item, Checklist):
        options = list(several(view, block))
        found = {"options": options or None, "other": typed(view, f"{OTHER}:{item.id}")}
    elif isinstance(item, PersonItem):
        found = {"person": person(view, block), "role": typed(view, f"{ROLE}:{item.id}")}
    elif item.kind == "date":
        picked = day(view, block)
        found = {"day": picked.isoformat() if picked else None}
    else:
        found = {"words": typed(view, block)}
    return {key: value for key, value in found.items() if value is not None} or None


def read_row(view: dict[str, Any], columns: tuple[Column, ...]) -> Value | None:
    """Give a row of a table by its columns, or None for an empty one."""
    cells: Value = {}
    for column in columns:
        block = f"{ITEM}:{column.id}"
        if column.kind == "check":
            cells[column.id] = SETTLED in several(view, block) or None
        elif column.kind == "date":
            picked = day(view, block)
            cells[column.id] = picked.isoformat() if picked else None
        else:
            cells[column.id] = person(view, block) if column.kind == "person" else typed(view, block)
    return {key: value for key, value in cells.items() if value is not None} or None


def read_start(view: dict[str, Any]) -> StartForm | Faults:
    """Give how a working is to begin, or what is wrong."""
    where = chosen(view, Field.ITEM) or view["private_metadata"].partition("|")[0]
    participants = people(view, Field.WHO)
    mode = WorkingMode(chosen(view, Field.METHOD) or view["private_metadata"].rpartition("|")[2])
    nameless = NAMELESS in several(view, Field.CHOICE)
    if nameless and mode is not WorkingMode.ALONE:
        return {Field.CHOICE: "instruments.fault.nameless"}
    return StartForm(where, mode, nameless, person(view, Field.OWNER), participants, day(view, Field.WHEN))


def read_decision(view: dict[str, Any]) -> DecisionForm | Faults:
    """Give a decision, or what is wrong: an action has somebody and a day (J-57)."""
    kind = DecisionKind(chosen(view, Field.METHOD) or DecisionKind.PRIORITY)
    words, owner, due_on = typed(view, Field.WORDS), person(view, Field.OWNER), day(view, Field.WHEN)
    target = chosen(view, Field.ITEM)
    faults: Faults = {}
    if words is None:
        faults[Field.WORDS] = "instruments.fault.words"
    if kind is DecisionKind.ACTION and owner is None:
        faults[Field.OWNER] = "instruments.fault.owner"
    if kind is DecisionKind.ACTION and due_on is None:
        faults[Field.WHEN] = "instruments.fault.when"
    return faults or DecisionForm(kind, words or "", owner, due_on, target)


def _is_address(value: Value | None) -> bool:
    return value is None or str(value["words"]).startswith(("https://", "http://"))

"""Makes a plan of the rows that were read, and remembers where in the workbook each part came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.documents.checks import Place
from bot.documents.plan_document import (
    Action,
    Header,
    Milestone,
    Person,
    PlanDocument,
    PriorityArea,
    Team,
    Value,
)
from bot.documents.plan_text import number_key
from bot.documents.workbook.basis import basis_of
from bot.documents.workbook.measured import Parts
from bot.documents.workbook.names import Names
from bot.documents.workbook.rows import Row
from storage.vocabulary import RoleKind

V = TypeVar("V", bound=Value)


@dataclass(slots=True)
class Sources:
    """The rows that the parts of a plan came from, by place: ("actions", 3)."""

    rows: dict[Place, Row] = field(default_factory=dict)

    def find(self, place: Place) -> tuple[Row | None, str | None]:
        """Give the row of a place, and the field within it where the place names one."""
        for length in range(len(place), 0, -1):
            row = self.rows.get(place[:length])
            if row is not None:
                last = place[-1]
                return row, last if isinstance(last, str) else None
        return None, None


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read from each sheet."""

    lines: Mapping[str, Row]
    priorities: Sequence[Row]
    goals: Parts
    strategies: Parts
    milestones: Sequence[Row]
    actions: Sequence[Row]
    people: Sequence[Row]
    teams: Sequence[Row]
    basis: Mapping[str, Sequence[Row]]


def assemble(read: Readings) -> tuple[PlanDocument, Sources]:
    """Give the plan, faults and all, with the rows of its parts; `checks` says whether it can be used."""
    sources = Sources()
    people = Names((_text(row, "email").lower(), _text(row, "name")) for row in read.people)
    teams = Names((_text(row, "code"), _text(row, "name")) for row in read.teams)

    def put(kind: str, key: str, rows: Iterable[tuple[Any, Row]]) -> tuple[Any, ...]:
        pairs = sorted(rows, key=lambda pair: number_key(getattr(pair[0], key)))
        for index, (_, row) in enumerate(pairs):
            sources.rows[(kind, index)] = row
        return tuple(value for value, _ in pairs)

    def each(rows: Sequence[Row], make: Callable[[Row], V]) -> list[tuple[V, Row]]:
        return [(make(row), row) for row in rows]

    for name, row in read.lines.items():
        sources.rows[("header", name)] = row
    basis, placed = basis_of(read.lines, read.basis)
    sources.rows.update(placed)
    document = PlanDocument(
        **basis,
        header=_header(read.lines, people),
        vision=_line(read.lines, "vision"),
        mission=_line(read.lines, "mission"),
        priorities=put("priorities", "number", each(read.priorities, lambda row: PriorityArea(**row.values))),
        goals=put("goals", "number", read.goals.values),
        strategies=put("strategies", "number", read.strategies.values),
        milestones=put("milestones", "number", each(read.milestones, lambda row: _milestone(row, teams))),
        actions=put("actions", "number", each(read.actions, lambda row: _action(row, people))),
        teams=put("teams", "code", each(read.teams, lambda row: _team(row, people))),
        people=put("people", "email", each(read.people, _person)),
    )
    for kind, parts in (("goals", read.goals), ("strategies", read.strategies)):
        for index, part in enumerate(getattr(document, kind)):
            for at, row in enumerate(parts.measure_rows[part.number]):
                sources.rows[(kind, index, "measures", at)] = row
    return document, sources


def _text(row: Row, name: str) -> str:
    return str(row.get(name) or "").strip()


def _line(lines: Mapping[str, Row], name: str) -> Any:
    return lines[name].get(name) if name in lines else None


def _header(lines: Mapping[str, Row], people: Names) -> Header:
    values = {name: _line(lines, name) for name in Header.model_fields if _line(lines, name) is not None}
    if "principal" in values:
        values["principal"] = people.key(values["principal"])
    return Header(**{"school_name": "", "school_code": ""} | values)


def _milestone(row: Row, teams: Names) -> Milestone:
    team = row.get("team")
    return Milestone(
        number=row.values["number"],
        statement=row.get("text") or "",
        starts_on=row.get("starts_on"),
        due_on=row.get("due_on"),
        team=teams.key(team) if team else None,
        practices=row.get("practices") or (),
    )


def _action(row: Row, people: Names) -> Action:
    responsible = row.get("responsible")
    return Action(
        number=row.values["number"],
        text=row.get("text") or "",
        outputs=row.get("outputs") or (),
        starts_on=row.get("starts_on"),
        due_on=row.get("due_on"),
        budget=row.get("budget"),
        resources=row.get("resources"),
        responsible=people.key(responsible) if responsible else None,
        collaborators=people.keys(row.get("collaborators") or ""),
        predecessors=row.get("predecessors") or (),
        practices=row.get("practices") or (),
    )


def _person(row: Row) -> Person:
    roles = (row.get("roles") or ()) + ((RoleKind.LEADERSHIP,) if row.get("leadership") else ())
    return Person(email=_text(row, "email"), name=_text(row, "name"), title=row.get("title"), roles=roles)


def _team(row: Row, people: Names) -> Team:
    lead = row.get("lead")
    return Team(
        code=_text(row, "code"),
        name=_text(row, "name"),
        lead=people.key(lead) if lead else None,
        members=people.keys(row.get("members") or ""),
        channel=row.get("channel"),
    )

"""Workings of instruments: begun, answered by several people at once, read whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, insert
from sqlmodel import Session, SQLModel, col, select

from storage.tables import Person, Role
from storage.tables.instruments import Working, WorkingAnswer, WorkingCount, WorkingDecision, WorkingSeat
from storage.upserts import insert_into
from storage.vocabulary import RoleKind
from storage.vocabulary_instruments import WorkingState


@dataclass(frozen=True, slots=True)
class Whole:
    """A working with everything in it; `shared` are the revisions of shared answers, oldest first."""

    working: Working
    seats: tuple[WorkingSeat, ...]
    shared: tuple[WorkingAnswer, ...]
    own: tuple[WorkingAnswer, ...]
    counts: Mapping[str, WorkingCount]
    decisions: tuple[WorkingDecision, ...]

    def seat_of(self, person_id: int) -> WorkingSeat | None:
        """Give a person's seat, or None."""
        return next((one for one in self.seats if one.person_id == person_id), None)


def one(session: Session, workspace_id: int, working_id: int, *, lock: bool = False) -> Working | None:
    """Give a working by its key, or None; with `lock` nobody else changes it meanwhile."""
    query = select(Working).where(col(Working.workspace_id) == workspace_id, col(Working.id) == working_id)
    return session.exec(query.with_for_update() if lock else query).first()


def same(session: Session, workspace_id: int, organization_id: int, request_key: str) -> int | None:
    """Give the working that this very request began, if it came before."""
    return session.exec(
        select(Working.id).where(
            col(Working.workspace_id) == workspace_id,
            col(Working.organization_id) == organization_id,
            col(Working.request_key) == request_key,
        )
    ).first()


def whole(session: Session, workspace_id: int, working_id: int, *, lock: bool = False) -> Whole | None:
    """Give a working and everything in it; None where there is none."""
    found = one(session, workspace_id, working_id, lock=lock)
    if found is None:
        return None
    answers = session.exec(
        select(WorkingAnswer).where(*_of(WorkingAnswer, found)).order_by(col(WorkingAnswer.id))
    ).all()
    return Whole(
        found,
        tuple(_rows(session, WorkingSeat, found)),
        tuple(answer for answer in answers if answer.seat_id is None),
        tuple(answer for answer in answers if answer.seat_id is not None),
        {row.item: row for row in _rows(session, WorkingCount, found)},
        tuple(_rows(session, WorkingDecision, found)),
    )


def _of(table: Any, working: Working) -> tuple[ColumnElement[bool], ...]:
    return (table.workspace_id == working.workspace_id, table.working_id == working.id)


def _rows(session: Session, table: Any, working: Working) -> Sequence[Any]:
    return session.exec(select(table).where(*_of(table, working)).order_by(table.id)).all()


def seat(session: Session, working: Working, person_id: int, *, lock: bool = False) -> WorkingSeat | None:
    """Give a person's seat, or None; with `lock` nobody else changes it meanwhile."""
    query = select(WorkingSeat).where(*_of(WorkingSeat, working), col(WorkingSeat.person_id) == person_id)
    return session.exec(query.with_for_update() if lock else query).first()


def take_seats(session: Session, working: Working, person_ids: Iterable[int]) -> None:
    """Give these people seats, unless they have one."""
    for person_id in person_ids:
        row = {"workspace_id": working.workspace_id, "working_id": working.id, "person_id": person_id}
        _once(session, WorkingSeat, {**row, "handed": [], "done": []}, ("working_id", "person_id"))


def lay_counts(session: Session, working: Working, items: Iterable[str]) -> None:
    """Give every item its count, all at once and before anybody answers: rows tell no order of answers."""
    session.add_all(
        WorkingCount(workspace_id=working.workspace_id, working_id=working.id, item=item, counts={}, words=[])
        for item in items
    )
    session.flush()


def count(
    session: Session, working: Working, item: str, chosen: Iterable[str], words: Iterable[str | None]
) -> None:
    """Add one to what was chosen of an item, and put words among those that are there."""
    row = session.exec(
        select(WorkingCount)
        .where(*_of(WorkingCount, working), col(WorkingCount.item) == item)
        .with_for_update()
    ).one()
    counts = dict(row.counts)
    for one_of_them in chosen:
        counts[one_of_them] = counts.get(one_of_them, 0) + 1
    row.counts = dict(sorted(counts.items()))
    row.words = sorted([*row.words, *(one for one in words if one)])
    session.add(row)


def lay_anew(session: Session, working: Working) -> None:
    """Write the counts anew, in the form's order: how rows lie tells nothing of when each last changed."""
    rows = _rows(session, WorkingCount, working)
    kept = [row.model_dump() for row in rows]
    for row in rows:
        session.expunge(row)
    session.execute(delete(WorkingCount).where(*_of(WorkingCount, working)))
    if kept:
        session.execute(insert(WorkingCount), kept)


def decide(session: Session, row: Mapping[str, Any]) -> int | None:
    """Store a decision; give its key, or None where this request stored one before."""
    return _once(session, WorkingDecision, row, ("working_id", "request_key"))


def decision(session: Session, working: Working, decision_id: int) -> WorkingDecision:
    """Give a decision of a working by its key."""
    return session.exec(
        select(WorkingDecision).where(*_of(WorkingDecision, working), col(WorkingDecision.id) == decision_id)
    ).one()


def of_instruments(
    session: Session, workspace_id: int, organization_ids: Iterable[int], instruments: Iterable[str]
) -> Sequence[Working]:
    """Give the workings of these organizations and instruments, newest first, dropped ones left out."""
    return session.exec(
        select(Working)
        .where(
            col(Working.workspace_id) == workspace_id,
            col(Working.organization_id).in_(list(organization_ids)),
            col(Working.instrument).in_(list(instruments)),
            col(Working.state) != WorkingState.DROPPED,
        )
        .order_by(col(Working.id).desc())
        .limit(200)
    ).all()


def earlier(session: Session, working: Working) -> Sequence[Working]:
    """Give the workings of the same instrument that ended before this one began, newest first."""
    return session.exec(
        select(Working)
        .where(
            col(Working.workspace_id) == working.workspace_id,
            col(Working.organization_id) == working.organization_id,
            col(Working.instrument) == working.instrument,
            col(Working.state) == WorkingState.CLOSED,
            col(Working.id) < working.id,
        )
        .order_by(col(Working.id).desc())
        .limit(8)
    ).all()


def holders(
    session: Session, workspace_id: int, organization_id: int, kinds: Iterable[RoleKind]
) -> list[int]:
    """Give the people who hold one of these roles at an organization itself."""
    rows = session.exec(
        select(Role.person_id)
        .where(
            col(Role.workspace_id) == workspace_id,
            col(Role.organization_id) == organization_id,
            col(Role.kind).in_(list(kinds)),
        )
        .order_by(col(Role.person_id))
    )
    return list(dict.fromkeys(rows))


def address_of(session: Session, workspace_id: int, person_id: int) -> tuple[str, str] | None:
    """Give a person's e-mail address and name, as a plan names them."""
    row = session.exec(
        select(Person.email, Person.name).where(
            col(Person.workspace_id) == workspace_id, col(Person.id) == person_id
        )
    ).first()
    return (row[0], row[1]) if row else None


def _once(session: Session, table: type[SQLModel], row: Mapping[str, Any], key: Sequence[str]) -> int | None:
    """Insert a row unless one of the same key is there; give its id, or None."""
    statement = insert_into(session, table).values(dict(row)).on_conflict_do_nothing(index_elements=list(key))
    returned = session.execute(statement.returning(table.id)).scalar()  # type: ignore[attr-defined]  # every Row has one
    return int(returned) if returned is not None else None

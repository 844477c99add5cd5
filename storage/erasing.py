"""Takes a person out of everything that a workspace keeps; the record of the work stays, without them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Enum,
    LargeBinary,
    String,
    Table,
    TypeDecorator,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlmodel import Session, SQLModel, col

from storage.tables import Person, register_all

OWN: Mapping[str, str] = {
    "alert": "person_id",
    "subscription": "person_id",
    "absence": "person_id",
    "form_draft": "person_id",
    "practice_expert": "person_id",
    "saved_question": "person_id",
    "mail_reader": "person_id",
    "team_member": "person_id",
    "action_collaborator": "person_id",
    "plan_copy": "person_id",
    "role": "person_id",
}
"""What is about one person alone, by table and column: it goes. The order is that of their references."""

WORDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "feedback": ("by_id", ("strength", "next_aspect", "question", "look_for")),
    "team_question": ("answered_by_id", ("answer",)),
}
"""What a person wrote to others in their own name, by table: the writer's column, and the texts."""

Rewrite = Callable[[str], str]


def person(session: Session, workspace_id: int, email: str) -> Person | None:
    """Give the person with this address, or None."""
    return session.scalars(
        select(Person).where(col(Person.workspace_id) == workspace_id, col(Person.email) == email.lower())
    ).first()


def remove_own(session: Session, workspace_id: int, person_id: int) -> int:
    """Delete what is about this person alone; give how many rows that were."""
    found = 0
    for name, column in OWN.items():
        table = _tables()[name]
        gone = session.connection().execute(
            delete(table).where(table.c.workspace_id == workspace_id, table.c[column] == person_id)
        )
        found += gone.rowcount
    return found


def blank_words(session: Session, workspace_id: int, person_id: int, said: str) -> int:
    """Put `said` in the place of what this person wrote in their own name; give how many rows that were."""
    found = 0
    for name, (writer, columns) in WORDS.items():
        table = _tables()[name]
        changed = session.connection().execute(
            update(table)
            .where(table.c.workspace_id == workspace_id, table.c[writer] == person_id)
            .values(dict.fromkeys(columns, said))
        )
        found += changed.rowcount
    return found


def rewrite(session: Session, workspace_id: int, terms: Iterable[str], change: Rewrite) -> int:
    """Change every text and JSON document of a workspace that holds one of `terms`; give how many."""
    terms, found = list(terms), 0
    for table in _tables().values():
        for column in table.columns:
            if not _holds_words(column.type):
                continue
            for key, value in _holding(session, workspace_id, table, column, terms):
                _put(session, workspace_id, table, key, {column.name: _changed(value, change)})
                found += 1
    return found


def packed(session: Session, workspace_id: int) -> Iterator[tuple[str, int, bytes]]:
    """Give every packed plan of a workspace: table, key, content; a plan of a version or of a sent file."""
    for name in ("plan_version", "plan_file"):
        table = _tables()[name]
        assert isinstance(table.c.document.type, LargeBinary)
        keys = session.connection().execute(
            select(table.c.id).where(table.c.workspace_id == workspace_id, table.c.document.is_not(None))
        )
        for (key,) in keys.all():
            content = session.connection().execute(
                select(table.c.document).where(table.c.workspace_id == workspace_id, table.c.id == key)
            )
            yield name, key, content.scalar_one()


def put_packed(session: Session, workspace_id: int, table: str, key: int, **values: Any) -> None:
    """Put another packed plan in the place of one (`document`; a version also has its `digest`)."""
    _put(session, workspace_id, _tables()[table], key, values)


def _tables() -> Mapping[str, Table]:
    """Every table whose rows belong to a workspace."""
    register_all()
    return {name: one for name, one in SQLModel.metadata.tables.items() if "workspace_id" in one.c}


def _holds_words(kind: Any) -> bool:
    """Say whether a column of this type has text or JSON."""
    inner = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return isinstance(inner, String | JSON) and not isinstance(inner, Enum)


def _holding(
    session: Session, workspace_id: int, table: Table, column: Column[Any], terms: Iterable[str]
) -> list[tuple[int, Any]]:
    """Give key and value where one of the terms is; JSON may have its letters escaped."""
    text = func.lower(cast(column, String))
    spelled = {way.lower() for term in terms for way in (term, json.dumps(term)[1:-1])}
    rows = session.connection().execute(
        select(table.c.id, column).where(
            table.c.workspace_id == workspace_id,
            or_(*(text.contains(one, autoescape=True) for one in spelled)),
        )
    )
    return [(row[0], row[1]) for row in rows]


def _put(session: Session, workspace_id: int, table: Table, key: int, values: Mapping[str, Any]) -> None:
    session.connection().execute(
        update(table).where(table.c.workspace_id == workspace_id, table.c.id == key).values(**values)
    )


def _changed(value: Any, change: Rewrite) -> Any:
    """Change every text of a value, the keys of documents included."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_changed(one, change) for one in value]
    if isinstance(value, dict):
        return {change(str(key)): _changed(one, change) for key, one in value.items()}
    return value

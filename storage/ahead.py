"""A session for writing very many new rows: keys are taken ahead, rows go out table by table at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlmodel import Session, SQLModel

from storage.tables.base import Row

MANY = 500
"""Keys that are taken at once from a sequence of PostgreSQL's."""


class Draft:
    """A new row that is not one yet: its columns as attributes, without what the ORM does for a row."""

    __slots__ = ("__dict__", "table_class")
    id: int

    def __init__(self, kind: type[Row], columns: dict[str, Any]) -> None:
        """Hold the columns of a row of this kind."""
        self.table_class = kind
        self.__dict__ = columns


class Ahead(Session):
    """Takes new rows in place of another session, in whose transaction they are written.

    A row has its key as soon as it is added. `flush` does nothing; `write` sends everything.
    """

    def __init__(self, within: Session) -> None:
        """Write within the transaction of `within`."""
        super().__init__(autoflush=False)
        self._within = within
        self._keys: dict[type[Row], Iterator[int]] = {}
        self._added: dict[str, list[Row | Draft]] = defaultdict(list)

    def add(self, instance: object, _warn: bool = True) -> None:
        """Give a new row its key, and keep it for `write`."""
        assert isinstance(instance, Row | Draft)
        kind = instance.table_class if isinstance(instance, Draft) else type(instance)
        if kind not in self._keys:
            self._keys[kind] = _keys(self._within.connection(), str(kind.__tablename__))
        instance.id = next(self._keys[kind])
        self._added[str(kind.__tablename__)].append(instance)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Do nothing: every row has its key already."""

    def write(self) -> None:
        """Send what was changed in the other session, then the new rows: those first that others refer to."""
        self._within.flush()
        connection = self._within.connection()
        for table in SQLModel.metadata.sorted_tables:
            rows = self._added.pop(table.name, [])
            if rows:
                names = [column.name for column in table.columns]
                connection.execute(insert(table), [_values(row, names) for row in rows])


def new(session: Session, kind: type[Row], /, **columns: Any) -> Any:
    """Give a new row for a session, not yet added to it: a draft where rows are written ahead."""
    if not isinstance(session, Ahead):
        return kind(**columns)
    fixed, made = _defaults(kind)
    return Draft(kind, fixed | {name: make() for name, make in made} | columns)


@cache
def _defaults(kind: type[Row]) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """Give what columns hold by default: values that never change, and how to make those that may."""
    made: dict[str, Any] = {name: field.default_factory for name, field in kind.model_fields.items()}
    fixed = {
        name: None if field.is_required() else field.default
        for name, field in kind.model_fields.items()
        if made[name] is None
    }
    return fixed, tuple((name, make) for name, make in made.items() if make is not None)


def _values(row: Row | Draft, names: Sequence[str]) -> dict[str, Any]:
    return row.__dict__ if isinstance(row, Draft) else {name: getattr(row, name) for name in names}


def _keys(connection: Connection, table: str) -> Iterator[int]:
    """Give keys that are free, for as long as the transaction lasts."""
    if connection.dialect.name == "sqlite":  # whose one writer nobody else can overtake
        found = connection.execute(select(func.max(SQLModel.metadata.tables[table].c.id)))
        return count((found.scalar() or 0) + 1)
    return _sequence(connection, table)


def _sequence(connection: Connection, table: str) -> Iterator[int]:
    sequence = func.pg_get_serial_sequence(f'"{table}"', "id")
    query = select(func.nextval(sequence)).select_from(func.generate_series(1, MANY))
    while True:
        yield from sorted(row[0] for row in connection.execute(query))

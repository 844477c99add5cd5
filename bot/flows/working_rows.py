"""The rows of a working's tables: filled in, moved, and taken away, by several people at once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.instruments_section import row_view
from bot.blocks.parts import View
from bot.catalogue.instruments import Column, Section, Table
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.working import Room, changed, enter, revise
from bot.flows.working_facts import Reader
from bot.forms.instruments import Held, Value
from bot.rules.revisions import standing
from storage import instruments
from storage.tables.instruments import WorkingAnswer


def row(
    session: Session, kit: Kit, who: Who, working_id: int, table_id: str, row_key: str, now: datetime
) -> View:
    """Give the window for a row of a table; an empty `row_key` is a new one."""
    room = enter(session, kit, who, working_id)
    part, table = _table(room, table_id)
    shown = next(
        (one for one in Reader(session, kit, room).item(part, table).rows if one.key == row_key), None
    )
    bases = {table_id: shown.base} if shown is not None and shown.base is not None else {}
    held = Held(working_id, table_id, bases, row_key)
    raw = next((one.value["cells"] for one in standing(room.revisions(table_id, row_key)) if one.value), None)
    return row_view(kit.words, room.form, table, held, shown, raw)


def columns_of(session: Session, kit: Kit, who: Who, held: Held) -> tuple[Column, ...]:
    """Give the columns of the table that a row's window is about."""
    return _table(enter(session, kit, who, held.working_id), held.section)[1].columns


def keep_row(
    session: Session, kit: Kit, who: Who, held: Held, cells: Value | None, new_key: str, now: datetime
) -> str:
    """Store a row as it was filled in; give its section. A new row goes to the end."""
    room = enter(session, kit, who, held.working_id, lock=True)
    part, table = _table(room, held.section)
    key = held.row or new_key
    before = standing(room.revisions(table.id, key))
    position = (before[-1].value or {}).get("position") if before else None
    if position is None:
        position = max(((one.value or {})["position"] for one in _tops(room, table)), default=-1.0) + 1
    value = {"cells": cells, "position": position} if cells else None
    _revise_row(session, room, table, key, (held.bases.get(table.id), value), now)
    return part.id


def move_row(
    session: Session, kit: Kit, who: Who, verb: str, place: tuple[int, str, str], now: datetime
) -> str:
    """Move a row "up" or "down", or take it away ("remove"); give its section."""
    working_id, table_id, key = place
    room = enter(session, kit, who, working_id, lock=True)
    part, table = _table(room, table_id)
    rows = {one.row: one for one in _tops(room, table)}
    if key not in rows:
        raise Refusal("instruments.refusal.row")
    top = rows[key]
    if verb == "remove":
        _revise_row(session, room, table, key, (top.id, None), now)
        return part.id
    keys = list(rows)
    other = keys.index(key) + (-1 if verb == "up" else 1)
    if 0 <= other < len(keys):
        pair = rows[keys[other]]
        for one, position in ((top, pair), (pair, top)):
            value = {**(one.value or {}), "position": (position.value or {})["position"]}
            _revise_row(session, room, table, one.row, (one.id, value), now)
    return part.id


def _revise_row(
    session: Session,
    room: Room,
    table: Table,
    key: str,
    change: tuple[int | None, Value | None],
    now: datetime,
) -> None:
    instruments.take_seats(session, room.working, [room.person_id])
    seat = instruments.seat(session, room.working, room.person_id)
    assert seat is not None
    revise(session, room, seat, (table.id, key), change, now)
    changed(session, room.working, now)


def _tops(room: Room, table: Table) -> list[WorkingAnswer]:
    keys = dict.fromkeys(one.row for one in room.whole.shared if one.item == table.id)
    tops = [views[-1] for key in keys if (views := standing(room.revisions(table.id, key)))]
    return sorted((one for one in tops if one.value), key=lambda one: (one.value or {})["position"])


def _table(room: Room, table_id: str) -> tuple[Section, Table]:
    for part in room.form.sections:
        for item in room.asked(part):
            if item.id == table_id and isinstance(item, Table):
                return part, item
    raise Refusal("instruments.refusal.gone")

"""Brings rows in line with what a plan says: found by number, changed where they differ, never deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from sqlmodel import Session


class Withdrawable(Protocol):
    """A row that can be taken out of a plan and come back."""

    withdrawn_on: date | None


class Placed(Withdrawable, Protocol):
    """A row with a place in a short list, such as an output or a measure."""

    position: int


W = TypeVar("W", bound=Withdrawable)
P = TypeVar("P", bound=Placed)


def settle(
    session: Session,
    known: Mapping[Any, W],
    wanted: Mapping[Any, Mapping[str, Any]],
    make: Callable[[Any, Mapping[str, Any]], W],
    today: date,
) -> dict[Any, W]:
    """Give the row of each wanted key; rows that nobody wants any more are withdrawn as of `today`."""
    settled: dict[Any, W] = {}
    for key, fields in wanted.items():
        row = known.get(key)
        if row is None:
            row = make(key, fields)
            session.add(row)
        else:
            change(row, {**fields, "withdrawn_on": None})
        settled[key] = row
    for key, row in known.items():
        if key not in wanted and row.withdrawn_on is None:
            row.withdrawn_on = today
    session.flush()
    return settled


def settle_list(
    session: Session,
    known: Sequence[P],
    text_field: str,
    wanted: Sequence[Mapping[str, Any]],
    make: Callable[[Mapping[str, Any]], P],
    today: date,
    may_continue: Callable[[P], bool] = lambda row: True,
) -> None:
    """Settle a short list that has no numbers: a row continues the same text, or a reworded one in its order.

    Rows for which `may_continue` is false keep their words. Places only ever grow, since no two rows
    may share one even for a moment.
    """
    living = [row for row in known if row.withdrawn_on is None]
    found, left = _same(known, text_field, wanted)
    reworded = iter([row for row in left if row.withdrawn_on is None and may_continue(row)])
    used = max((row.position for row in known), default=0)
    place = -1
    for at, fields in enumerate(wanted):
        row = found.get(at) or next(reworded, None)
        if row is None or row.position <= place:
            used += 1
        if row is None:
            row = make({**fields, "position": used})
            session.add(row)
        else:
            place_now = row.position if row.position > place else used
            change(row, {**fields, "withdrawn_on": None, "position": place_now})
        place = row.position
        found[at] = row
    kept = {id(row) for row in found.values()}
    for row in living:
        if id(row) not in kept:
            row.withdrawn_on = today


def _same(
    known: Sequence[P], text_field: str, wanted: Sequence[Mapping[str, Any]]
) -> tuple[dict[int, P], list[P]]:
    """Give the rows that have the wanted texts already, by place, the living before others; and the rest."""
    found: dict[int, P] = {}
    left = sorted(known, key=lambda row: row.withdrawn_on is not None)
    for at, fields in enumerate(wanted):
        same = next((row for row in left if getattr(row, text_field) == fields[text_field]), None)
        if same is not None:
            found[at] = same
            left.remove(same)
    return found, left


def change(row: object, fields: Mapping[str, Any]) -> None:
    """Set what differs, and nothing else, so that an equal plan writes nothing."""
    for field, value in fields.items():
        if getattr(row, field) != value:
            setattr(row, field, value)


def grouped(rows: Iterable[Any], field: str) -> dict[int, list[Any]]:
    """Give rows by the key of the row they belong to."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, field), []).append(row)
    return found

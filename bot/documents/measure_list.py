"""Values of measures as a CSV file: one row a value, and a file to fill in with a row for each measure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.rules.measures import number_of

COLUMNS: Final[tuple[str, ...]] = ("school", "measure", "date", "value", "group", "source", "note")
_NEEDED: Final = ("school", "measure", "date", "value")
_AMERICAN: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
MOST_BYTES: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class ListedValue:
    """One row: the school's code, the measure as named there, and the value; `row` counts from 1."""

    row: int
    school: str
    measure: str
    on: date
    value: Decimal
    group: str = ""
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ListFault:
    """What is wrong with a row: `key` names the words under "measures.fault"."""

    row: int
    key: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class MeasureList:
    """The values of a file, and what could not be read of it."""

    values: tuple[ListedValue, ...]
    faults: tuple[ListFault, ...]


def read_values(content: bytes) -> MeasureList:
    """Give the values of a CSV file with commas, semicolons or tabs; never raises for a bad one."""
    if len(content) > MOST_BYTES:
        return MeasureList((), (ListFault(1, "too_large"),))
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except (UnicodeDecodeError, csv.Error):
        return MeasureList((), (ListFault(1, "not_csv"),))
    headings = [heading.strip().lower() for heading in rows[0]] if rows else []
    missing = [name for name in _NEEDED if name not in headings]
    if missing:
        return MeasureList((), tuple(ListFault(1, "no_column", name.capitalize()) for name in missing))
    places = {name: headings.index(name) for name in COLUMNS if name in headings}
    found: list[ListedValue] = []
    faults: list[ListFault] = []
    for at, row in enumerate(rows[1:], start=2):
        cells: dict[str, str] = {
            name: row[place].strip() for name, place in places.items() if place < len(row)
        }
        if cells.get("value"):  # a row that nobody filled in says nothing
            one = _value(at, cells)
            (found if isinstance(one, ListedValue) else faults).append(one)  # type: ignore[arg-type]
    return MeasureList(tuple(found), tuple(faults))


def template(rows: Iterable[Sequence[str]]) -> str:
    """Give a file to fill in: `rows` hold school, measure and, to know it by, its words as a note."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([name.capitalize() for name in COLUMNS])
    for school, measure, note in rows:
        writer.writerow([school, measure, "", "", "", "", note])
    return file.getvalue()


def _value(at: int, cells: Mapping[str, str]) -> ListedValue | ListFault:
    for name in ("school", "measure", "date"):
        if not cells.get(name):
            return ListFault(at, f"no_{name}")
    on, value = _day(cells["date"]), number_of(cells["value"])
    if on is None:
        return ListFault(at, "not_a_day", cells["date"])
    if value is None:
        return ListFault(at, "not_a_number", cells["value"])
    more = {name: cells.get(name) or None for name in ("source", "note")}
    return ListedValue(at, cells["school"], cells["measure"], on, value, cells.get("group", ""), **more)


def _day(text: str) -> date | None:
    """ISO days, and those that are written month first: "10/30/2026", "10/30/26"."""
    american = _AMERICAN.fullmatch(text)
    try:
        if american is None:
            return date.fromisoformat(text)
        month, day, year = (int(part) for part in american.groups())
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)

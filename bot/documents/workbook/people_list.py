"""Reads a list of people (CSV): who they are, and what each is to which school, district or office."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils.datetime import WINDOWS_EPOCH

from bot.documents.checks import FaultCode
from bot.documents.checks.numbers import is_email
from bot.documents.plan_document import Person
from bot.documents.plan_text import clean_line
from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.grid import Cell, Grid
from bot.documents.workbook.headings import find_table
from bot.documents.workbook.layout import PEOPLE, Column, Table
from bot.documents.workbook.notes import Notes
from bot.documents.workbook.report import Fault
from bot.documents.workbook.rows import Row, RowReader
from storage.vocabulary import RoleKind

_TABLE = Table("people", "people", (*PEOPLE.columns, Column("organization")))
_NEEDED = ("name", "email", "organization")


@dataclass(frozen=True, slots=True)
class Listed:
    """A person with their roles at one organization, and the row of the list that says so."""

    organization: str
    person: Person
    row: int


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The people of a list when there is no fault, or the faults."""

    people: tuple[Listed, ...]
    faults: tuple[Fault, ...]


def read_people(name: str, content: bytes, form: WorkbookFormat) -> PeopleList:
    """Give the people of a CSV file; `name` is what the faults call it. Never raises for a bad list."""
    notes = Notes(form.words)
    try:
        grid = _grid(name, content)
    except csv.Error:
        notes.add(FaultCode.DAMAGED, {"part": None})
        return PeopleList((), tuple(notes.faults))
    found = find_table(grid, _TABLE, notes)
    listed: list[Listed] = []
    if found is not None and not notes.faults:
        seen: dict[tuple[str, str], int] = {}
        for row in RowReader(form, notes, WINDOWS_EPOCH).rows(grid, _TABLE, found):
            one = _listed(row, notes)
            if one is None:
                continue
            first = seen.setdefault((one.person.email, one.organization), row.number)
            if first != row.number:
                facts = {"value": one.person.email, "first_row": first}
                notes.add(FaultCode.DUPLICATE_EMAIL, facts, grid.name, row.number, row.columns["email"])
            listed.append(one)
    return PeopleList(() if notes.faults else tuple(listed), tuple(notes.faults))


def _grid(name: str, content: bytes) -> Grid:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what Excel writes as plain CSV
    rows = list(_rows(text))
    cells = {
        (at, column): Cell(value)
        for at, row in enumerate(rows, start=1)
        for column, value in enumerate(row, start=1)
        if value.strip()
    }
    return Grid(name, cells, {}, len(rows), max((len(row) for row in rows), default=0))


def _rows(text: str) -> Sequence[list[str]]:
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    return list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter))


def _listed(row: Row, notes: Notes) -> Listed | None:
    values = {field: clean_line(row.get(field) or "") for field in _NEEDED}
    for field, value in values.items():
        if not value:
            facts = {"heading": notes.words.columns["people"][field].label}
            notes.add(FaultCode.NEEDED, facts, row.sheet, row.number, row.columns[field])
    if values["email"] and not is_email(values["email"].lower()):
        at = row.columns["email"]
        notes.add(FaultCode.BAD_EMAIL, {"value": values["email"]}, row.sheet, row.number, at)
    if not all(values.values()):
        return None
    roles = (row.get("roles") or ()) + ((RoleKind.LEADERSHIP,) if row.get("leadership") else ())
    person = Person(email=values["email"], name=values["name"], title=row.get("title"), roles=roles)
    return Listed(values["organization"], person, row.number)

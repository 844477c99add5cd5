"""Reads a workbook into a plan, or says by sheet, row and column everything that is in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl.utils.datetime import WINDOWS_EPOCH

from bot.documents.checks import AdviceCode, FaultCode, Finding, advise, check_plan, nearest
from bot.documents.checks.numbers import ACTION_NUMBER, MILESTONE_NUMBER
from bot.documents.office_file import Refused
from bot.documents.workbook.assemble import Readings, Sources, assemble
from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.glance import read_glance
from bot.documents.workbook.grid import Grid, grids
from bot.documents.workbook.headings import find_table, note_other_headings, plain_heading
from bot.documents.workbook.layout import (
    GOALS,
    MILESTONES,
    NEEDED_SHEETS,
    PEOPLE,
    STRATEGIES,
    TEAMS,
    Table,
)
from bot.documents.workbook.layout_basis import (
    ANALYSIS,
    ATTACHMENTS,
    BASIS_TABLES,
    CHECKLIST,
    GLOSSARY,
    SIGNATURES,
)
from bot.documents.workbook.measured import goals_of, strategies_of
from bot.documents.workbook.notes import Notes
from bot.documents.workbook.opening import open_workbook
from bot.documents.workbook.report import ReadResult
from bot.documents.workbook.rows import Row, RowReader

_ACTION_ONLY = ("outputs", "responsible", "collaborators", "budget", "resources", "predecessors")
_MILESTONE_ONLY = ("team",)
_STRUCTURE = (FaultCode.MISSING_SHEET, FaultCode.MISSING_HEADING, FaultCode.TOO_MANY_ROWS)
_SAID_ALREADY = (FaultCode.NEEDED,)
_FIELD_COLUMNS = {"statement": "text", "targets": "year1", "aspects": "aspect"}


def read_workbook(source: Path | bytes, form: WorkbookFormat) -> ReadResult:
    """Give the plan of a workbook, or its faults. Raises OSError only, for a file that cannot be read."""
    notes = Notes(form.words)
    try:
        opened = open_workbook(source)
    except Refused as refused:
        notes.add(refused.code, refused.facts)
        return ReadResult(None, tuple(notes.faults), ())
    if opened.has_macros:
        notes.add(AdviceCode.MACROS_LEFT_ALONE, {})
    return read_grids(grids(opened), form, notes, opened.values.epoch)


def read_grids(
    found: Mapping[str, Grid], form: WorkbookFormat, notes: Notes, epoch: datetime = WINDOWS_EPOCH
) -> ReadResult:
    """Give the plan of sheets by name, or its faults, behind what `notes` hold already.

    `epoch` is day 0 of dates that are written as numbers.
    """
    sheets = _sheets(found, notes)
    if sheets is None:
        return ReadResult(None, tuple(notes.faults), ())
    readings = _readings(sheets, RowReader(form, notes, epoch), notes)
    document, sources = assemble(readings)
    whole = not any(fault.code in _STRUCTURE for fault in notes.faults)
    for finding in (*check_plan(document, form.practices), *advise(document)):
        if whole or not finding.code.startswith("unknown_"):
            _note(finding, sources, notes)
    order = {grid.name: index for index, grid in enumerate(sheets.values())}
    faults = sorted(notes.faults, key=lambda f: (order.get(f.sheet or "", -1), f.row or 0))
    advice = sorted(notes.advice, key=lambda f: (order.get(f.sheet or "", -1), f.row or 0))
    return ReadResult(None if faults else document, tuple(faults), tuple(advice))


def _sheets(found: Mapping[str, Grid], notes: Notes) -> dict[str, Grid] | None:
    """Give the sheets of the plan by key, or None where none is there; what is missing is noted."""
    names = {key: words.name for key, words in notes.words.sheets.items()}
    by_plain = {plain_heading(name): grid for name, grid in found.items()}
    plain = {key: plain_heading(name) for key, name in names.items()}
    known = {key: by_plain[name] for key, name in plain.items() if name in by_plain}
    if not found:
        notes.add(FaultCode.DAMAGED, {"part": None})
        return None
    needed = [names[key] for key in NEEDED_SHEETS]
    if not any(key in known for key in NEEDED_SHEETS):
        facts = {"found": ", ".join(found), "expected": ", ".join(needed)}
        notes.add(FaultCode.NO_PLAN_SHEETS, facts)
        return None
    others = [name for name, grid in found.items() if grid not in known.values()]
    for key in NEEDED_SHEETS:
        if key not in known:
            missing: dict[str, object] = {"sheet": names[key], "nearest": nearest(names[key], others)}
            notes.add(FaultCode.MISSING_SHEET, missing)
    for name in others:
        notes.add(AdviceCode.SHEET_NOT_READ, {"sheet": name}, name)
    return known


def _readings(sheets: Mapping[str, Grid], reader: RowReader, notes: Notes) -> Readings:
    lines: Mapping[str, Row] = {}
    priorities: Sequence[Row] = ()
    if "glance" in sheets:
        lines, priorities = read_glance(sheets["glance"], reader, notes)
    goals = _tables(sheets, reader, notes, GOALS)
    strategies = _tables(sheets, reader, notes, STRATEGIES)
    milestones, actions = _milestones_and_actions(_tables(sheets, reader, notes, MILESTONES)[0], notes)
    people, teams = _tables(sheets, reader, notes, PEOPLE, TEAMS)
    return Readings(
        lines=lines,
        priorities=priorities,
        goals=goals_of(goals[0], notes),
        strategies=strategies_of(strategies[0], notes),
        milestones=milestones,
        actions=actions,
        people=people,
        teams=teams,
        basis=_basis(sheets, reader, notes),
    )


def _basis(sheets: Mapping[str, Grid], reader: RowReader, notes: Notes) -> dict[str, list[Row]]:
    """Give the rows of the tables that a plan may leave out, by key."""
    found = _tables(sheets, reader, notes, CHECKLIST, ANALYSIS)
    found += _tables(sheets, reader, notes, SIGNATURES, ATTACHMENTS, GLOSSARY)
    return {table.key: rows for table, rows in zip(BASIS_TABLES, found, strict=True)}


def _tables(sheets: Mapping[str, Grid], reader: RowReader, notes: Notes, *tables: Table) -> list[list[Row]]:
    """Give the rows of each table; all of them stand on the same sheet."""
    grid = sheets.get(tables[0].sheet)
    if grid is None:
        return [[] for _ in tables]
    found = [find_table(grid, table, notes) for table in tables]
    note_other_headings(grid, [at for at in found if at is not None], notes)
    return [
        list(reader.rows(grid, table, at)) if at is not None else []
        for table, at in zip(tables, found, strict=True)
    ]


def _milestones_and_actions(rows: Sequence[Row], notes: Notes) -> tuple[list[Row], list[Row]]:
    milestones: list[Row] = []
    actions: list[Row] = []
    for row in rows:
        number = row.get("number")
        if number is None:
            if "number" not in row.unread:
                notes.add(FaultCode.ROW_WITHOUT_NUMBER, {}, row.sheet, row.number, row.columns.get("number"))
        elif MILESTONE_NUMBER.fullmatch(number):
            _leave_out(row, _ACTION_ONLY, AdviceCode.NOT_FOR_MILESTONES, notes)
            milestones.append(row)
        elif ACTION_NUMBER.fullmatch(number):
            _leave_out(row, _MILESTONE_ONLY, AdviceCode.NOT_FOR_ACTIONS, notes)
            actions.append(row)
        else:
            column = row.columns.get("number")
            notes.add(FaultCode.BAD_ROW_NUMBER, {"value": number}, row.sheet, row.number, column)
    return milestones, actions


def _leave_out(row: Row, fields: Sequence[str], code: AdviceCode, notes: Notes) -> None:
    for field in fields:
        if row.values.pop(field, None):
            heading = notes.words.columns["milestones"][field].label
            notes.add(code, {"heading": heading}, row.sheet, row.number, row.columns.get(field))


def _note(finding: Finding, sources: Sources, notes: Notes) -> None:
    """Say a finding of the checks at its cell, unless what is wrong with that cell has been said."""
    row, field = sources.find(finding.place)
    field = _FIELD_COLUMNS.get(field, field) if field else None
    if row is None or (field and (field in row.unread or field not in row.columns)):
        if finding.code not in _SAID_ALREADY and isinstance(finding.code, FaultCode):
            notes.add(finding.code, _facts(finding, field, sources, notes))
        return
    column = row.columns.get(field) if field else None
    notes.add(finding.code, _facts(finding, field, sources, notes), row.sheet, row.number, column)


def _facts(finding: Finding, field: str | None, sources: Sources, notes: Notes) -> dict[str, object]:
    kind = str(finding.place[0])
    part = notes.words.parts.get(kind, "")
    headings = notes.words.columns.get(kind, notes.words.glance)
    heading = headings[field].label if field and field in headings else part
    first = sources.find(finding.first)[0] if finding.first else None
    found = {"what": part, "heading": heading, "first_row": first.number if first else None}
    return found | dict(finding.facts)

"""Where everything stands in the workbook: sheets, tables and columns. The words are in `prompts/`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.documents.checks.texts import LAST_YEAR


class Kind(StrEnum):
    """What a column holds, which decides how it is read, written and offered."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    MONEY = "money"
    PERSON = "person"
    PEOPLE = "people"
    TEAM = "team"
    PRACTICES = "practices"
    NUMBERS = "numbers"
    BASELINE = "baseline"
    TARGET_KIND = "target_kind"
    UNIT = "unit"
    TARGET = "target"
    ROLES = "roles"
    YES_NO = "yes_no"
    ESSA = "essa"
    TARGET_BASE = "target_base"
    ASSESSMENT = "assessment"
    ELEMENT = "element"
    ASPECT = "aspect"
    OBSERVED = "observed"
    CAUSE = "cause"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one line of the sheet "At a glance"; `width` is in characters.

    A `spare` column is read wherever it stands, but written only for a plan that has something for it.
    """

    field: str
    kind: Kind = Kind.TEXT
    width: int = 16
    needed: bool = True
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet. `needed` columns must be there; the others may be missing."""

    key: str
    sheet: str
    columns: tuple[Column, ...]
    first_column: int = 1


HEADING_ROW = 4
"""The row of the headings in a workbook of ours; a reader looks for it."""

READY_ROWS = 300
"""Rows that are prepared (formats and drop-downs) below the headings."""

SHEETS = ("start", "glance", "needs", "goals", "strategies", "milestones", "teams", "signatures", "lists")
NEEDED_SHEETS = ("glance", "goals", "strategies", "milestones", "teams")

USUAL_YEARS = 3
"""The years of targets that the template has; more are written for a plan that has more."""

_MEASURE = (
    Column("indicator", width=34),
    Column("data_source", width=22, needed=False),
    Column("baseline", Kind.BASELINE, 12, needed=False),
    Column("kind", Kind.TARGET_KIND, 13, needed=False),
    Column("unit", Kind.UNIT, 10, needed=False),
    Column("year1", Kind.TARGET, 11, needed=False),
    Column("year2", Kind.TARGET, 11, needed=False),
    Column("year3", Kind.TARGET, 11, needed=False),
    Column("base", Kind.TARGET_BASE, 16, needed=False),
    *(
        Column(f"year{year}", Kind.TARGET, 11, needed=False, spare=True)
        for year in range(USUAL_YEARS + 1, LAST_YEAR + 1)
    ),
)
GOALS = Table(
    "goals",
    "goals",
    (
        Column("number", Kind.WHOLE, 8),
        Column("text", width=40),
        Column("explanation", width=40, needed=False),
        *_MEASURE,
    ),
)
STRATEGIES = Table(
    "strategies",
    "strategies",
    (
        Column("number", Kind.NUMBER, 11),
        Column("goal", Kind.WHOLE, 9, needed=False),
        Column("if_text", width=36),
        Column("then_text", width=36),
        Column("and_text", width=36),
        Column("practices", Kind.PRACTICES, 18, needed=False),
        *_MEASURE,
        Column("starts_on", Kind.DATE, 12, needed=False),
        Column("ends_on", Kind.DATE, 12, needed=False),
    ),
)
MILESTONES = Table(
    "milestones",
    "milestones",
    (
        Column("number", Kind.NUMBER, 10),
        Column("text", width=46),
        Column("outputs", Kind.LINES, 32, needed=False),
        Column("starts_on", Kind.DATE, 12, needed=False),
        Column("due_on", Kind.DATE, 12),
        Column("team", Kind.TEAM, 20),
        Column("responsible", Kind.PERSON, 20),
        Column("collaborators", Kind.PEOPLE, 24, needed=False),
        Column("budget", Kind.MONEY, 12, needed=False),
        Column("resources", width=24, needed=False),
        Column("predecessors", Kind.NUMBERS, 14, needed=False),
        Column("practices", Kind.PRACTICES, 16, needed=False),
    ),
)
PEOPLE = Table(
    "people",
    "teams",
    (
        Column("name", width=24),
        Column("email", width=32),
        Column("title", width=26, needed=False),
        Column("leadership", Kind.YES_NO, 12, needed=False),
        Column("roles", Kind.ROLES, 22, needed=False),
    ),
)
TEAMS = Table(
    "teams",
    "teams",
    (
        Column("code", width=12),
        Column("name", width=26),
        Column("lead", Kind.PERSON, 22, needed=False),
        Column("members", Kind.PEOPLE, 30, needed=False),
        Column("channel", width=20, needed=False),
    ),
    first_column=len(PEOPLE.columns) + 2,
)

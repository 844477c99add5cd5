"""Reports of a quarter, a semester and a year, and the story: the same figures in every format."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from markupsafe import Markup
from openpyxl import load_workbook

from bot.documents.picture import draw
from bot.documents.report.markdown import safe
from bot.documents.report.model import Bullets, Document, Kind, Paragraph, Picture, Table
from bot.documents.report.word import word
from bot.documents.report.writing import Format, write
from bot.flows.kit import Kit, Refusal
from bot.flows.term_document import Report, term_document
from bot.overlay import OverlayFault
from storage.database import Database
from storage.tables import Passage
from tests.people import Cast, cast
from tests.year import NOW, store_year

Cells = list[list[str]]


@pytest.fixture
def school(sqlite_database: Database) -> tuple[Database, Cast]:
    with sqlite_database.begin() as session:
        people = cast(session)
        store_year(session, people)
    return sqlite_database, people


def document(school: tuple[Database, Cast], kit: Kit, report: Report, on: date | None = None) -> Document:
    database, people = school
    with database.begin() as session:
        return term_document(session, kit, people.workspace_id, "cedar", report, on, NOW)


def told(found: Document) -> list[Cells]:
    """Every table as people read it, heading first."""
    return [
        [[column.text for column in table.columns], *([cell.text for cell in row] for row in table.rows)]
        for _, table in found.tables()
    ]


def of_json(content: bytes) -> list[Cells]:
    parts = json.loads(content)["parts"]
    return [
        [part["columns"], *([cell["text"] for cell in row] for row in part["rows"])]
        for part in parts
        if part["type"] == "table"
    ]


def of_markdown(content: bytes) -> list[Cells]:
    blocks = re.findall(r"(?:^\|.*\|\n?)+", content.decode(), re.MULTILINE)
    tables = [
        [re.split(r"(?<!\\) \| ", line.strip()[2:-2]) for line in block.strip().split("\n")]
        for block in blocks
    ]
    return [
        [[re.sub(r" \[\d+\]$", "", cell) for cell in row] for row in (table[0], *table[2:])]
        for table in tables
    ]


def of_html(content: bytes) -> list[Cells]:
    page = content.decode()
    found = []
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        head = [str(Markup(one).unescape()) for one in re.findall(r"<th [^>]*>(.*?)</th>", table)]
        rows = [
            [
                str(Markup(one).unescape())
                for one in re.findall(r'<span class="value">(.*?)</span>', row, re.DOTALL)
            ]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        ]
        found.append([head, *(row for row in rows if row)])
    return found


def of_word(content: bytes) -> list[Cells]:
    def words(cell: Any) -> str:
        return "".join(run.text for run in cell.paragraphs[0].runs if not run.font.superscript).rstrip()

    return [
        [[words(cell) for cell in row.cells] for row in table.rows]
        for table in open_docx(io.BytesIO(content)).tables
    ]


@pytest.mark.parametrize("report", Report)
async def test_the_figures_are_the_same_cell_by_cell_in_every_format(
    school: tuple[Database, Cast], kit: Kit, report: Report
) -> None:
    found = document(school, kit, report)
    expected = told(found)
    assert any(expected)
    files = {form: await write(found, kit.words, form) for form in Format}
    assert of_json(files[Format.JSON]) == expected
    assert of_markdown(files[Format.MD]) == [
        [[safe(cell) for cell in row] for row in table] for table in expected
    ]
    assert of_html(files[Format.HTML]) == expected
    assert of_word(files[Format.DOCX]) == expected
    book = load_workbook(io.BytesIO(files[Format.XLSX]))
    for _, table in found.tables():
        _compare(book[table.key], table)
    _trace(book.worksheets[-1], found)
    drawn = [part for part in found.parts if isinstance(part, Picture)]
    assert files[Format.PNG].startswith(b"\x89PNG")
    shapes = open_docx(io.BytesIO(files[Format.DOCX])).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [one.alt for one in drawn]


def _compare(sheet: Any, table: Table) -> None:
    """A cell holds the value; where a column has figures, what people read stands beside it."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    spread = [any(cells[at].source for cells in table.rows) for at in range(len(table.columns))]
    for row, cells in zip(rows, table.rows, strict=True):
        place = 0
        for at, cell in enumerate(cells):
            value = row[place].date() if cell.kind is Kind.DAY and row[place] else row[place]
            if cell.kind in (Kind.NUMBER, Kind.PERCENT) and cell.value is not None:
                assert float(value) == float(cell.value)  # type: ignore[arg-type]
            elif cell.kind is Kind.MONEY:
                assert value == float(str(cell.value or 0)) / 100
            elif cell.kind is Kind.DAY:
                assert value == cell.value
            place += 1
            if spread[at]:
                assert (row[place] or "").lstrip("\u200b") == cell.text
                place += 2


def _trace(sheet: Any, found: Document) -> None:
    """Every figure's rows are there, and those that were counted are as many as the figure says."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for one in found.figures:
        source = one.cell.source
        assert source is not None
        own = [row for row in rows if row[0] == one.mark]
        assert [row[5] for row in own] == list(source.of_ids or source.ids)
        assert [row[5] for row in own if row[7]] == list(source.ids)
        if one.cell.numerator is not None and source.table not in ("revision",):
            assert one.cell.numerator == len(source.ids)


def rows_of(found: Document, key: str) -> list[list[str]]:
    return next(
        [[cell.text for cell in row] for row in table.rows] for _, table in found.tables() if table.key == key
    )


def test_a_quarter_tells_its_seven_quantities_and_what_to_ask(
    school: tuple[Database, Cast], kit: Kit
) -> None:
    found = document(school, kit, Report.QUARTER)
    first, *_, whole = rows_of(found, "actions")
    assert first[1:] == ["1 of 3 (33%)", "1", "2 of 3 (67%)", "0 of 3 (0%)", "1 of 3 (33%)", "1 of 2 (50%)"]
    assert whole[1] == "2 of 6 (33%)"
    assert rows_of(found, "money")[0][1:] == ["1 of 3 (33%)", "$450", "$450 of $1,200 (38%)"]
    (course,) = rows_of(found, "course")
    assert course[1:3] == ["past its date, given a new date", "Waiting on something: Delivery <slow>"]
    assert "Why: The board arrives *late*" in course[3]
    (help_given,) = rows_of(found, "supports")
    assert help_given[4] == "It helped a lot"
    lists = [part for part in found.parts if isinstance(part, Bullets)]
    assert "1.1.1, people and time: Two half days" in lists[0].items
    agenda, leaders, district = lists[1:]
    assert agenda.numbered
    assert len(agenda.items) == 6
    assert leaders.items
    assert not set(leaders.items) & set(district.items)


def test_a_year_says_what_was_met_and_what_still_needs_words(school: tuple[Database, Cast], kit: Kit) -> None:
    found = document(school, kit, Report.YEAR)
    goals = [[row[1], *row[2:5], *row[6:9]] for row in rows_of(found, "goals")]
    assert goals == [
        ["All students", "42", "48", "46", "4", "67%", "not met"],
        ["English learners", "30", "36", "29", "-1", "-17%", "not met"],
        ["All students", "11.5", "9.5", "no value yet", "", "", "no value yet"],
    ]
    assert [row[9] for row in rows_of(found, "goals")] == ["still to be written"] * 3
    assert rows_of(found, "measures")[0][7:9] == ["106%", "met"]
    key = next(part.text for part in found.parts if isinstance(part, Paragraph) and part.key)
    assert key == "1 of 4 targets met, 1 without a value. 0 of 3 milestones confirmed done."
    picture = next(part for part in found.parts if isinstance(part, Picture))
    assert "1 of 4 targets met" in picture.alt


def test_what_a_person_wrote_into_the_story_stays_and_the_draft_around_it_is_new(
    school: tuple[Database, Cast], kit: Kit
) -> None:
    database, people = school
    with database.begin() as session:
        for words in ("First try", "We read together, every day."):
            session.add(
                Passage(
                    workspace_id=people.workspace_id, organization_id=people.organizations["cedar"],
                    year_on=date(2026, 8, 24), section="work", words=words, written_at=NOW,
                    written_by_id=people.people["paula"],
                )
            )  # fmt: skip
    found = document(school, kit, Report.STORY)
    said = [part.text for part in found.parts if isinstance(part, Paragraph)]
    assert "We read together, every day." in said
    assert "First try" not in said
    assert any("Written by Paula Reyes" in one for one in said)
    assert not any("planned steps" in one for one in said)
    ((_, work, results),) = rows_of(found, "side")
    assert work == "2 of 6 (33%)"
    assert "Third graders who read on grade level (%): from 42 to 46, with 48 to reach" in results


async def test_a_state_replaces_the_word_template_and_a_broken_one_is_named(
    school: tuple[Database, Cast], kit: Kit, tmp_path: Path
) -> None:
    found = document(school, kit, Report.SEMESTER)
    place = tmp_path / "documents" / "reports"
    place.mkdir(parents=True)
    own = open_docx()
    own.add_paragraph("Our state: {{ title }}")
    own.save(str(place / "semester.docx"))
    (picture,) = (part for part in found.parts if isinstance(part, Picture))
    pngs = [await draw(picture.svg)]
    made = open_docx(io.BytesIO(word(found, kit.words, pngs, tmp_path)))
    assert made.paragraphs[0].text == "Our state: Cedar Grove Elementary: First semester"
    own.paragraphs[0].text = "{{ titel }}"
    own.save(str(place / "semester.docx"))
    with pytest.raises(OverlayFault, match="titel"):
        word(found, kit.words, pngs, tmp_path)


def test_a_school_without_a_plan_and_a_day_before_it_are_said(
    school: tuple[Database, Cast], kit: Kit
) -> None:
    database, people = school
    with database.begin() as session, pytest.raises(Refusal):
        term_document(session, kit, people.workspace_id, "lincoln", Report.YEAR, None, NOW)
    with pytest.raises(Refusal):
        document(school, kit, Report.QUARTER, date(2025, 1, 1))

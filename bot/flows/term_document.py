"""The report of a term, or the year's story, as one neutral document that every format is written from."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from bot.documents.report.model import Document
from bot.flows.kit import Kit
from bot.flows.quarter_report import quarter_parts
from bot.flows.semester_report import semester_parts
from bot.flows.story_report import story_parts
from bot.flows.term_cells import names_of
from bot.flows.term_reading import TermReading, read_term
from bot.flows.year_report import year_parts
from storage import term_reports
from storage.vocabulary_measures import TermKind


class Report(StrEnum):
    """The reports of terms that there are."""

    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"
    STORY = "story"

    @property
    def term(self) -> TermKind:
        """The kind of term that it is about."""
        return TermKind.YEAR if self is Report.STORY else TermKind(self.value)


def term_document(
    session: Session, kit: Kit, workspace_id: int, code: str, report: Report, on: date | None, now: datetime
) -> Document:
    """Read a school's report of the term that a day lies in; `Refusal` where there is none."""
    read = read_term(session, kit, workspace_id, code, report.term, on, now)
    return document_of(session, kit, workspace_id, read, report, now)


def document_of(
    session: Session, kit: Kit, workspace_id: int, read: TermReading, report: Report, now: datetime
) -> Document:
    """Give the document of what was read."""
    label, school, span = kit.words.label, read.organization.name, read.span
    if report is Report.STORY:
        written = term_reports.passages(session, workspace_id, read.organization.id, read.year.first)
        parts = story_parts(kit, read, written)
    else:
        parts = {
            Report.QUARTER: quarter_parts,
            Report.SEMESTER: semester_parts,
            Report.YEAR: year_parts,
        }[report](kit, read)
    title = "story_title" if report is Report.STORY else "title"
    return Document(
        kind=report.value,
        title=label(f"reports.{title}", school=school, label=span.label),
        subtitle=label(f"reports.subtitle.{report}", first=span.first, last=span.last, day=read.day),
        made_on=read.calendar.day_of(now),
        parts=tuple(parts),
        names=names_of(kit, read),
    )

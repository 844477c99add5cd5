"""A term's report on its way to people: read when it is sent, and asked for by command."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.term_report import PICTURE, report_blocks, report_text
from bot.documents.report.model import Picture as Drawn
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.message import Message, Picture, Skip
from bot.flows.persons import person_of
from bot.flows.routine import routine_of
from bot.flows.semester_report import CONFIRMED, WAITING, standing
from bot.flows.showing import school_of
from bot.flows.term_document import Report, document_of
from bot.flows.term_due import REPORT, about, report_of
from bot.flows.term_reading import TermReading, reading
from storage import deliveries, tellings, term_reports, trees
from storage.deliveries import Wish
from storage.tables import Delivery, TermReport
from storage.vocabulary import StepOutcome

ASKED = "asked for before its day"


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a report says now."""
    row = term_reports.get(session, delivery.workspace_id, delivery.facts["report"])
    if row is None:
        return Skip("the term of this report is gone")
    report = Report(delivery.facts["kind"])
    try:
        read = reading_of(session, kit, row, now)
    except Refusal:
        return Skip("the plan of this report is gone")
    document = document_of(session, kit, delivery.workspace_id, read, report, now)
    blocks = report_blocks(kit.words, document, row.id, len(confirmable(read)))
    drawn = next((part for part in document.parts if isinstance(part, Drawn)), None)
    picture = None if drawn is None else Picture(drawn.svg, drawn.alt[:1900], drawn.title, PICTURE)
    return Message(report_text(kit.words, document), blocks, picture)


def ask(session: Session, kit: Kit, who: Who, typed: str, now: datetime) -> str:
    """Send a person the report that they typed ("quarter", "story cedar"); give the sentence that says so."""
    person = person_of(session, who)
    name, _, code = typed.strip().partition(" ")
    try:
        report = Report(name.lower())
    except ValueError:
        raise Refusal("reports.message.which") from None
    school = school_of(session, who, code.strip())
    read = reading(session, kit, who.workspace_id, school, report.term, None, now)
    row = ensure(session, who.workspace_id, read, now)
    wish = Wish(
        workspace_id=who.workspace_id,
        key=f"term-report:{row.id}:{report}:{person.id}:{now.isoformat()}",
        kind=REPORT,
        due_at=now,
        about=about(row.id),
        facts={"report": row.id, "kind": report.value},
        person_id=person.id,
    )
    deliveries.wish(session, [wish], now)
    return kit.words.line("reports.message.on_its_way")


def ensure(session: Session, workspace_id: int, read: TermReading, now: datetime) -> TermReport:
    """Give the row of a term's report; one of a term before Milepost came is made, and counts as settled."""
    key, span = read.organization.id, read.span
    row = term_reports.found(session, workspace_id, key, span.kind, span.first)
    if row is None:
        row = report_of(workspace_id, key, span, routine_of(session, workspace_id, key, now.date()))
        if row.due_at <= now:
            row.done_at, row.outcome, row.reason = now, StepOutcome.SKIPPED, ASKED
        term_reports.add(session, [row])
    return row


def reading_of(session: Session, kit: Kit, row: TermReport, now: datetime) -> TermReading:
    """Read the term that a report is about; `Refusal` where its plan is gone."""
    school = tellings.organization(session, row.workspace_id, row.organization_id)
    return reading(session, kit, row.workspace_id, school, row.kind, row.starts_on, now)


def confirmable(read: TermReading) -> list[tuple[int, str, bool]]:
    """Give the milestones that may be confirmed: key, number and statement, whether they are."""
    return [
        (row.id, f"{row.number} {row.statement}", where == CONFIRMED)
        for row in read.living
        if (where := standing(read, row.id)) in (CONFIRMED, WAITING)
    ]


def visible_report(session: Session, who: Who, report_id: int) -> TermReport:
    """Give a report to somebody who follows its school; `Refusal` for others."""
    person = person_of(session, who)
    row = term_reports.get(session, who.workspace_id, report_id)
    if row is None or row.organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("reports.message.not_yours")
    return row

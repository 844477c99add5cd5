"""A report for somebody who wants it as a file: asked for here, made by a child process, handed over once."""

from __future__ import annotations

import base64
import pickle
from datetime import datetime

from sqlmodel import Session

from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.flows.plan_copy import Content
from bot.flows.term_document import Report, document_of
from bot.flows.term_told import reading_of, visible_report
from storage import plan_copies, tellings, term_reports
from storage.tables import PlanCopy

MAKER = "bot.documents.report.child"
SUFFIXES = (".docx", ".xlsx", ".html", ".md", ".json")


def ask(
    session: Session,
    kit: Kit,
    who: Who,
    report_id: int,
    kind: str,
    form: str,
    request_key: str,
    now: datetime,
) -> str:
    """Note that somebody wants a report as a file, and give the sentence that says where it will be."""
    row = visible_report(session, who, report_id)
    person = person_of(session, who)
    report, suffix = Report(kind), f".{form}"
    if suffix not in SUFFIXES:
        raise ValueError(suffix)
    if not plan_copies.known(session, who.workspace_id, request_key):
        session.add(
            PlanCopy(
                workspace_id=who.workspace_id,
                organization_id=row.organization_id,
                person_id=person.id,
                slack_user_id=who.slack_user_id,
                suffix=suffix,
                asked_at=now,
                request_key=request_key,
                report_id=row.id,
                report=report.value,
            )
        )
    return kit.words.line("reports.message.on_its_way")


def content(session: Session, kit: Kit, copy: PlanCopy) -> Content | None:
    """Give what the file is made of, as of the moment when it was asked for; None where the plan is gone."""
    row = term_reports.get(session, copy.workspace_id, copy.report_id or 0)
    if row is None:
        return None
    report = Report(copy.report or "")
    try:
        read = reading_of(session, kit, row, copy.asked_at)
    except Refusal:
        return None
    document = document_of(session, kit, copy.workspace_id, read, report, copy.asked_at)
    school = tellings.organization(session, copy.workspace_id, row.organization_id)
    return Content(
        base64.b64encode(pickle.dumps(document)).decode(),
        f"{school.code}-{report}-{row.ends_on.isoformat()}{copy.suffix}",
        kit.words.label("reports.file_title", title=document.title),
        kit.words.label("reports.file_here", title=document.title),
        MAKER,
    )

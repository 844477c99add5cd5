"""What a meeting decides is written back: decisions as rows, milestones confirmed, stories finished."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from bot.blocks.parts import View
from bot.blocks.term_forms import Confirmable, Subject, confirm_view, decide_view, story_view
from bot.flows.course_door import LEADING, afterwards, known, note
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.flows.story_report import SECTIONS, draft
from bot.flows.term_due import freshen
from bot.flows.term_reading import TermReading
from bot.flows.term_told import confirmable, reading_of, visible_report
from bot.forms.term_report import DecisionForm
from bot.ids import Field
from storage import milestone_done, term_reports, trees
from storage.tables import Decision, Passage, TermReport
from storage.vocabulary import RoleKind
from storage.vocabulary_measures import DecisionKind, TermKind

WRITING = (*LEADING, RoleKind.LIAISON, RoleKind.DISTRICT_STAFF)
"""Who writes under a report: those who lead or coach the school, and the district's people at the table."""

_LIKELY = {
    TermKind.QUARTER: DecisionKind.SUPPORT,
    TermKind.SEMESTER: DecisionKind.ADJUSTMENT,
    TermKind.YEAR: DecisionKind.RECOMMENDATION,
}


def open_decide(session: Session, kit: Kit, who: Who, report_id: int, now: datetime) -> View:
    """Give the form for a decision."""
    row = _writable(session, who, report_id, WRITING)
    read = reading_of(session, kit, row, now)
    subjects = [Subject(f"milestone:{one.id}", f"{one.number} {one.statement}") for one in read.living]
    if row.kind is TermKind.YEAR:
        measures = [
            Subject(
                f"{one.facts.key[0]}_measure:{one.facts.key[1]}", f"{one.facts.ref} {one.facts.indicator}"
            )
            for one in read.measures.all
        ]
        subjects = [*measures, *subjects]
    return decide_view(kit.words, _title(kit, read), subjects, _LIKELY[row.kind], str(row.id))


def decide(
    session: Session, kit: Kit, who: Who, report_id: int, form: DecisionForm, key: str, now: datetime
) -> str:
    """Keep a decision, once, and have the report say so; give the sentence that tells it."""
    row = _writable(session, who, report_id, WRITING)
    person = person_of(session, who)
    if term_reports.is_decided(session, who.workspace_id, key):
        return kit.words.line("reports.decide.again")
    read = reading_of(session, kit, row, now)
    owner = known(session, who.workspace_id, form.owner, Field.OWNER) if form.owner else None
    subject, _, subject_id = (form.about or "").partition(":")
    about = {f"{subject}_id": int(subject_id)} if subject_id else {}
    session.add(
        Decision(
            workspace_id=who.workspace_id,
            report_id=row.id,
            organization_id=row.organization_id,
            kind=form.kind,
            words=form.words,
            owner_id=owner.id if owner else None,
            due_on=form.due_on,
            decided_on=read.calendar.day_of(now),
            recorded_at=now,
            recorded_by_id=person.id,
            request_key=key,
            **about,
        )
    )
    session.flush()
    note(session, who.workspace_id, person.id, "report.decided", f"term-report:{row.id}", now)
    freshen(session, who.workspace_id, row.id, now)
    return kit.words.line(
        "reports.decide.saved",
        title=_title(kit, read),
        words=form.words,
        owner=owner.name if owner else None,
        until=form.due_on,
    )


def open_confirm(session: Session, kit: Kit, who: Who, report_id: int, now: datetime) -> View:
    """Give the form in which leadership confirms milestones; only those whose actions are all finished."""
    row = _writable(session, who, report_id, LEADING)
    read = reading_of(session, kit, row, now)
    rows = [Confirmable(*one) for one in confirmable(read)]
    if not rows:
        raise Refusal("reports.message.nothing_to_confirm")
    return confirm_view(kit.words, _title(kit, read), rows, str(row.id))


def confirm(
    session: Session, kit: Kit, who: Who, report_id: int, ticked: frozenset[int], offered: frozenset[int],
    now: datetime,
) -> str:  # fmt: skip
    """Have the ticked milestones be done from today, and take back what is no longer ticked (S-01)."""
    row = _writable(session, who, report_id, LEADING)
    person = person_of(session, who)
    read = reading_of(session, kit, row, now)
    today: date = read.calendar.day_of(now)
    numbers = {one.id: one.number for one in read.living}
    confirmed: list[str] = []
    reopened: list[str] = []
    for key, _, is_done in confirmable(read):
        if key not in offered or (key in ticked) == is_done:
            continue
        milestone_done.set_done(session, who.workspace_id, key, today if key in ticked else None)
        what = "milestone.confirmed" if key in ticked else "milestone.reopened"
        note(session, who.workspace_id, person.id, what, f"milestone:{key}", now)
        (confirmed if key in ticked else reopened).append(numbers[key])
    if confirmed or reopened:
        session.flush()
        afterwards(session, kit, who.workspace_id, row.organization_id, now)
        freshen(session, who.workspace_id, row.id, now)
    return kit.words.line("reports.confirm.saved", confirmed=confirmed, reopened=reopened)


def open_story(session: Session, kit: Kit, who: Who, report_id: int, section: str, now: datetime) -> View:
    """Give the form for a section of a year's story: what a person wrote, or the draft."""
    row = _writable(session, who, report_id, WRITING)
    read = reading_of(session, kit, row, now)
    section = section if section in SECTIONS else SECTIONS[0]
    written = term_reports.passages(session, who.workspace_id, row.organization_id, read.year.first)
    mine = written.get(section)
    words = mine.words if mine is not None else ""
    names = {key: kit.words.label(f"reports.story.{key}") for key in SECTIONS}
    text = words or draft(kit, read, section)
    return story_view(kit.words, _title(kit, read), names, section, text, not words, f"{row.id}:{section}")


def write_story(
    session: Session, kit: Kit, who: Who, report_id: int, section: str, words: str, now: datetime
) -> str:
    """Keep what a person wrote into a section; words that are the draft's own stay a draft."""
    row = _writable(session, who, report_id, WRITING)
    person = person_of(session, who)
    read = reading_of(session, kit, row, now)
    if words == draft(kit, read, section).strip():
        words = ""
    session.add(
        Passage(
            workspace_id=who.workspace_id,
            organization_id=row.organization_id,
            year_on=read.year.first,
            section=section,
            words=words,
            written_at=now,
            written_by_id=person.id,
        )
    )
    session.flush()
    freshen(session, who.workspace_id, row.id, now)
    return kit.words.line("reports.write.saved" if words else "reports.write.emptied")


def _writable(session: Session, who: Who, report_id: int, kinds: tuple[RoleKind, ...]) -> TermReport:
    row = visible_report(session, who, report_id)
    person = person_of(session, who)
    if not trees.has_role(session, who.workspace_id, person.id, row.organization_id, kinds):
        raise Refusal("reports.message.not_leading")
    return row


def _title(kit: Kit, read: TermReading) -> str:
    return kit.words.label("reports.title", school=read.organization.name, label=read.span.label)

"""What is due of quarters, semesters and years: planned as rows, told once when its day has come.

This is loaded at every start, so it only decides and wishes; what a report says is read when it is sent.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.kit import Kit
from bot.flows.routine import Routine, routine_of
from bot.flows.term_spans import spans_of
from bot.rules.calendar import NoSchoolDay
from bot.rules.terms import TermSpan
from storage import deliveries, practices, tellings, term_reports, trees
from storage.deliveries import Wish
from storage.tables import TermReport
from storage.vocabulary import RoleKind, StepOutcome
from storage.vocabulary_measures import TermKind

REPORT = "term_report"
"""The kind of delivery that tells a report."""

AFTER_THE_DIGEST = timedelta(minutes=30)
"""The month's digest comes first where both are told on one morning."""

STALE = timedelta(days=45)
"""A report that could not be told for so long would be about another time; it stays there to be asked for."""

PAUSED, OUTDATED = "paused", "the term had long ended when it could be told"
NO_ONE = "nobody to tell: this organization has no leadership channel and no principal in Slack"
ABOVE = (RoleKind.LIAISON, RoleKind.DISTRICT_STAFF)
"""Who reads a school's quarterly report at the district (B-R07)."""


def plan(session: Session, kit: Kit, workspace_id: int, now: datetime) -> int:
    """Have a row for every report that is to come of plans under way; give how many are new."""
    return sum(
        plan_for(session, kit, workspace_id, row.organization_id, row.starts_on, row.ends_on, now)
        for row in term_reports.without_next(session, workspace_id, now.date())
    )


def plan_for(
    session: Session, kit: Kit, workspace_id: int, organization_id: int, starts_on: date, ends_on: date,
    now: datetime,
) -> int:  # fmt: skip
    """Have a row for every report that is to come of one plan; give how many are new."""
    routine = routine_of(session, workspace_id, organization_id, now.date())
    rows = term_reports.of_organization(session, workspace_id, organization_id)
    known = {(one.kind, one.starts_on) for one in rows}
    fresh = [
        report_of(workspace_id, organization_id, span, routine)
        for span in spans_of(session, kit, workspace_id, organization_id, starts_on, ends_on)
        if span.last >= routine.calendar.day_of(now) and (span.kind, span.first) not in known
    ]
    term_reports.add(session, fresh)
    return len(fresh)


def settle(session: Session, kit: Kit, workspace_id: int, report: TermReport, now: datetime) -> None:
    """Tell a report that is due, once, or note why it was not told."""
    routine = routine_of(session, workspace_id, report.organization_id, now.date())
    reason = PAUSED if routine.paused else OUTDATED if report.due_at < now - STALE else None
    outcome = StepOutcome.SKIPPED if reason else StepOutcome.DONE
    if not term_reports.claim(session, workspace_id, report.id, outcome, reason, now):
        return
    if reason is None and not tell(session, workspace_id, report, now):
        term_reports.skip(session, workspace_id, report.id, NO_ONE)


def tell(session: Session, workspace_id: int, report: TermReport, now: datetime) -> bool:
    """Wish for a report where leadership reads it, and for the district's people; False for nobody."""
    here = tellings.organization(session, workspace_id, report.organization_id)
    person_id = None
    if here.leadership_channel is None:
        person_id = tellings.principal(session, workspace_id, here.id)
    wishes = []
    if here.leadership_channel is not None or person_id is not None:
        wishes.append(_wish(report, "leaders", now, here.leadership_channel, person_id))
    if report.kind is not TermKind.SEMESTER:
        wishes += [
            _wish(report, str(row.person_id), now, None, row.person_id)
            for row in _above(session, workspace_id, here.id)
            if row.person_id != person_id
        ]
    deliveries.wish(session, wishes, now)
    return bool(wishes)


def about(report_id: int) -> str:
    """What deliveries call a report."""
    return f"term-report:{report_id}"


def freshen(session: Session, workspace_id: int, report_id: int, now: datetime) -> None:
    """Have a report that was told say anew what it says."""
    deliveries.freshen(session, workspace_id, about(report_id), (REPORT,), now)


def _above(session: Session, workspace_id: int, organization_id: int) -> list[Row[tuple[int, str]]]:
    places = trees.above(session, workspace_id, organization_id)[1:2]
    return list(practices.holders(session, workspace_id, places, ABOVE))


def _wish(report: TermReport, reader: str, now: datetime, channel: str | None, person_id: int | None) -> Wish:
    return Wish(
        workspace_id=report.workspace_id,
        key=f"term-report:{report.id}:{reader}",
        kind=REPORT,
        due_at=now,
        about=about(report.id),
        facts={"report": report.id, "kind": report.kind.value},
        channel=channel,
        person_id=person_id,
    )


def report_of(workspace_id: int, organization_id: int, span: TermSpan, routine: Routine) -> TermReport:
    """Give the row of a term's report, due on the morning after the term."""
    return TermReport(
        workspace_id=workspace_id,
        organization_id=organization_id,
        kind=span.kind,
        label=span.label,
        starts_on=span.first,
        ends_on=span.last,
        due_at=_due_at(span.last, routine),
    )


def _due_at(last: date, routine: Routine) -> datetime:
    """The morning of the first school day after a term; a year that ends in summer is told at once."""
    calendar, at = routine.calendar, routine.settings.tell_time
    try:
        following = calendar.next_school_day(last)
    except NoSchoolDay:
        following = last + timedelta(days=1)
    return calendar.moment(min(following, last + timedelta(days=10)), at) + AFTER_THE_DIGEST

"""Reports of quarters, semesters and years: what is due, what meetings decided, what people wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, exists, func, select, update
from sqlmodel import Session, col

from storage.tables import Decision, Passage, Person, Plan, Term, TermReport
from storage.vocabulary import StepOutcome
from storage.vocabulary_measures import TermKind

Rows = Sequence[Row[Any]]


def terms(session: Session, workspace_id: int) -> dict[int, list[Term]]:
    """Give the terms that organizations set, by organization, in order."""
    found: dict[int, list[Term]] = {}
    query = (
        select(Term).where(col(Term.workspace_id) == workspace_id).order_by(col(Term.starts_on), col(Term.id))
    )
    for term in session.scalars(query):
        found.setdefault(term.organization_id, []).append(term)
    return found


def without_next(session: Session, workspace_id: int, today: date) -> Rows:
    """Give plans under way without a report ahead: organization_id, starts_on, ends_on."""
    ahead = exists().where(
        col(TermReport.organization_id) == col(Plan.organization_id),
        col(TermReport.workspace_id) == workspace_id,
        col(TermReport.ends_on) >= today,
    )
    return session.execute(
        select(col(Plan.organization_id), col(Plan.starts_on), col(Plan.ends_on))
        .where(
            col(Plan.workspace_id) == workspace_id,
            col(Plan.starts_on).is_not(None),
            col(Plan.ends_on) >= today,
            ~ahead,
        )
        .order_by(col(Plan.id))
    ).all()


def forget_terms(session: Session, workspace_id: int, organization_id: int) -> None:
    """Take away the terms that an organization set."""
    session.execute(
        delete(Term).where(
            col(Term.workspace_id) == workspace_id, col(Term.organization_id) == organization_id
        )
    )


def forget_untold(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> None:
    """Take away the reports that were not told and under which nobody has written."""
    written = exists().where(
        col(Decision.workspace_id) == workspace_id, col(Decision.report_id) == col(TermReport.id)
    )
    session.execute(
        delete(TermReport)
        .where(
            col(TermReport.workspace_id) == workspace_id,
            col(TermReport.organization_id).in_(sorted(organization_ids)),
            col(TermReport.done_at).is_(None),
            ~written,
        )
        .execution_options(synchronize_session=False)
    )


def add(session: Session, rows: Sequence[TermReport]) -> None:
    """Store reports to come."""
    session.add_all(rows)
    session.flush()


def due(session: Session, workspace_id: int, now: datetime, aside: set[int]) -> TermReport | None:
    """Give the report that has been due the longest, of organizations that are not set `aside`."""
    return session.scalars(
        select(TermReport)
        .where(
            col(TermReport.workspace_id) == workspace_id,
            col(TermReport.done_at).is_(None),
            col(TermReport.due_at) <= now,
            col(TermReport.organization_id).not_in(sorted(aside)),
        )
        .order_by(col(TermReport.due_at), col(TermReport.id))
        .limit(1)
    ).first()


def next_due(session: Session, workspace_id: int) -> datetime | None:
    """Give when the next report is due."""
    return session.scalar(
        select(func.min(col(TermReport.due_at))).where(
            col(TermReport.workspace_id) == workspace_id, col(TermReport.done_at).is_(None)
        )
    )


def claim(
    session: Session,
    workspace_id: int,
    report_id: int,
    outcome: StepOutcome,
    reason: str | None,
    now: datetime,
) -> bool:
    """Settle a report that is due; False where another process did."""
    done = session.execute(
        update(TermReport)
        .where(
            col(TermReport.workspace_id) == workspace_id,
            col(TermReport.id) == report_id,
            col(TermReport.done_at).is_(None),
        )
        .values(done_at=now, outcome=outcome, reason=reason)
    )
    return bool(getattr(done, "rowcount", 0))


def skip(session: Session, workspace_id: int, report_id: int, reason: str) -> None:
    """Note why a report that was due was not told."""
    session.execute(
        update(TermReport)
        .where(col(TermReport.workspace_id) == workspace_id, col(TermReport.id) == report_id)
        .values(outcome=StepOutcome.SKIPPED, reason=reason)
    )


def get(session: Session, workspace_id: int, report_id: int) -> TermReport | None:
    """Give a report by key."""
    return session.scalars(
        select(TermReport).where(
            col(TermReport.workspace_id) == workspace_id, col(TermReport.id) == report_id
        )
    ).first()


def of_organization(session: Session, workspace_id: int, organization_id: int) -> list[TermReport]:
    """Give an organization's reports, due or to come, in the order in which their terms end."""
    return list(
        session.scalars(
            select(TermReport)
            .where(
                col(TermReport.workspace_id) == workspace_id,
                col(TermReport.organization_id) == organization_id,
            )
            .order_by(col(TermReport.ends_on), col(TermReport.id))
        )
    )


def found(
    session: Session, workspace_id: int, organization_id: int, kind: TermKind, starts_on: date
) -> TermReport | None:
    """Give an organization's report of the term that starts on a day."""
    return session.scalars(
        select(TermReport).where(
            col(TermReport.workspace_id) == workspace_id,
            col(TermReport.organization_id) == organization_id,
            col(TermReport.kind) == kind,
            col(TermReport.starts_on) == starts_on,
        )
    ).first()


def decisions(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give everything that meetings of an organization wrote down, oldest first, with who is to do it."""
    return session.execute(
        select(
            col(Decision.id),
            col(Decision.report_id),
            col(Decision.kind),
            col(Decision.milestone_id),
            col(Decision.goal_measure_id),
            col(Decision.strategy_measure_id),
            col(Decision.words),
            col(Decision.due_on),
            col(Decision.decided_on),
            col(Person.name).label("owner"),
            col(TermReport.label).label("term"),
        )
        .join(TermReport, col(TermReport.id) == col(Decision.report_id))
        .outerjoin(
            Person, (col(Person.id) == col(Decision.owner_id)) & (col(Person.workspace_id) == workspace_id)
        )
        .where(
            col(Decision.workspace_id) == workspace_id,
            col(TermReport.workspace_id) == workspace_id,
            col(Decision.organization_id) == organization_id,
        )
        .order_by(col(Decision.id))
    ).all()


def is_decided(session: Session, workspace_id: int, request_key: str) -> bool:
    """Say whether a decision came in under this key already."""
    return (
        session.scalars(
            select(col(Decision.id)).where(
                col(Decision.workspace_id) == workspace_id, col(Decision.request_key) == request_key
            )
        ).first()
        is not None
    )


def passages(session: Session, workspace_id: int, organization_id: int, year_on: date) -> dict[str, Row[Any]]:
    """Give what people wrote into a year's story, the newest of each section: words, written_at, name."""
    rows = session.execute(
        select(
            col(Passage.id),
            col(Passage.section),
            col(Passage.words),
            col(Passage.written_at),
            col(Person.name),
        )
        .outerjoin(
            Person,
            (col(Person.id) == col(Passage.written_by_id)) & (col(Person.workspace_id) == workspace_id),
        )
        .where(
            col(Passage.workspace_id) == workspace_id,
            col(Passage.organization_id) == organization_id,
            col(Passage.year_on) == year_on,
        )
        .order_by(col(Passage.id))
    ).all()
    return {row.section: row for row in rows}

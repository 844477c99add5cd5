"""Reads everything that the report of a quarter, a semester or a year says: once, for every format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.facts import facts_of
from bot.flows.kit import Kit, Refusal
from bot.flows.measures import PlanMeasures, plan_measures
from bot.flows.routine import routine_of
from bot.flows.term_spans import spans_of
from bot.rules.calendar import SchoolCalendar
from bot.rules.facts import History
from bot.rules.measures import plan_years
from bot.rules.quantities import (
    CourseFigures,
    QuarterFigures,
    SemesterFigures,
    Snapshot,
    YearFigures,
    course,
    quarter,
    semester,
    year,
)
from bot.rules.terms import TermSpan
from storage import measures, report_rows, tellings, term_reports
from storage.tables import Organization
from storage.vocabulary_measures import TermKind

Rows = Sequence[Row[Any]]


@dataclass(frozen=True)
class TermReading:
    """One term of one organization: its snapshot, and the rows that its figures are named by."""

    organization: Organization
    plan: Row[Any]
    span: TermSpan
    year: TermSpan
    year_number: int
    day: date
    """The day from whose end everything is seen: the term's last, or today where that is to come."""
    snapshot: Snapshot
    history: History
    goals: Rows
    strategies: Rows
    milestones: Rows
    actions: Mapping[int, Row[Any]]
    outputs: Mapping[int, Row[Any]]
    adjustments: Mapping[int, Row[Any]]
    milestone_changes: Rows
    supports: Rows
    spoken: Rows
    decisions: Rows
    measures: PlanMeasures
    calendar: SchoolCalendar

    @cached_property
    def figures(self) -> QuarterFigures:
        """Q-01 to Q-04 and Q-06 of the whole plan."""
        return quarter(self.snapshot)

    @cached_property
    def halves(self) -> SemesterFigures:
        """S-01 and S-02 of the whole plan."""
        return semester(self.snapshot)

    @cached_property
    def completion(self) -> YearFigures:
        """Y-07."""
        return year(self.snapshot)

    @cached_property
    def course(self) -> CourseFigures:
        """Q-05 and S-03 of the whole plan."""
        return course(self.snapshot, self.history, self.settled)

    @cached_property
    def settled(self) -> frozenset[int]:
        """The milestones that have a cause and an adjustment of their own on record."""
        return frozenset(row.milestone_id for row in self.milestone_changes if row.cause is not None)

    @cached_property
    def living(self) -> Rows:
        """The milestones that were not withdrawn by then, by number."""
        gone = (row for row in self.milestones if row.withdrawn_on is None or row.withdrawn_on > self.day)
        return sorted(gone, key=lambda row: _by_number(row.number))

    def spending(self, milestone_id: int | None, only_term: bool) -> tuple[int, ...]:
        """The check-ins that say what money a milestone, or any of them, used: their revisions' keys."""
        return tuple(
            row.id
            for row in self.spoken
            if row.budget_used_cents is not None
            and milestone_id in (None, row.milestone_id)
            and (not only_term or self.snapshot.includes(self.calendar.day_of(row.submitted_at)))
        )

    def of(self, milestone_ids: Sequence[int]) -> Snapshot:
        """The same snapshot with these milestones alone."""
        wanted = set(milestone_ids)
        return replace(
            self.snapshot, milestones=tuple(one for one in self.snapshot.milestones if one.id in wanted)
        )


def read_term(
    session: Session, kit: Kit, workspace_id: int, code: str, kind: TermKind, on: date | None, now: datetime
) -> TermReading:
    """Read the term of a kind that a day lies in, by default the newest that has begun.

    `Refusal` for a code that is nobody's, and for an organization without a dated plan.
    """
    organization = tellings.by_code(session, workspace_id, code)
    if organization is None:
        raise Refusal("report.no_school", code=code, known=tellings.codes(session, workspace_id))
    return reading(session, kit, workspace_id, organization, kind, on, now)


def reading(
    session: Session, kit: Kit, workspace_id: int, organization: Organization, kind: TermKind,
    on: date | None, now: datetime,
) -> TermReading:  # fmt: skip
    """Read a term of an organization; see `read_term`."""
    routine = routine_of(session, workspace_id, organization.id, now.date())
    today = routine.calendar.day_of(now)
    plan = measures.plan_of(session, workspace_id, organization.id)
    if plan is None or plan.starts_on is None or plan.ends_on is None:
        raise Refusal("reports.no_plan", school=organization.name)
    spans = spans_of(session, kit, workspace_id, organization.id, plan.starts_on, plan.ends_on)
    span = _wanted(spans, kind, on or today, on is None)
    if span is None:
        raise Refusal("reports.no_term", school=organization.name, on=on or today)
    whole = next(one for one in spans if one.kind is TermKind.YEAR and one.first <= span.first <= one.last)
    day = min(span.last, max(today, span.first))
    facts, history = facts_of(session, workspace_id, organization.id, routine.calendar)
    opening = routine.calendar.moment(plan.starts_on, time(0))
    closing = routine.calendar.moment(day + timedelta(days=1), time(0))
    rows = (session, workspace_id, organization.id)
    years = plan_years(plan.starts_on, plan.ends_on)
    return TermReading(
        organization=organization,
        plan=plan,
        span=span,
        year=whole,
        year_number=next((at for at, one in enumerate(years, 1) if one[0] <= span.first <= one[1]), 1),
        day=day,
        snapshot=Snapshot(span.first, day, facts.milestones, supports=history.supports),
        history=history,
        goals=report_rows.goals(session, workspace_id, plan.id),
        strategies=report_rows.strategies(session, workspace_id, plan.id),
        milestones=report_rows.milestones(*rows),
        actions={row.id: row for row in report_rows.actions(*rows)},
        outputs={row.id: row for row in report_rows.outputs(*rows)},
        adjustments={row.id: row for row in report_rows.adjustments(*rows, until=day)},
        milestone_changes=report_rows.milestone_adjustments(*rows, until=day),
        supports=report_rows.supports(*rows),
        spoken=report_rows.spoken(*rows, since=opening, until=closing),
        calendar=routine.calendar,
        decisions=term_reports.decisions(*rows),
        measures=plan_measures(*rows),
    )


def _wanted(spans: Sequence[TermSpan], kind: TermKind, day: date, is_open: bool) -> TermSpan | None:
    """The term in which a day lies, or between two the one before; with `is_open`, never one to come."""
    own = sorted((one for one in spans if one.kind is kind), key=lambda one: one.first)
    begun = [one for one in own if one.first <= day]
    if begun:
        return begun[-1]
    return own[0] if own and is_open else None


def _by_number(number: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in number.split(".")]

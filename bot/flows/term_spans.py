"""The quarters, semesters and years of a plan: as somebody set them, or evenly cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.flows.kit import Kit
from bot.flows.routine import nearest
from bot.rules.measures import plan_years
from bot.rules.terms import TermSpan, of_year
from storage import calendars, term_reports
from storage.tables import Term
from storage.vocabulary_measures import TermKind


def spans_of(
    session: Session, kit: Kit, workspace_id: int, organization_id: int, starts_on: date, ends_on: date
) -> tuple[TermSpan, ...]:
    """Give every term of a plan, with labels: those that were set here or above, or else even cuts."""
    tree = calendars.tree(session, workspace_id)
    given: Sequence[Term] = nearest(tree, term_reports.terms(session, workspace_id), organization_id) or ()
    stored = [
        TermSpan(TermKind(one.kind), 0, one.starts_on, one.ends_on, one.label)
        for one in given
        if one.kind in set(TermKind)
    ]
    found: list[TermSpan] = []
    for first, last in plan_years(starts_on, ends_on):
        found += of_year(stored, first, min(last, ends_on))
    return tuple(_named(kit, one) for one in found)


def _named(kit: Kit, span: TermSpan) -> TermSpan:
    if span.label:
        return span
    label = kit.words.label(
        f"reports.term.{span.kind}", number=span.number, first=span.first.year, last=span.last.year
    )
    return replace(span, label=label)

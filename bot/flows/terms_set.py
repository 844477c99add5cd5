"""An organization's own quarters, semesters and years: what its reports and those below go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlmodel import Session

from bot.documents.term_list import ListedTerm
from bot.flows.kit import Kit, Refusal
from bot.flows.term_due import plan_for
from bot.flows.term_spans import spans_of
from bot.rules.terms import TermSpan
from storage import audit, measures, tellings, term_reports, trees
from storage.tables import Organization, Term
from storage.vocabulary_measures import TermKind


@dataclass(frozen=True, slots=True)
class TermsShown:
    """The terms that an organization's reports go by, and whether somebody set any of its own."""

    organization: str
    spans: tuple[TermSpan, ...]
    own: int


def show(session: Session, kit: Kit, workspace_id: int, code: str) -> TermsShown:
    """Give the terms of a school's plan, or those that a district set; `Refusal` for an unknown code."""
    here = _organization(session, workspace_id, code)
    own = term_reports.terms(session, workspace_id).get(here.id, [])
    row = measures.plan_of(session, workspace_id, here.id)
    if row is not None and row.starts_on and row.ends_on:
        spans = spans_of(session, kit, workspace_id, here.id, row.starts_on, row.ends_on)
    else:
        spans = tuple(TermSpan(TermKind(one.kind), 0, one.starts_on, one.ends_on, one.label) for one in own)
    return TermsShown(here.name, spans, len(own))


def replace(
    session: Session, kit: Kit, workspace_id: int, code: str, listed: Sequence[ListedTerm], now: datetime
) -> int:
    """Have an organization's terms be these; what is still to be told here and below is planned anew.

    Gives how many reports are planned. `Refusal` where two terms of a kind overlap.
    """
    here = _organization(session, workspace_id, code)
    for one, other in pairwise(sorted(listed, key=lambda term: (term.kind, term.first))):
        if one.kind is other.kind and other.first <= one.last:
            raise Refusal("report.terms.overlap", one=one.label, other=other.label)
    term_reports.forget_terms(session, workspace_id, here.id)
    session.add_all(
        Term(
            workspace_id=workspace_id,
            organization_id=here.id,
            kind=one.kind.value,
            label=one.label,
            starts_on=one.first,
            ends_on=one.last,
        )
        for one in listed
    )
    session.flush()
    below = sorted(trees.below(session, workspace_id, [here.id]))
    term_reports.forget_untold(session, workspace_id, below)
    audit.note(session, workspace_id, "terms.set", now, about=f"organization:{here.id}")
    plans = [(key, measures.plan_of(session, workspace_id, key)) for key in below]
    return sum(
        plan_for(session, kit, workspace_id, key, row.starts_on, row.ends_on, now)
        for key, row in plans
        if row is not None and row.starts_on and row.ends_on
    )


def _organization(session: Session, workspace_id: int, code: str) -> Organization:
    here = tellings.by_code(session, workspace_id, code)
    if here is None:
        raise Refusal("report.no_school", code=code, known=tellings.codes(session, workspace_id))
    return here

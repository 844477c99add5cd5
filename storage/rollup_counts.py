"""The counters by practice: an organization's own, and the totals of everything below one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, select
from sqlmodel import Session, col

from storage.rollup import AT_ONCE
from storage.tables import Organization, PracticeCount, PracticeTotal
from storage.upserts import insert_into

KEY = ("organization_id", "period", "code")
FIGURES = ("actions", "completed", "behind", "undated", "reported", "reported_behind")
Counts = type[PracticeCount] | type[PracticeTotal]


def own(
    session: Session, workspace_id: int, organization_id: int, period: str | None = None
) -> Sequence[Row[Any]]:
    """Give an organization's own counters: period, code and the figures; of all periods if none is named."""
    statement = select(col(PracticeCount.period), col(PracticeCount.code), *_figures(PracticeCount)).where(
        col(PracticeCount.workspace_id) == workspace_id,
        col(PracticeCount.organization_id) == organization_id,
    )
    if period is not None:
        statement = statement.where(col(PracticeCount.period) == period)
    return session.execute(statement).all()


_TOTALS: Any = (
    select(col(PracticeTotal.organization_id), col(PracticeTotal.code), col(PracticeTotal.schools))
    .add_columns(*[getattr(PracticeTotal, name) for name in FIGURES])
    .where(
        col(PracticeTotal.workspace_id) == bindparam("workspace"),
        col(PracticeTotal.organization_id) == bindparam("organization"),
        col(PracticeTotal.period) == bindparam("period"),
    )
)


def totals(session: Session, workspace_id: int, organization_id: int, period: str) -> Sequence[Row[Any]]:
    """Give the totals of an organization and all below it: organization_id, code, schools, the figures."""
    facts = {"workspace": workspace_id, "organization": organization_id, "period": period}
    return session.connection().execute(_TOTALS, facts).all()


def totals_below(
    session: Session, workspace_id: int, organization_id: int, period: str, code: str
) -> Sequence[Row[Any]]:
    """Give one code's totals of those directly below an organization, by name.

    Columns: name, code, organization_id, schools, the figures.
    """
    return session.execute(
        select(col(Organization.name), col(Organization.code), col(PracticeTotal.organization_id))
        .add_columns(col(PracticeTotal.schools), *_figures(PracticeTotal))
        .join(Organization, col(Organization.id) == col(PracticeTotal.organization_id))
        .where(
            col(PracticeTotal.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Organization.parent_id) == organization_id,
            col(PracticeTotal.period) == period,
            col(PracticeTotal.code) == code,
        )
        .order_by(col(Organization.name), col(Organization.id))
    ).all()


def periods(session: Session, workspace_id: int, organization_id: int, code: str) -> Sequence[Row[Any]]:
    """Give the periods of which an organization's totals tell: period and schools, the last one first."""
    return session.execute(
        select(col(PracticeTotal.period), col(PracticeTotal.schools))
        .where(
            col(PracticeTotal.workspace_id) == workspace_id,
            col(PracticeTotal.organization_id) == organization_id,
            col(PracticeTotal.code) == code,
            col(PracticeTotal.actions) > 0,
        )
        .order_by(col(PracticeTotal.period).desc())
    ).all()


def put(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Have an organization's own counters say this: one row for each period and code."""
    if rows:
        statement = insert_into(session, PracticeCount)
        said = {name: getattr(statement.excluded, name) for name in FIGURES}
        statement = statement.on_conflict_do_update(index_elements=KEY, set_=said)
        session.connection().execute(statement, list(rows))


def add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Add to totals; rows that are not there yet begin with what is added."""
    if rows:
        statement = insert_into(session, PracticeTotal)
        table: Any = PracticeTotal.__table__  # type: ignore[attr-defined]
        sums = {name: table.c[name] + getattr(statement.excluded, name) for name in ("schools", *FIGURES)}
        statement = statement.on_conflict_do_update(index_elements=KEY, set_=sums)
        session.connection().execute(statement, list(rows))


def forget_empty(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> None:
    """Take away the counters of these organizations that count nothing any more."""
    for table in (PracticeCount, PracticeTotal):
        session.execute(
            delete(table).where(
                col(table.workspace_id) == workspace_id,
                col(table.organization_id).in_(list(organization_ids)),
                col(table.actions) == 0,
            )
        )


def forget(session: Session, workspace_id: int, *tables: Counts) -> None:
    """Take away all counters of these kinds, before they are made anew."""
    for table in tables:
        session.execute(delete(table).where(col(table.workspace_id) == workspace_id))


def all_periods(session: Session, workspace_id: int) -> list[str]:
    """Give every period that has counters."""
    statement = select(col(PracticeCount.period)).where(col(PracticeCount.workspace_id) == workspace_id)
    return sorted(session.scalars(statement.distinct()))


def of_period(session: Session, workspace_id: int, period: str) -> Iterable[Row[Any]]:
    """Give every organization's own counters of a period, some at a time: organization_id, code, figures."""
    statement = select(
        col(PracticeCount.organization_id), col(PracticeCount.code), *_figures(PracticeCount)
    ).where(col(PracticeCount.workspace_id) == workspace_id, col(PracticeCount.period) == period)
    return session.connection().execute(statement, execution_options={"yield_per": AT_ONCE})


def _figures(table: Counts) -> list[Any]:
    return [getattr(table, name) for name in FIGURES]

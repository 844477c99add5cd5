"""What closed cycles say of actions, by the practices they carry: in parts, whole, or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    Row,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    union,
)
from sqlmodel import Session, col

from storage.rollup_statement import (
    actions_at_close,
    codes_carried,
    done,
    due_then,
    moved_later,
    standing,
    tree,
)
from storage.tables import (
    Action,
    ActionReport,
    Cycle,
    DueDateMove,
    Organization,
)
from storage.types import Facts
from storage.vocabulary import OrganizationKind, Status

AT_ONCE = 2_000
"""Rows that are held in memory while a roll-up is read."""


def carried(
    session: Session,
    workspace_id: int,
    *,
    organization_id: int | None = None,
    below: int | None = None,
    period: str | None = None,
) -> Iterator[Row[Any]]:
    """Give how actions stood when cycles closed, by what they carry, one organization after the other.

    Columns: period, organization_id, codes (a JSON list: the action's own practices, or else those of its
    milestone, or else of its strategy), then actions, completed, behind, undated, reported and
    reported_behind. `organization_id` is one organization, `below` one with everything below it.
    Dates moved and answers given after the close are seen as the rules see them (inventory B).
    """
    statement = standing(workspace_id, period, organization_id=organization_id)
    if below is not None:
        under = tree(workspace_id, below)
        statement = statement.where(col(Cycle.organization_id).in_(select(under.c.id)))
    some = {} if organization_id is not None else {"yield_per": AT_ONCE}
    return iter(session.connection().execute(statement, execution_options=some))


def pooled(session: Session, workspace_id: int, below: int, period: str) -> Sequence[Row[Any]]:
    """Give the same by code over an organization and all below it: code, schools, then the six figures.

    A code is a practice, a domain or "*"; an action counts once under each.
    """
    under = tree(workspace_id, below)
    stood = standing(workspace_id, period, _is_any_moved(session, workspace_id)).order_by(None)
    each = stood.where(col(Cycle.organization_id).in_(select(under.c.id))).cte("standing")
    codes = _code_of_each(session, each)
    school = case((col(Organization.kind) == OrganizationKind.SCHOOL, each.c.organization_id))
    return session.execute(
        select(codes.c.code, func.count(school.distinct()).label("schools"))
        .add_columns(*[func.sum(column) for column in list(each.c)[3:]])
        .select_from(each)
        .join(codes, codes.c.codes == each.c.codes)
        .join(Organization, col(Organization.id) == each.c.organization_id)
        .where(col(Organization.workspace_id) == workspace_id)
        .group_by(codes.c.code)
    ).all()


def _code_of_each(session: Session, each: CTE) -> CTE:
    """Every list of practices that occurs, with each code under which it counts."""
    lists = select(each.c.codes).distinct().cte("lists")
    if session.get_bind().dialect.name == "sqlite":
        practice = func.json_each(lists.c.codes).table_valued("value", joins_implicitly=True)
    else:
        texts = func.jsonb_array_elements_text(cast(lists.c.codes, Facts))
        practice = texts.table_valued("value", joins_implicitly=True)
    code = practice.c.value
    return union(
        select(lists.c.codes, cast(code, String).label("code")).select_from(lists, practice),
        select(lists.c.codes, func.substr(code, 1, 1)).select_from(lists, practice),
        select(lists.c.codes, literal("*")),
    ).cte("codes")


def actions_behind(session: Session, workspace_id: int, below: int, period: str) -> Iterator[Row[Any]]:
    """Give the actions that a roll-up counts: codes, id, and whether completed, behind, undated."""
    under = tree(workspace_id, below)
    is_done, due = done(), due_then(moved := moved_later(workspace_id, period))
    columns = [
        codes_carried().label("codes"),
        col(Action.id),
        is_done.label("completed"),
        and_(~is_done, due <= col(Cycle.closes_on)).label("behind"),
        and_(~is_done, due.is_(None)).label("undated"),
        (func.coalesce(col(ActionReport.status), "") == Status.BEHIND).label("reported_behind"),
    ]
    statement = actions_at_close(workspace_id, period, columns, moved)
    statement = statement.where(col(Cycle.organization_id).in_(select(under.c.id)))
    some = {"yield_per": AT_ONCE}
    return iter(session.connection().execute(statement, execution_options=some))


def _is_any_moved(session: Session, workspace_id: int) -> bool:
    """Whether any date was ever moved; where none was, nobody has to look for each action's."""
    moves = select(col(DueDateMove.id)).where(col(DueDateMove.workspace_id) == workspace_id).limit(1)
    return session.scalars(moves).first() is not None

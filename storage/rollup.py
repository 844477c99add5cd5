"""What closed cycles say of actions, by the practices they carry: the one statement that roll-ups rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Row,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session, col

from storage.tables import (
    Action,
    ActionReport,
    CheckIn,
    Cycle,
    DueDateMove,
    Milestone,
    Organization,
    Strategy,
)
from storage.vocabulary import OrganizationKind, Status

AT_ONCE = 2_000
"""Rows that are held in memory while a roll-up is read."""

_NONE = "[]"


def tree(workspace_id: int, organization_id: int) -> CTE:
    """Give the keys of an organization and of everything below it, as a table of one column, `id`."""
    top = select(col(Organization.id)).where(
        col(Organization.workspace_id) == workspace_id, col(Organization.id) == organization_id
    )
    found = top.cte("tree", recursive=True)
    return found.union(
        select(col(Organization.id)).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.parent_id) == found.c.id
        )
    )


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
    statement = _standing(workspace_id, period)
    if organization_id is not None:
        statement = statement.where(col(Cycle.organization_id) == organization_id)
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
    standing = _standing(workspace_id, period, _is_any_moved(session, workspace_id)).order_by(None)
    each = standing.where(col(Cycle.organization_id).in_(select(under.c.id))).cte("standing")
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
        practice = func.jsonb_array_elements_text(cast(lists.c.codes, JSONB)).table_valued(
            "value", joins_implicitly=True
        )
    code = practice.c.value
    return union(
        select(lists.c.codes, cast(code, String).label("code")).select_from(lists, practice),
        select(lists.c.codes, func.substr(code, 1, 1)).select_from(lists, practice),
        select(lists.c.codes, literal("*")),
    ).cte("codes")


def actions_behind(session: Session, workspace_id: int, below: int, period: str) -> Iterator[Row[Any]]:
    """Give the actions that a roll-up counts: codes, id, and whether completed, behind, undated."""
    under = tree(workspace_id, below)
    done, due = _done(), _due(moved := _moved_later(workspace_id, period))
    columns = [
        _codes().label("codes"),
        col(Action.id),
        done.label("completed"),
        and_(~done, due <= col(Cycle.closes_on)).label("behind"),
        and_(~done, due.is_(None)).label("undated"),
        (func.coalesce(col(ActionReport.status), "") == Status.BEHIND).label("reported_behind"),
    ]
    statement = _from(workspace_id, period, columns, moved)
    statement = statement.where(col(Cycle.organization_id).in_(select(under.c.id)))
    some = {"yield_per": AT_ONCE}
    return iter(session.connection().execute(statement, execution_options=some))


def _is_any_moved(session: Session, workspace_id: int) -> bool:
    """Whether any date was ever moved; where none was, nobody has to look for each action's."""
    moves = select(col(DueDateMove.id)).where(col(DueDateMove.workspace_id) == workspace_id).limit(1)
    return session.scalars(moves).first() is not None


def _standing(workspace_id: int, period: str | None, is_any_moved: bool = True) -> Any:
    moved = _moved_later(workspace_id, period) if is_any_moved else None
    done, due = _done(), _due(moved)
    codes = _codes()
    columns = [
        col(Cycle.period),
        col(Cycle.organization_id),
        codes.label("codes"),
        func.count().label("actions"),
        _how_many(done).label("completed"),
        _how_many(~done, due <= col(Cycle.closes_on)).label("behind"),
        _how_many(~done, due.is_(None)).label("undated"),
        func.count(col(ActionReport.id)).label("reported"),
        _how_many(col(ActionReport.status) == Status.BEHIND).label("reported_behind"),
    ]
    return (
        _from(workspace_id, period, columns, moved)
        .group_by(col(Cycle.organization_id), col(Cycle.period), codes)
        .order_by(col(Cycle.organization_id), col(Cycle.period))
    )


def _from(workspace_id: int, period: str | None, columns: Sequence[Any], moved: Subquery | None) -> Any:
    """Columns of the actions that were in a plan when a cycle of it closed."""
    day = col(Cycle.closes_on)
    found: Any = (
        select(*columns)
        .select_from(Cycle)
        .join(Action, col(Action.organization_id) == col(Cycle.organization_id))
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .outerjoin(
            Strategy, and_(_text(Action) == _NONE, _text(Milestone) == _NONE, _its_strategy(workspace_id))
        )
        .outerjoin(CheckIn, _its_check_in(workspace_id))
        .outerjoin(ActionReport, _its_report(workspace_id))
        .where(
            *_closed(workspace_id, period),
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            or_(col(Action.withdrawn_on).is_(None), col(Action.withdrawn_on) > day),
            or_(col(Milestone.withdrawn_on).is_(None), col(Milestone.withdrawn_on) > day),
        )
    )
    if moved is None:
        return found
    return found.outerjoin(
        moved, and_(moved.c.action_id == col(Action.id), moved.c.cycle_id == col(Cycle.id))
    )


def _done() -> ColumnElement[bool]:
    """Done by the close, or said to be in an answer to this very check-in that came late."""
    done_by = col(Action.completed_on)
    in_time = and_(done_by.is_not(None), done_by <= col(Cycle.closes_on))
    said = func.coalesce(col(ActionReport.status), "") == Status.COMPLETED
    return or_(in_time, and_(done_by.is_not(None), said))


def _due(moved: Subquery | None) -> Any:
    if moved is None:
        return col(Action.due_on)
    return case((moved.c.action_id.is_not(None), moved.c.old_due_on), else_=col(Action.due_on))


def _closed(workspace_id: int, period: str | None) -> list[ColumnElement[bool]]:
    closed = [col(Cycle.workspace_id) == workspace_id, col(Cycle.closed_at).is_not(None)]
    return closed if period is None else [*closed, col(Cycle.period) == period]


def _moved_later(workspace_id: int, period: str | None) -> Subquery:
    """The due date that was in force at the close, of actions whose date was moved afterwards."""
    order = func.row_number().over(
        partition_by=[col(Cycle.id), col(DueDateMove.action_id)],
        order_by=[col(DueDateMove.moved_on), col(DueDateMove.id)],
    )
    moves = (
        select(
            col(Cycle.id).label("cycle_id"),
            col(DueDateMove.action_id),
            col(DueDateMove.old_due_on),
            order.label("place"),
        )
        .select_from(DueDateMove)
        .join(Action, col(Action.id) == col(DueDateMove.action_id))
        .join(Cycle, col(Cycle.organization_id) == col(Action.organization_id))
        .where(
            *_closed(workspace_id, period),
            col(DueDateMove.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(DueDateMove.moved_on) > col(Cycle.closes_on),
        )
        .subquery()
    )
    return (
        select(moves.c.cycle_id, moves.c.action_id, moves.c.old_due_on).where(moves.c.place == 1).subquery()
    )


def _codes() -> ColumnElement[str]:
    """The practices of an action as JSON: its own, or else its milestone's, or else its strategy's."""
    own, above = _text(Action), _text(Milestone)
    return case(
        (own != _NONE, own), (above != _NONE, above), else_=func.coalesce(_text(Strategy), literal(_NONE))
    )


def _text(table: Any) -> ColumnElement[str]:
    return cast(table.practices, String)


def _how_many(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((and_(*conditions), 1), else_=0))


def _its_strategy(workspace_id: int) -> ColumnElement[bool]:
    return and_(
        col(Strategy.id) == col(Milestone.strategy_id),
        col(Strategy.workspace_id) == workspace_id,
    )


def _its_check_in(workspace_id: int) -> ColumnElement[bool]:
    return and_(
        col(CheckIn.cycle_id) == col(Cycle.id),
        col(CheckIn.milestone_id) == col(Milestone.id),
        col(CheckIn.workspace_id) == workspace_id,
    )


def _its_report(workspace_id: int) -> ColumnElement[bool]:
    return and_(
        col(ActionReport.revision_id) == col(CheckIn.revision_id),
        col(ActionReport.action_id) == col(Action.id),
        col(ActionReport.workspace_id) == workspace_id,
    )

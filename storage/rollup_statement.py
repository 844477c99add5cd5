"""How actions stood when a cycle closed, as SQL: what roll-ups are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlmodel import col

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
from storage.vocabulary import Status

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


def standing(
    workspace_id: int, period: str | None, is_any_moved: bool = True, organization_id: int | None = None
) -> Any:
    """Give how many actions stood how, by organization (or of one), period and what they carry."""
    moved = moved_later(workspace_id, period, organization_id) if is_any_moved else None
    is_done, due = done(), due_then(moved)
    codes = codes_carried()
    columns = [
        col(Cycle.period),
        col(Cycle.organization_id),
        codes.label("codes"),
        func.count().label("actions"),
        _how_many(is_done).label("completed"),
        _how_many(~is_done, due <= col(Cycle.closes_on)).label("behind"),
        _how_many(~is_done, due.is_(None)).label("undated"),
        func.count(col(ActionReport.id)).label("reported"),
        _how_many(col(ActionReport.status) == Status.BEHIND).label("reported_behind"),
    ]
    found = actions_at_close(workspace_id, period, columns, moved)
    if organization_id is not None:
        found = found.where(col(Cycle.organization_id) == organization_id)
    return found.group_by(col(Cycle.organization_id), col(Cycle.period), codes).order_by(
        col(Cycle.organization_id), col(Cycle.period)
    )


def actions_at_close(
    workspace_id: int, period: str | None, columns: Sequence[Any], moved: Subquery | None
) -> Any:
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


def done() -> ColumnElement[bool]:
    """Done by the close, or said to be in an answer to this very check-in that came late."""
    done_by = col(Action.completed_on)
    in_time = and_(done_by.is_not(None), done_by <= col(Cycle.closes_on))
    said = func.coalesce(col(ActionReport.status), "") == Status.COMPLETED
    return or_(in_time, and_(done_by.is_not(None), said))


def due_then(moved: Subquery | None) -> Any:
    """Give the due date that was in force at the close; without `moved`, no date was ever moved."""
    if moved is None:
        return col(Action.due_on)
    return case((moved.c.action_id.is_not(None), moved.c.old_due_on), else_=col(Action.due_on))


def _closed(workspace_id: int, period: str | None) -> list[ColumnElement[bool]]:
    closed = [col(Cycle.workspace_id) == workspace_id, col(Cycle.closed_at).is_not(None)]
    return closed if period is None else [*closed, col(Cycle.period) == period]


def moved_later(workspace_id: int, period: str | None, organization_id: int | None = None) -> Subquery:
    """The due date that was in force at the close, of actions whose date was moved afterwards.

    Of one organization they are looked for by its actions, and not among the moves of all.
    """
    within = [] if organization_id is None else [col(Action.organization_id) == organization_id]
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
            *within,
            col(DueDateMove.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(DueDateMove.moved_on) > col(Cycle.closes_on),
        )
        .subquery()
    )
    return (
        select(moves.c.cycle_id, moves.c.action_id, moves.c.old_due_on).where(moves.c.place == 1).subquery()
    )


def codes_carried() -> ColumnElement[str]:
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

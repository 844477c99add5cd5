"""Changes of course: recorded, carried out in the plan, and read back (E19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, exists, func, insert, select, update
from sqlmodel import Session, col

from storage.tables import (
    Action,
    Adjustment,
    Delivery,
    DueDateMove,
    Flag,
    Milestone,
    Organization,
    Output,
    Person,
)
from storage.tables.course import ChangeOfCourse
from storage.upserts import insert_into

MOST = 101
"""Actions to choose from: one more than a menu takes, so that it can say that there are others."""


def adjust(session: Session, values: dict[str, Any], kind: type[ChangeOfCourse] = Adjustment) -> int | None:
    """Store an adjustment of an action, or another `kind`; None when the same request was stored already."""
    statement = (
        insert_into(session, kind).values(**values).on_conflict_do_nothing(index_elements=["request_key"])
    )
    return session.execute(statement.returning(col(kind.id))).scalar()


def complete(
    session: Session,
    workspace_id: int,
    adjustment_id: int,
    kind: type[ChangeOfCourse] = Adjustment,
    **values: Any,
) -> None:
    """Add to an adjustment what is known once it is carried out."""
    session.execute(
        update(kind)
        .where(col(kind.workspace_id) == workspace_id, col(kind.id) == adjustment_id)
        .values(**values)
    )


def unfinished(
    session: Session, workspace_id: int, organization_ids: Iterable[int], number: str | None = None
) -> Sequence[Row[Any]]:
    """Give the actions under way, what lags first: id, number, text, organization, lags.

    With a `number`, those of this number only.
    """
    lags = exists().where(
        col(Flag.workspace_id) == workspace_id,
        col(Flag.action_id) == col(Action.id),
        col(Flag.cleared_on).is_(None),
    )
    query: Any = (
        select(
            col(Action.id),
            col(Action.number),
            col(Action.text),
            col(Organization.name).label("organization"),
            lags.label("lags"),
        )
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Action.organization_id).in_(list(organization_ids)),
            col(Action.completed_on).is_(None),
            col(Action.withdrawn_on).is_(None),
            col(Milestone.withdrawn_on).is_(None),
        )
        .order_by(lags.desc(), col(Action.due_on).is_(None), col(Action.due_on), col(Action.id))
        .limit(MOST)
    )
    return session.execute(query.where(col(Action.number) == number) if number else query).all()


def move_due_date(
    session: Session,
    workspace_id: int,
    action_id: int,
    *,
    old: date | None,
    new: date,
    on: date,
    by_id: int,
) -> None:
    """Give an action a new due date and keep the old one; the first approved date stays as it is."""
    session.execute(
        update(Action)
        .where(col(Action.workspace_id) == workspace_id, col(Action.id) == action_id)
        .values(due_on=new)
    )
    session.execute(
        insert(DueDateMove).values(
            workspace_id=workspace_id,
            action_id=action_id,
            moved_on=on,
            old_due_on=old,
            new_due_on=new,
            moved_by_id=by_id,
        )
    )


def change(session: Session, workspace_id: int, action_id: int, **values: Any) -> None:
    """Give an action other words (`text`), another owner (`responsible_id`), or its end (`withdrawn_on`).

    One that leaves the plan stays readable, with its history.
    """
    session.execute(
        update(Action)
        .where(col(Action.workspace_id) == workspace_id, col(Action.id) == action_id)
        .values(**values)
    )


def outputs(session: Session, workspace_id: int, action_id: int) -> Sequence[Row[Any]]:
    """Give all outputs of an action, in order: id, position, text, produced_on, withdrawn_on."""
    return session.execute(
        select(
            col(Output.id),
            col(Output.position),
            col(Output.text),
            col(Output.produced_on),
            col(Output.withdrawn_on),
        )
        .where(col(Output.workspace_id) == workspace_id, col(Output.action_id) == action_id)
        .order_by(col(Output.position))
    ).all()


def add_outputs(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Store outputs that are new."""
    if rows:
        session.execute(insert(Output), list(rows))


def end_outputs(session: Session, workspace_id: int, output_ids: Sequence[int], on: date) -> None:
    """Take outputs out of the plan from `on`."""
    session.execute(
        update(Output)
        .where(col(Output.workspace_id) == workspace_id, col(Output.id).in_(list(output_ids)))
        .values(withdrawn_on=on)
    )


def adjustments_of(session: Session, workspace_id: int, cycle_id: int) -> Sequence[Row[Any]]:
    """Give what was recorded under a cycle's digest, oldest first, with the action and who recorded it."""
    return session.execute(
        select(
            col(Adjustment.id),
            col(Adjustment.action_id),
            col(Adjustment.course),
            col(Adjustment.recorded_on),
            col(Adjustment.what),
            col(Adjustment.why),
            col(Adjustment.new_due_on),
            col(Action.number),
            col(Person.name),
        )
        .join(Action, col(Action.id) == col(Adjustment.action_id))
        .join(Person, col(Person.id) == col(Adjustment.recorded_by_id))
        .where(
            col(Adjustment.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(Adjustment.cycle_id) == cycle_id,
        )
        .order_by(col(Adjustment.id))
    ).all()


def past(session: Session, workspace_id: int, action_id: int) -> Sequence[Row[Any]]:
    """Give what was changed about an action so far, newest first: id, recorded_on, course, new_due_on."""
    return session.execute(
        select(
            col(Adjustment.id),
            col(Adjustment.recorded_on),
            col(Adjustment.course),
            col(Adjustment.new_due_on),
        )
        .where(col(Adjustment.workspace_id) == workspace_id, col(Adjustment.action_id) == action_id)
        .order_by(col(Adjustment.id).desc())
    ).all()


def told_at(session: Session, workspace_id: int, adjustment_id: int) -> dict[str, datetime]:
    """Give, by kind of message, when somebody was first told of an adjustment (F126, F127)."""
    rows = session.execute(
        select(col(Delivery.kind), func.min(col(Delivery.first_sent_at)).label("at"))
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.about) == f"adjustment:{adjustment_id}",
            col(Delivery.first_sent_at).is_not(None),
        )
        .group_by(col(Delivery.kind))
    )
    return {row.kind: row.at for row in rows}

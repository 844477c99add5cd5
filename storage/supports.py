"""Adjustments and supports: what leadership did about an action that lags (E19, E20)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, col

from storage.tables import (
    Action,
    ActionReport,
    Adjustment,
    CheckIn,
    Cycle,
    DueDateMove,
    Milestone,
    Organization,
    Person,
    Support,
    Team,
)


def action(session: Session, workspace_id: int, action_id: int) -> Row[Any] | None:
    """Give an action with what a form about it shows: its own columns, milestone, team, organization."""
    return session.execute(
        select(
            col(Action.id),
            col(Action.organization_id),
            col(Action.milestone_id),
            col(Action.number),
            col(Action.text),
            col(Action.due_on),
            col(Action.completed_on),
            col(Action.withdrawn_on),
            col(Milestone.team_id),
            col(Team.name).label("team"),
            col(Team.channel).label("team_channel"),
            col(Organization.name).label("organization"),
            col(Organization.timezone),
        )
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Action.id) == action_id,
        )
    ).first()


def proposal(session: Session, workspace_id: int, action_id: int) -> Row[Any] | None:
    """Give what the newest counting report of an action proposes: adjustment and new_due_on."""
    return session.execute(
        select(col(ActionReport.adjustment), col(ActionReport.new_due_on))
        .join(CheckIn, col(CheckIn.revision_id) == col(ActionReport.revision_id))
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .where(
            col(ActionReport.workspace_id) == workspace_id,
            col(CheckIn.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(ActionReport.action_id) == action_id,
        )
        .order_by(col(Cycle.closes_at).desc(), col(ActionReport.id).desc())
        .limit(1)
    ).first()


def adjust(session: Session, values: dict[str, Any]) -> int | None:
    """Store an adjustment; None when the same request was stored already."""
    make = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement = make(Adjustment).values(**values).on_conflict_do_nothing(index_elements=["request_key"])
    return session.execute(statement.returning(col(Adjustment.id))).scalar()


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


def withdraw(session: Session, workspace_id: int, action_id: int, on: date) -> None:
    """Take an action out of the plan from `on`; it stays readable, with its history."""
    session.execute(
        update(Action)
        .where(col(Action.workspace_id) == workspace_id, col(Action.id) == action_id)
        .values(withdrawn_on=on)
    )


def give(
    session: Session,
    workspace_id: int,
    *,
    organization_id: int,
    action_id: int,
    words: str,
    on: date,
    by_id: int,
) -> int:
    """Answer every open request of an action with this help; offered unasked, it is a row of its own.

    Gives the key of the (first) row that holds it.
    """
    given = {"given_on": on, "given_words": words, "given_by_id": by_id}
    answered = session.scalars(
        update(Support)
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Support.action_id) == action_id,
            col(Support.asked_on).is_not(None),
            col(Support.given_on).is_(None),
        )
        .values(**given)
        .returning(col(Support.id))
    ).all()
    if answered:
        return min(answered)
    row = {"workspace_id": workspace_id, "organization_id": organization_id, "action_id": action_id}
    return int(session.scalars(insert(Support).values(**row, **given).returning(col(Support.id))).one())


def ask(
    session: Session,
    workspace_id: int,
    *,
    organization_id: int,
    action_id: int,
    words: str,
    on: date,
    by_id: int,
) -> None:
    """Note that leadership asks for help with an action."""
    session.execute(
        insert(Support).values(
            workspace_id=workspace_id,
            organization_id=organization_id,
            action_id=action_id,
            asked_on=on,
            asked_words=words,
            asked_by_id=by_id,
        )
    )


def adjustments_of(session: Session, workspace_id: int, cycle_id: int) -> Sequence[Row[Any]]:
    """Give what was recorded under a cycle's digest, oldest first, with the action and who recorded it."""
    return session.execute(
        select(
            col(Adjustment.action_id),
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


def given_since(session: Session, workspace_id: int, organization_id: int, since: date) -> Sequence[Row[Any]]:
    """Give the help that was offered from `since` on, oldest first, with the action and who offered it."""
    return session.execute(
        select(
            col(Support.action_id),
            col(Support.given_on),
            col(Support.given_words),
            col(Action.number),
            col(Person.name),
        )
        .join(Action, col(Action.id) == col(Support.action_id))
        .outerjoin(
            Person, (col(Person.id) == col(Support.given_by_id)) & (col(Person.workspace_id) == workspace_id)
        )
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(Support.organization_id) == organization_id,
            col(Support.given_on) >= since,
        )
        .order_by(col(Support.given_on), col(Support.id))
    ).all()

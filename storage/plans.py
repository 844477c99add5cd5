"""The plan tree as the routine reads it: which milestones have work left, and what their actions say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session, col

from storage.cycles import FINISHED
from storage.tables import Action, Milestone, Output, Team


def milestones_to_ask(session: Session, workspace_id: int, organization_id: int) -> Sequence[Row[Any]]:
    """Give an organization's milestones with at least one unfinished action: id, team_id, channel."""
    unfinished = select(col(Action.milestone_id)).where(
        col(Action.workspace_id) == workspace_id,
        col(Action.organization_id) == organization_id,
        col(Action.status).not_in(FINISHED),
        col(Action.withdrawn_on).is_(None),
    )
    return session.execute(
        select(col(Milestone.id), col(Milestone.team_id), col(Team.channel))
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Milestone.organization_id) == organization_id,
            col(Milestone.withdrawn_on).is_(None),
            col(Milestone.completed_on).is_(None),
            col(Milestone.id).in_(unfinished),
        )
        .order_by(col(Milestone.number), col(Milestone.id))
    ).all()


_ACTIONS: Any = (
    select(
        col(Action.id),
        col(Action.milestone_id),
        col(Action.text),
        col(Action.due_on),
        col(Action.status),
        col(Action.completed_on),
    )
    .where(
        col(Action.workspace_id) == bindparam("workspace"),
        col(Action.milestone_id).in_(bindparam("milestone_ids", expanding=True)),
        col(Action.withdrawn_on).is_(None),
    )
    .order_by(col(Action.id))
)


def actions_of_all(
    session: Session, workspace_id: int, milestone_ids: Collection[int]
) -> dict[int, list[Row[Any]]]:
    """Give the living actions of each of these milestones in order; columns as in `actions_of`."""
    found: dict[int, list[Row[Any]]] = {one: [] for one in milestone_ids}
    if not found:
        return found
    facts = {"workspace": workspace_id, "milestone_ids": list(milestone_ids)}
    for row in session.connection().execute(_ACTIONS, facts):
        found[row.milestone_id].append(row)
    return found


def actions_of(session: Session, workspace_id: int, milestone_id: int) -> Sequence[Row[Any]]:
    """Give the living actions of a milestone in order.

    Columns: id, milestone_id, text, due_on, status, completed_on.
    """
    return actions_of_all(session, workspace_id, [milestone_id])[milestone_id]


_OUTPUTS: Any = (
    select(
        col(Output.id),
        col(Output.action_id),
        col(Output.text),
        col(Output.produced_on),
        col(Output.evidence),
    )
    .where(
        col(Output.workspace_id) == bindparam("workspace"),
        col(Output.action_id).in_(bindparam("action_ids", expanding=True)),
        col(Output.withdrawn_on).is_(None),
    )
    .order_by(col(Output.action_id), col(Output.position))
)


def outputs_of(session: Session, workspace_id: int, action_ids: Iterable[int]) -> Sequence[Row[Any]]:
    """Give the anticipated outputs of actions, in order: id, action_id, text, produced_on, evidence."""
    facts = {"workspace": workspace_id, "action_ids": list(action_ids)}
    return session.connection().execute(_OUTPUTS, facts).all()

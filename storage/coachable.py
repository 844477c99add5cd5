"""The milestones and actions that a coach may speak of, by number or to choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, exists, null, select
from sqlmodel import Session, col

from storage.tables import Action, Flag, Milestone, Organization, Team

MOST = 100
"""What one menu of Slack's takes."""


def numbered(
    session: Session, workspace_id: int, organization_ids: Collection[int], number: str
) -> Sequence[Row[Any]]:
    """Give the milestones and actions of a number in these organizations; see `_items` for the columns."""
    found: list[Row[Any]] = []
    for of_action in (True, False):
        query, its_number = _items(workspace_id, of_action)
        found += session.execute(
            query.where(col(Organization.id).in_(list(organization_ids)), its_number == number)
        ).all()
    return found


def listed(session: Session, workspace_id: int, organization_ids: Collection[int]) -> Sequence[Row[Any]]:
    """Give what one might speak of in these organizations, what lags first: at most `MOST`."""
    found: list[Row[Any]] = []
    for of_action in (True, False):
        query, its_number = _items(workspace_id, of_action)
        query = query.where(col(Organization.id).in_(list(organization_ids)))
        if of_action:
            query = query.where(col(Action.completed_on).is_(None))
        found += session.execute(query.order_by(its_number).limit(MOST)).all()
    return sorted(found, key=lambda row: (not row.lags, row.organization, row.number))[:MOST]


def one(
    session: Session, workspace_id: int, milestone_id: int | None, action_id: int | None
) -> Row[Any] | None:
    """Give an action, or where none is named a milestone; see `_items` for the columns."""
    query, _ = _items(workspace_id, action_id is not None)
    same = col(Milestone.id) == milestone_id if action_id is None else col(Action.id) == action_id
    found: Row[Any] | None = session.execute(query.where(same)).first()
    return found


def _items(workspace_id: int, of_action: bool) -> tuple[Any, Any]:
    """Columns: milestone_id, action_id, number, text, team_id, team, organization_id, organization, lags."""
    number, text = (
        (col(Action.number), col(Action.text))
        if of_action
        else (col(Milestone.number), col(Milestone.statement))
    )
    query: Any = (
        select(
            col(Milestone.id).label("milestone_id"),
            (col(Action.id) if of_action else null()).label("action_id"),
            number.label("number"),
            text.label("text"),
            col(Milestone.team_id),
            col(Team.name).label("team"),
            col(Milestone.organization_id),
            col(Organization.name).label("organization"),
            col(Organization.code).label("code"),
            exists().where(*_lagging(workspace_id, of_action)).label("lags"),
        )
        .select_from(Milestone)
        .join(Organization, col(Organization.id) == col(Milestone.organization_id))
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.withdrawn_on).is_(None),
        )
    )
    if of_action:
        query = query.join(Action, col(Action.milestone_id) == col(Milestone.id)).where(
            col(Action.workspace_id) == workspace_id, col(Action.withdrawn_on).is_(None)
        )
    return query, number


def _lagging(workspace_id: int, of_action: bool) -> Sequence[Any]:
    return (
        col(Flag.workspace_id) == workspace_id,
        col(Flag.milestone_id) == col(Milestone.id),
        col(Flag.action_id) == col(Action.id) if of_action else col(Flag.action_id).is_(None),
        col(Flag.cleared_on).is_(None),
    )

"""Root-cause sessions in lists: of an organization, and of a person's desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, exists, or_, select
from sqlmodel import Session, col

from storage.tables import Organization, PossibleCause, RootCauseSession
from storage.vocabulary_rootcause import SessionState

MOST = 1_000


def listed(session: Session, workspace_id: int, organization_id: int | None) -> Sequence[Row[Any]]:
    """Give sessions, newest first: id, organization, method, state, problem, started_at."""
    query: Any = (
        select(
            col(RootCauseSession.id),
            col(Organization.name).label("organization"),
            col(RootCauseSession.method),
            col(RootCauseSession.state),
            col(RootCauseSession.problem),
            col(RootCauseSession.started_at),
        )
        .join(Organization, col(Organization.id) == col(RootCauseSession.organization_id))
        .where(
            col(RootCauseSession.workspace_id) == workspace_id, col(Organization.workspace_id) == workspace_id
        )
        .order_by(col(RootCauseSession.id).desc())
        .limit(MOST)
    )
    if organization_id is not None:
        query = query.where(col(RootCauseSession.organization_id) == organization_id)
    found: Sequence[Row[Any]] = session.execute(query).all()
    return found


def taken_part(session: Session, workspace_id: int, person_id: int) -> Sequence[Row[Any]]:
    """Give the sessions under way or paused that a person began or added to: id, method, state, problem,
    changed_at, the newest first."""
    said = exists().where(
        col(PossibleCause.workspace_id) == workspace_id,
        col(PossibleCause.session_id) == col(RootCauseSession.id),
        col(PossibleCause.added_by_id) == person_id,
        col(PossibleCause.withdrawn_at).is_(None),
    )
    return session.execute(
        select(
            col(RootCauseSession.id),
            col(RootCauseSession.method),
            col(RootCauseSession.state),
            col(RootCauseSession.problem),
            col(RootCauseSession.changed_at),
        )
        .where(
            col(RootCauseSession.workspace_id) == workspace_id,
            col(RootCauseSession.state).in_([SessionState.OPEN, SessionState.PAUSED]),
            or_(col(RootCauseSession.started_by_id) == person_id, said),
        )
        .order_by(col(RootCauseSession.changed_at).desc())
        .limit(6)
    ).all()

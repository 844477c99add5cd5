"""The workings that a person takes part in, for their desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from storage.tables import Organization, Working, WorkingSeat
from storage.vocabulary_instruments import WorkingState

MOST = 6


def taken_part(session: Session, workspace_id: int, person_id: int) -> Sequence[Row[Any]]:
    """Give the workings under way in which a person has a seat, the newest first.

    Each has id, instrument, period, mode, state, paused_on, organization, handed, done.
    """
    return session.execute(
        select(
            col(Working.id),
            col(Working.instrument),
            col(Working.period),
            col(Working.mode),
            col(Working.state),
            col(Working.paused_on),
            col(Organization.name).label("organization"),
            col(WorkingSeat.handed),
            col(WorkingSeat.done),
        )
        .join(Working, col(Working.id) == col(WorkingSeat.working_id))
        .join(Organization, col(Organization.id) == col(Working.organization_id))
        .where(
            col(WorkingSeat.workspace_id) == workspace_id,
            col(Working.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(WorkingSeat.person_id) == person_id,
            col(Working.state).in_([WorkingState.OPEN, WorkingState.REVIEW]),
        )
        .order_by(col(Working.id).desc())
        .limit(MOST)
    ).all()

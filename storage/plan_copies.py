"""Plans that people asked for as files."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.tables import PlanCopy
from storage.vocabulary_plan import CopyState


def known(session: Session, workspace_id: int, request_key: str) -> bool:
    """Say whether this click has been heard before: Slack tells of some things twice."""
    wanted = select(PlanCopy.id).where(
        col(PlanCopy.workspace_id) == workspace_id, col(PlanCopy.request_key) == request_key
    )
    return session.exec(wanted).first() is not None


def waiting(session: Session, workspace_id: int) -> Sequence[PlanCopy]:
    """Give what is still to be made, oldest first."""
    return session.exec(
        select(PlanCopy)
        .where(col(PlanCopy.workspace_id) == workspace_id, col(PlanCopy.state) == CopyState.WAITING)
        .order_by(col(PlanCopy.id))
        .limit(20)
    ).all()


def get(session: Session, workspace_id: int, copy_id: int) -> PlanCopy:
    """Give one that is there."""
    return session.exec(
        select(PlanCopy).where(col(PlanCopy.workspace_id) == workspace_id, col(PlanCopy.id) == copy_id)
    ).one()


def move(session: Session, workspace_id: int, copy_id: int, old: CopyState, new: CopyState) -> bool:
    """Have one that is `old` be `new`; False where somebody else was first."""
    moved = session.execute(
        update(PlanCopy)
        .where(
            col(PlanCopy.workspace_id) == workspace_id,
            col(PlanCopy.id) == copy_id,
            col(PlanCopy.state) == old,
        )
        .values(state=new)
        .returning(col(PlanCopy.id))
        .execution_options(synchronize_session=False)
    ).first()
    return moved is not None

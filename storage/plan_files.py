"""Plans that people sent as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.tables import PlanFile, Role
from storage.vocabulary import RoleKind
from storage.vocabulary_plan import FileState


def known(session: Session, workspace_id: int, slack_file_id: str, message_ts: str) -> bool:
    """Say whether this file of this message has arrived before: Slack tells of some things twice."""
    return (
        session.exec(
            select(PlanFile.id).where(
                col(PlanFile.workspace_id) == workspace_id,
                col(PlanFile.slack_file_id) == slack_file_id,
                col(PlanFile.message_ts) == message_ts,
            )
        ).first()
        is not None
    )


def get(session: Session, workspace_id: int, file_id: int, *, lock: bool = False) -> PlanFile | None:
    """Give a file, or None; with `lock` nobody else decides about it meanwhile."""
    wanted = select(PlanFile).where(col(PlanFile.workspace_id) == workspace_id, col(PlanFile.id) == file_id)
    return session.exec(wanted.with_for_update() if lock else wanted).first()


def waiting(session: Session, workspace_id: int) -> Sequence[PlanFile]:
    """Give the files that nobody has looked into, oldest first."""
    return session.exec(
        select(PlanFile)
        .where(col(PlanFile.workspace_id) == workspace_id, col(PlanFile.state) == FileState.WAITING)
        .order_by(col(PlanFile.id))
        .limit(20)
    ).all()


def oldest(session: Session, workspace_id: int) -> datetime | None:
    """Give when the oldest of them arrived."""
    return session.scalar(
        select(func.min(PlanFile.received_at)).where(
            col(PlanFile.workspace_id) == workspace_id, col(PlanFile.state) == FileState.WAITING
        )
    )


def administers(session: Session, workspace_id: int, person_id: int) -> bool:
    """Say whether a person is an administrator of any organization."""
    return (
        session.exec(
            select(Role.id).where(
                col(Role.workspace_id) == workspace_id,
                col(Role.person_id) == person_id,
                col(Role.kind) == RoleKind.ADMINISTRATOR,
            )
        ).first()
        is not None
    )

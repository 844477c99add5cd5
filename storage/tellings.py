"""Which cycle's digest is meant, and where an organization is found by its code."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables import Cycle, Organization


def latest_told(session: Session, workspace_id: int, organization_id: int) -> Cycle | None:
    """Give an organization's cycle whose digest was told last."""
    return session.scalars(
        select(Cycle)
        .where(
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == organization_id,
            col(Cycle.told_at).is_not(None),
        )
        .order_by(col(Cycle.closes_at).desc())
        .limit(1)
    ).first()


def of_period(session: Session, workspace_id: int, organization_id: int, period: str) -> Cycle | None:
    """Give an organization's cycle of a period ("2026-09")."""
    return session.scalars(
        select(Cycle).where(
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == organization_id,
            col(Cycle.period) == period,
        )
    ).first()


def organization(session: Session, workspace_id: int, organization_id: int) -> Organization:
    """Give an organization."""
    return session.scalars(
        select(Organization).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.id) == organization_id
        )
    ).one()


def by_code(session: Session, workspace_id: int, code: str) -> Organization | None:
    """Give the organization of a code ("lincoln-ms")."""
    return session.scalars(
        select(Organization).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.code) == code
        )
    ).first()

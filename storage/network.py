"""The network as roll-ups need it: what each organization is, and what stands directly below one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.tables import Organization
from storage.vocabulary import OrganizationKind


def kinds(
    session: Session, workspace_id: int, organization_id: int | None = None
) -> dict[int, OrganizationKind]:
    """Give the kind of every organization, or of one."""
    statement = select(Organization.id, Organization.kind).where(
        col(Organization.workspace_id) == workspace_id
    )
    if organization_id is not None:
        statement = statement.where(col(Organization.id) == organization_id)
    return {row[0]: OrganizationKind(row[1]) for row in session.exec(statement)}


def directly_below(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> Sequence[Any]:
    """Give the organizations that stand directly below some, by name: id, code, name, kind."""
    return session.exec(
        select(Organization.id, Organization.code, Organization.name, Organization.kind)
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Organization.parent_id).in_(list(organization_ids)),
        )
        .order_by(col(Organization.name), col(Organization.id))
    ).all()


def by_code(session: Session, workspace_id: int, code: str) -> int | None:
    """Give the organization of a code, however it is capitalized."""
    return session.exec(
        select(Organization.id).where(
            col(Organization.workspace_id) == workspace_id, func.lower(Organization.code) == code.lower()
        )
    ).first()


def thresholds(session: Session, workspace_id: int, chain: Sequence[int]) -> dict[str, Any]:
    """Give the numbers that organizations have set, what comes first in `chain` before the others."""
    rows = session.exec(
        select(Organization.id, Organization.thresholds).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.id).in_(chain)
        )
    )
    found = {row[0]: row[1] for row in rows}
    values: dict[str, Any] = {}
    for key in reversed(chain):
        values |= found[key]
    return values


def top(session: Session, workspace_id: int) -> Sequence[Organization]:
    """Give the organizations that stand below nobody and are no schools, the state first."""
    found = session.exec(
        select(Organization)
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Organization.parent_id).is_(None),
            col(Organization.kind) != OrganizationKind.SCHOOL,
        )
        .order_by(col(Organization.name), col(Organization.id))
    ).all()
    return sorted(found, key=lambda one: one.kind is not OrganizationKind.SEA)

"""The tree of organizations: what lies above one, what lies below, and what a person belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, union
from sqlmodel import Session, col, select

from storage.keyed import checked
from storage.tables import Organization, Role, Team, TeamMember
from storage.vocabulary import RoleKind

MOST_LEVELS = 12
"""Deeper trees do not exist; the bound keeps a ring in the data from going on forever."""

_PARENT: Any = select(col(Organization.parent_id)).where(
    checked(col(Organization.workspace_id)) == bindparam("workspace"), col(Organization.id) == bindparam("at")
)


def above(session: Session, workspace_id: int, organization_id: int) -> tuple[int, ...]:
    """Give the organization and everything above it, nearest first."""
    found: list[int] = []
    at: int | None = organization_id
    while at is not None and at not in found and len(found) < MOST_LEVELS:
        found.append(at)
        at = session.scalar(_PARENT, {"workspace": workspace_id, "at": at})
    return tuple(found)


def below(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> set[int]:
    """Give these organizations and everything below them."""
    found = set(organization_ids)
    level = found
    for _ in range(MOST_LEVELS):
        level = set(_children(session, workspace_id, level)) - found
        if not level:
            break
        found |= level
    return found


def homes(session: Session, workspace_id: int, person_id: int) -> set[int]:
    """Give the organizations that a person belongs to, by role or as a member of a team."""
    held = select(Role.organization_id).where(
        col(Role.workspace_id) == workspace_id, col(Role.person_id) == person_id
    )
    joined = (
        select(Team.organization_id)
        .join(TeamMember, col(TeamMember.team_id) == col(Team.id))
        .where(
            col(Team.workspace_id) == workspace_id,
            col(TeamMember.workspace_id) == workspace_id,
            col(TeamMember.person_id) == person_id,
        )
    )
    return {row[0] for row in session.execute(union(held, joined))}


def visible(session: Session, workspace_id: int, person_id: int) -> set[int]:
    """Give the organizations whose progress a person may follow: their own and all below."""
    return below(session, workspace_id, homes(session, workspace_id, person_id))


def has_role(
    session: Session, workspace_id: int, person_id: int, organization_id: int, kinds: Sequence[RoleKind]
) -> bool:
    """Say whether a person holds one of these roles at the organization or above it."""
    places = above(session, workspace_id, organization_id)
    return (
        session.exec(
            select(Role.id).where(
                col(Role.workspace_id) == workspace_id,
                col(Role.person_id) == person_id,
                col(Role.organization_id).in_(places),
                col(Role.kind).in_(kinds),
            )
        ).first()
        is not None
    )


def held(session: Session, workspace_id: int, person_id: int, kinds: Sequence[RoleKind]) -> set[int]:
    """Give the organizations at which a person holds one of these roles."""
    return set(
        session.exec(
            select(Role.organization_id).where(
                col(Role.workspace_id) == workspace_id,
                col(Role.person_id) == person_id,
                col(Role.kind).in_(kinds),
            )
        )
    )


def named(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> list[Organization]:
    """Give these organizations in the order of their names."""
    return list(
        session.exec(
            select(Organization)
            .where(
                col(Organization.workspace_id) == workspace_id,
                col(Organization.id).in_(list(organization_ids)),
            )
            .order_by(col(Organization.name), col(Organization.id))
        )
    )


def _children(session: Session, workspace_id: int, parents: Iterable[int]) -> Sequence[int]:
    return session.exec(
        select(Organization.id).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.parent_id).in_(list(parents))
        )
    ).all()

"""Whether anybody wants to hear of a place: asked before anything is read for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.keyed import checked
from storage.tables import Organization, Subscription, Webhook

_WORKSPACE: BindParameter[int] = bindparam("workspace")


def _above() -> Any:
    """The organization and everything above it; a ring in the data ends where it began."""
    here: Any = (
        select(col(Organization.id), col(Organization.parent_id))
        .where(
            checked(col(Organization.workspace_id)) == _WORKSPACE, col(Organization.id) == bindparam("here")
        )
        .cte("above", recursive=True)
    )
    parent = aliased(Organization)
    return here.union(
        select(col(parent.id), col(parent.parent_id))
        .join(here, col(parent.id) == here.c.parent_id)
        .where(checked(col(parent.workspace_id)) == _WORKSPACE)
    )


_ABOVE: Any = _above()


def _living(table: type[Subscription] | type[Webhook]) -> Any:
    return exists().where(
        checked(col(table.workspace_id)) == _WORKSPACE,
        col(table.organization_id).in_(select(_ABOVE.c.id)),
        col(table.ended_at).is_(None),
    )


_ANYONE: Any = select(or_(_living(Subscription), _living(Webhook)))


def anyone(session: Session, workspace_id: int, organization_id: int) -> bool:
    """Say whether a person or another system follows an organization, or one above it."""
    facts = {"workspace": workspace_id, "here": organization_id}
    return bool(session.connection().execute(_ANYONE, facts).scalar())

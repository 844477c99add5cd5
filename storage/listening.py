"""Whether anybody wants to hear of a place: asked before anything is read for them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, exists, or_, select
from sqlmodel import Session, col

from storage.keyed import checked
from storage.tables import Subscription, Webhook


def _living(table: type[Subscription] | type[Webhook]) -> Any:
    return exists().where(
        checked(col(table.workspace_id)) == bindparam("workspace"),
        col(table.organization_id).in_(bindparam("organizations", expanding=True)),
        col(table.ended_at).is_(None),
    )


_ANYONE: Any = select(or_(_living(Subscription), _living(Webhook)))


def anyone(session: Session, workspace_id: int, organization_ids: Collection[int]) -> bool:
    """Say whether a person or another system follows one of these organizations."""
    facts = {"workspace": workspace_id, "organizations": list(organization_ids)}
    return bool(session.scalar(_ANYONE, facts))

"""The audit trail: who changed what, when; ids and codes, never a person's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.tables import AuditEvent


def note(
    session: Session,
    workspace_id: int,
    what: str,
    at: datetime,
    *,
    about: str = "",
    person_id: int | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Write down that something happened; `person_id` is who did it, nobody for what Milepost found out."""
    session.add(
        AuditEvent(
            workspace_id=workspace_id, at=at, what=what, about=about, person_id=person_id, facts=facts or {}
        )
    )

"""Who is in front of us."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.kit import Refusal, Who
from storage import people


def person_of(session: Session, who: Who) -> Row[Any]:
    """Give the person (id, name); `Refusal` for somebody whom Milepost does not know."""
    person = people.by_slack_id(session, who.workspace_id, who.slack_user_id)
    if person is None:
        raise stranger(session, who)
    return person


def stranger(session: Session, who: Who) -> Refusal:
    """Give what is said to somebody whom Milepost does not know: whom to ask, by name where there is one."""
    return Refusal("home.unknown_person", ask=people.administrators(session, who.workspace_id))

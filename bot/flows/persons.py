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
        raise Refusal("home.unknown_person")
    return person

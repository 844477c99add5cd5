"""Who people are in Slack: whom to look up, what was found, who has left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlmodel import Session, col

from storage.tables import Person


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody to look up in Slack: by id where it is known, by address otherwise."""

    person_id: int
    email: str
    slack_user_id: str | None


def due(session: Session, workspace_id: int, now: datetime, limit: int) -> list[Sought]:
    """Give whom to look up now: first those whom Slack does not know yet, then those seen longest ago."""
    return _sought(
        session,
        workspace_id,
        select(col(Person.id), col(Person.email), col(Person.slack_user_id))
        .where(
            col(Person.workspace_id) == workspace_id,
            or_(col(Person.look_up_at).is_(None), col(Person.look_up_at) <= now),
        )
        .order_by(
            col(Person.slack_user_id).is_not(None),
            col(Person.look_up_at).is_not(None),
            col(Person.look_up_at),
            col(Person.id),
        )
        .limit(limit),
    )


def of(session: Session, workspace_id: int, person_ids: Iterable[int]) -> list[Sought]:
    """Give these people as far as they are to be looked up."""
    return _sought(
        session,
        workspace_id,
        select(col(Person.id), col(Person.email), col(Person.slack_user_id))
        .where(col(Person.workspace_id) == workspace_id, col(Person.id).in_(list(person_ids)))
        .order_by(col(Person.id)),
    )


def _sought(session: Session, workspace_id: int, query: Any) -> list[Sought]:
    return [Sought(*row) for row in session.execute(query)]


def by_email(session: Session, workspace_id: int, email: str) -> int | None:
    """Give the person who has this address, in whatever letters."""
    return session.execute(
        select(col(Person.id)).where(
            col(Person.workspace_id) == workspace_id, func.lower(col(Person.email)) == email.lower()
        )
    ).scalar()


def holder(session: Session, workspace_id: int, slack_user_id: str) -> int | None:
    """Give the person who is this Slack user, present or left."""
    return session.execute(
        select(col(Person.id)).where(
            col(Person.workspace_id) == workspace_id, col(Person.slack_user_id) == slack_user_id
        )
    ).scalar()


_PRESENT: Any = select(col(Person.id)).where(
    col(Person.workspace_id) == bindparam("workspace"),
    col(Person.slack_user_id) == bindparam("slack_user_id"),
    col(Person.left_at).is_(None),
)
"""Built once: it runs for everybody who clicks."""


def is_known(session: Session, workspace_id: int, slack_user_id: str) -> bool:
    """Say whether this Slack user is somebody who is present."""
    facts = {"workspace": workspace_id, "slack_user_id": slack_user_id}
    return session.connection().execute(_PRESENT, facts).first() is not None


def change(session: Session, workspace_id: int, person_id: int, **values: Any) -> None:
    """Keep what was learned of a person."""
    session.execute(
        update(Person)
        .where(col(Person.workspace_id) == workspace_id, col(Person.id) == person_id)
        .values(**values)
    )


def left_at(session: Session, workspace_id: int, person_id: int) -> datetime | None:
    """Give when a person left, or None for somebody who is here."""
    return session.execute(
        select(col(Person.left_at)).where(
            col(Person.workspace_id) == workspace_id, col(Person.id) == person_id
        )
    ).scalar()


def unread(session: Session, workspace_id: int, person_ids: Sequence[int], since: datetime) -> set[int]:
    """Give those of these people whose Slack status has not been read since."""
    return set(
        session.scalars(
            select(col(Person.id)).where(
                col(Person.workspace_id) == workspace_id,
                col(Person.id).in_(person_ids),
                or_(col(Person.status_read_at).is_(None), col(Person.status_read_at) < since),
            )
        )
    )


def not_found(session: Session, workspace_id: int) -> list[tuple[str, str]]:
    """Give the people whom Slack does not know by their address: name, e-mail."""
    rows = session.execute(
        select(col(Person.name), col(Person.email))
        .where(
            col(Person.workspace_id) == workspace_id,
            col(Person.slack_user_id).is_(None),
            col(Person.look_up_at).is_not(None),
            col(Person.left_at).is_(None),
        )
        .order_by(col(Person.name), col(Person.id))
    )
    return [(row.name, row.email) for row in rows]

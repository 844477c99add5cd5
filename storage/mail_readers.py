"""Who gets an organization's digest by e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session, col

from storage.tables import MailReader, Organization, Person


def of_organization(session: Session, workspace_id: int, organization_id: int) -> Sequence[int]:
    """Give the keys of those who get an organization's digest."""
    return session.scalars(
        select(col(MailReader.person_id))
        .where(
            col(MailReader.workspace_id) == workspace_id,
            col(MailReader.organization_id) == organization_id,
            col(MailReader.ended_at).is_(None),
        )
        .order_by(col(MailReader.person_id))
    ).all()


def reader(session: Session, workspace_id: int, person_id: int, organization_id: int) -> Row[Any] | None:
    """Give somebody who still gets an organization's digest: name, email; None for others."""
    return session.execute(
        select(col(Person.name), col(Person.email))
        .join(MailReader, col(MailReader.person_id) == col(Person.id))
        .where(
            col(Person.workspace_id) == workspace_id,
            col(MailReader.workspace_id) == workspace_id,
            col(MailReader.organization_id) == organization_id,
            col(MailReader.ended_at).is_(None),
            col(Person.id) == person_id,
            col(Person.left_at).is_(None),
        )
    ).first()


def listed(session: Session, workspace_id: int) -> Sequence[Row[Any]]:
    """Give everybody who gets a digest by e-mail: code, name, email."""
    return session.execute(
        select(col(Organization.code), col(Person.name), col(Person.email))
        .join(MailReader, col(MailReader.organization_id) == col(Organization.id))
        .join(Person, col(Person.id) == col(MailReader.person_id))
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(MailReader.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(MailReader.ended_at).is_(None),
        )
        .order_by(col(Organization.code), col(Person.name))
    ).all()


def person(session: Session, workspace_id: int, email: str) -> Row[Any] | None:
    """Give a person by e-mail address (id, name), whatever its case."""
    return session.execute(
        select(col(Person.id), col(Person.name)).where(
            col(Person.workspace_id) == workspace_id, col(Person.email) == email.strip().lower()
        )
    ).first()


def add(session: Session, workspace_id: int, organization_id: int, person_id: int, now: datetime) -> None:
    """Have somebody get an organization's digest by e-mail from now on."""
    if not _mark(session, workspace_id, organization_id, person_id, None):
        session.add(
            MailReader(
                workspace_id=workspace_id,
                organization_id=organization_id,
                person_id=person_id,
                created_at=now,
            )
        )
        session.flush()


def end(session: Session, workspace_id: int, organization_id: int, person_id: int, now: datetime) -> bool:
    """Have somebody get it no more; False when they did not."""
    return _mark(session, workspace_id, organization_id, person_id, now)


def _mark(
    session: Session, workspace_id: int, organization_id: int, person_id: int, ended_at: datetime | None
) -> bool:
    rows = session.execute(
        update(MailReader)
        .where(
            col(MailReader.workspace_id) == workspace_id,
            col(MailReader.organization_id) == organization_id,
            col(MailReader.person_id) == person_id,
            *([] if ended_at is None else [col(MailReader.ended_at).is_(None)]),
        )
        .values(ended_at=ended_at)
        .returning(col(MailReader.id))
    )
    return bool(rows.all())

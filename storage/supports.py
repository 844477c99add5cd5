"""Help with an action, all its way: asked for, offered, given, used, rated (E15, E16, E20)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlmodel import Session, col

from storage.tables import (
    Action,
    Milestone,
    Organization,
    Person,
    Support,
    Team,
)


def action(session: Session, workspace_id: int, action_id: int) -> Row[Any] | None:
    """Give an action with what a form about it shows: its own columns, milestone, team, organization."""
    return session.execute(
        select(
            col(Action.id),
            col(Action.organization_id),
            col(Action.milestone_id),
            col(Action.number),
            col(Action.text),
            col(Action.due_on),
            col(Action.first_due_on),
            col(Action.responsible_id),
            col(Action.completed_on),
            col(Action.withdrawn_on),
            col(Milestone.team_id),
            col(Team.name).label("team"),
            col(Team.channel).label("team_channel"),
            col(Organization.name).label("organization"),
            col(Organization.timezone),
        )
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .outerjoin(Team, (col(Team.id) == col(Milestone.team_id)) & (col(Team.workspace_id) == workspace_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Action.id) == action_id,
        )
    ).first()


def ask(
    session: Session,
    workspace_id: int,
    *,
    organization_id: int,
    action_id: int,
    words: str,
    on: date,
    by_id: int,
) -> None:
    """Note that leadership asks for help with an action."""
    session.execute(
        insert(Support).values(
            workspace_id=workspace_id,
            organization_id=organization_id,
            action_id=action_id,
            asked_on=on,
            asked_words=words,
            asked_by_id=by_id,
        )
    )


def offer(
    session: Session,
    workspace_id: int,
    *,
    organization_id: int,
    action_id: int,
    words: str,
    on: date,
    by_id: int,
) -> int | None:
    """Answer every open request of an action with this help; offered unasked, it is a row of its own.

    Gives the key of the (first) row that holds it; None when it was offered in these words today already.
    """
    offered = {"offered_on": on, "offered_words": words, "offered_by_id": by_id}
    same = select(col(Support.id)).where(
        col(Support.workspace_id) == workspace_id,
        col(Support.action_id) == action_id,
        *(getattr(Support, name) == value for name, value in offered.items()),
    )
    if session.scalars(same.limit(1)).first() is not None:
        return None
    answered = session.scalars(
        update(Support)
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Support.action_id) == action_id,
            col(Support.asked_on).is_not(None),
            col(Support.offered_on).is_(None),
            col(Support.given_on).is_(None),
        )
        .values(**offered)
        .returning(col(Support.id))
    ).all()
    if answered:
        return min(answered)
    row = {"workspace_id": workspace_id, "organization_id": organization_id, "action_id": action_id}
    return int(session.scalars(insert(Support).values(**row, **offered).returning(col(Support.id))).one())


def mark(session: Session, workspace_id: int, support: Row[Any], **values: Any) -> None:
    """Say of help what became of it, in every request that it answers: given, used, rated."""
    session.execute(
        update(Support)
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Support.action_id) == support.action_id,
            col(Support.offered_on) == support.offered_on,
            col(Support.offered_by_id) == support.offered_by_id,
        )
        .values(**values)
    )


def reopen(session: Session, workspace_id: int, support: Row[Any]) -> None:
    """Have a request wait again whose help did not come; the words of the offer stay on record."""
    session.execute(
        update(Support)
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Support.action_id) == support.action_id,
            col(Support.offered_on) == support.offered_on,
            col(Support.offered_by_id) == support.offered_by_id,
            col(Support.asked_on).is_not(None),
        )
        .values(offered_on=None, given_on=None)
    )


def one(session: Session, workspace_id: int, support_id: int) -> Row[Any] | None:
    """Give help with its action and who offered it; see `_ledger` for the columns."""
    found: Row[Any] | None = session.execute(
        _ledger(workspace_id).where(col(Support.id) == support_id)
    ).first()
    return found


def under_way(session: Session, workspace_id: int, organization_ids: Iterable[int]) -> Sequence[Row[Any]]:
    """Give help that was offered and not rated yet, each once, oldest first; see `_ledger`."""
    rows = session.execute(
        _ledger(workspace_id)
        .where(
            col(Support.organization_id).in_(list(organization_ids)),
            col(Support.offered_on).is_not(None),
            col(Support.rated_on).is_(None),
            col(Action.withdrawn_on).is_(None),
        )
        .order_by(col(Support.offered_on), col(Support.id))
    )
    found = {(row.action_id, row.offered_on, row.offered_by_id): row for row in reversed(rows.all())}
    return list(reversed(found.values()))


def given_since(session: Session, workspace_id: int, organization_id: int, since: date) -> Sequence[Row[Any]]:
    """Give the help that was offered from `since` on, oldest first, with the action and who offered it.

    Columns: action_id, given_on (the day on which it was offered), given_words, number, name, helped.
    """
    return session.execute(
        select(
            col(Support.action_id),
            col(Support.offered_on).label("given_on"),
            col(Support.offered_words).label("given_words"),
            col(Support.helped),
            col(Action.number),
            col(Person.name),
        )
        .join(Action, col(Action.id) == col(Support.action_id))
        .outerjoin(
            Person,
            (col(Person.id) == col(Support.offered_by_id)) & (col(Person.workspace_id) == workspace_id),
        )
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(Support.organization_id) == organization_id,
            col(Support.offered_on) >= since,
        )
        .order_by(col(Support.offered_on), col(Support.id))
    ).all()


def _ledger(workspace_id: int) -> Any:
    """Columns: everything of a support, number and text of the action, its team, who offered it."""
    return (
        select(
            col(Support.id),
            col(Support.organization_id),
            col(Support.action_id),
            col(Support.asked_on),
            col(Support.asked_words),
            col(Support.offered_on),
            col(Support.offered_words),
            col(Support.offered_by_id),
            col(Support.given_on),
            col(Support.given_words),
            *(col(one) for one in (Support.as_intended, Support.as_intended_words, Support.used_words)),
            *(col(one) for one in (Support.helped, Support.rated_on)),
            col(Action.number),
            col(Action.text),
            col(Milestone.team_id),
            col(Action.responsible_id),
            col(Organization.name).label("organization"),
            col(Person.name),
        )
        .join(Action, col(Action.id) == col(Support.action_id))
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .join(Organization, col(Organization.id) == col(Support.organization_id))
        .outerjoin(
            Person,
            (col(Person.id) == col(Support.offered_by_id)) & (col(Person.workspace_id) == workspace_id),
        )
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
        )
    )

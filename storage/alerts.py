"""Alerts: what subscribers are told of flags and of requests for help, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from storage.tables import (
    Action,
    Alert,
    Flag,
    Milestone,
    Organization,
    Person,
    Subscription,
    Support,
)
from storage.vocabulary import AlertNews, Severity

Known = tuple[str, int | None, int | None, AlertNews, Severity]
"""Place, flag, request, news, severity: what a place knows."""

GOOD = tuple(news for news in AlertNews if news.is_good)


def known(
    session: Session, workspace_id: int, flag_ids: Sequence[int], support_ids: Sequence[int]
) -> set[Known]:
    """Give what places know of these flags and requests."""
    rows = session.execute(
        select_columns(
            col(Alert.place), col(Alert.flag_id), col(Alert.support_id), col(Alert.news), col(Alert.severity)
        ).where(col(Alert.workspace_id) == workspace_id, _of(flag_ids, support_ids))
    )
    return {(row[0], row[1], row[2], row[3], row[4]) for row in rows}


def listeners(
    session: Session, workspace_id: int, flag_ids: Sequence[int], support_ids: Sequence[int]
) -> Sequence[tuple[Alert, Subscription]]:
    """Give the alerts that told of trouble with these, of subscriptions that still live, oldest first."""
    rows = session.execute(
        select_columns(Alert, Subscription)
        .join(Subscription, col(Subscription.id) == col(Alert.subscription_id))
        .join(Person, col(Person.id) == col(Alert.person_id))
        .where(
            col(Alert.workspace_id) == workspace_id,
            col(Subscription.workspace_id) == workspace_id,
            col(Subscription.ended_at).is_(None),
            col(Person.workspace_id) == workspace_id,
            col(Person.left_at).is_(None),
            _of(flag_ids, support_ids),
            col(Alert.news).not_in(GOOD),
        )
        .order_by(col(Alert.id))
    )
    return [(row[0], row[1]) for row in rows]


def _of(flag_ids: Sequence[int], support_ids: Sequence[int]) -> Any:
    """Flags or requests; where there are none of a kind the question does not ask for it."""
    flags = col(Alert.flag_id).in_(list(flag_ids))
    requests = col(Alert.support_id).in_(list(support_ids))
    if not support_ids:
        return flags
    return requests if not flag_ids else or_(flags, requests)


def untold(session: Session, workspace_id: int, subscription_ids: Sequence[int]) -> list[Alert]:
    """Give the alerts of these subscriptions that no message tells yet, oldest first."""
    return list(
        session.exec(
            select(Alert)
            .where(
                col(Alert.workspace_id) == workspace_id,
                col(Alert.subscription_id).in_(subscription_ids),
                col(Alert.delivery_id).is_(None),
            )
            .order_by(col(Alert.id))
        )
    )


def tell(
    session: Session,
    workspace_id: int,
    alert_ids: Sequence[int],
    delivery_id: int,
    root_id: int | None = None,
) -> None:
    """Note that a delivery tells these alerts, in the thread of `root_id` if there is one."""
    session.execute(
        update(Alert)
        .where(col(Alert.workspace_id) == workspace_id, col(Alert.id).in_(alert_ids))
        .values(delivery_id=delivery_id, root_id=root_id)
    )


def mark(session: Session, workspace_id: int, message_id: int, only_open: bool, **values: Any) -> int:
    """Say something of the alerts of a message and its thread; `only_open`: of those not acknowledged.

    Gives how many there were.
    """
    conditions = [col(Alert.acknowledged_at).is_(None)] if only_open else []
    rows = session.execute(
        update(Alert)
        .where(
            col(Alert.workspace_id) == workspace_id,
            or_(col(Alert.delivery_id) == message_id, col(Alert.root_id) == message_id),
            *conditions,
        )
        .values(**values)
        .returning(col(Alert.id))
    )
    return len(rows.all())


@dataclass(frozen=True, slots=True)
class Told:
    """One alert with the flag or the request it is about, and where that is."""

    alert: Alert
    organization: Organization
    milestone: Milestone
    action: Action | None
    flag: Flag | None
    support: Support | None


def of_message(session: Session, workspace_id: int, message_id: int, whole: bool) -> list[Told]:
    """Give the alerts that a message tells, by school; with `whole` those of its thread, too."""
    told = col(Alert.delivery_id) == message_id
    rows = session.execute(
        select_columns(Alert, Organization, Milestone, Action, Flag, Support)
        .join(Organization, col(Organization.id) == col(Alert.organization_id))
        .join(Milestone, col(Milestone.id) == col(Alert.milestone_id))
        .outerjoin(Action, col(Action.id) == col(Alert.action_id))
        .outerjoin(Flag, col(Flag.id) == col(Alert.flag_id))
        .outerjoin(Support, col(Support.id) == col(Alert.support_id))
        .where(
            col(Alert.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            or_(told, col(Alert.root_id) == message_id) if whole else told,
        )
        .order_by(col(Organization.name), col(Organization.id), col(Alert.id))
    )
    return [Told(*row) for row in rows]


def offers(session: Session, workspace_id: int, action_ids: Iterable[int]) -> Sequence[Row[Any]]:
    """Give who has offered help with these actions: action_id, offered_on, name; oldest first."""
    return session.execute(
        select_columns(col(Support.action_id), col(Support.offered_on), col(Person.name))
        .join(Person, col(Person.id) == col(Support.offered_by_id))
        .where(
            col(Support.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(Support.action_id).in_(list(action_ids)),
            col(Support.offered_on).is_not(None),
        )
        .order_by(col(Support.offered_on), col(Support.id))
    ).all()


def open_actions(
    session: Session, workspace_id: int, action_ids: Sequence[int], milestone_ids: Sequence[int]
) -> Sequence[Row[Any]]:
    """Give the unfinished ones among these actions and those of these milestones: id, number, text."""
    return session.execute(
        select_columns(col(Action.id), col(Action.number), col(Action.text))
        .where(
            col(Action.workspace_id) == workspace_id,
            or_(col(Action.id).in_(action_ids), col(Action.milestone_id).in_(milestone_ids)),
            col(Action.completed_on).is_(None),
            col(Action.withdrawn_on).is_(None),
        )
        .order_by(col(Action.id))
    ).all()

"""The messages of alerts: whose thread news belongs in, what was not sent yet, what has to be said anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlmodel import Session, col

from storage.tables import Alert, Delivery, Flag, Subscription, Support
from storage.vocabulary import DeliveryState

_ON_ITS_WAY = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.SENT)


def messages_about(session: Session, workspace_id: int, action_id: int) -> Sequence[str]:
    """Give what the messages are "about" that tell of an action, for freshening them."""
    return session.scalars(
        select(col(Delivery.about))
        .join(Alert, or_(col(Alert.root_id) == col(Delivery.id), col(Alert.delivery_id) == col(Delivery.id)))
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Alert.workspace_id) == workspace_id,
            col(Alert.action_id) == action_id,
        )
        .distinct()
    ).all()


def let_go(session: Session, workspace_id: int, support_ids: Sequence[int]) -> Sequence[str]:
    """Have alerts forget requests that are about to be deleted; give what their messages are "about"."""
    abouts = session.scalars(
        select(col(Delivery.about))
        .join(Alert, or_(col(Alert.root_id) == col(Delivery.id), col(Alert.delivery_id) == col(Delivery.id)))
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Alert.workspace_id) == workspace_id,
            col(Alert.support_id).in_(support_ids),
        )
        .distinct()
    ).all()
    session.execute(
        update(Alert)
        .where(col(Alert.workspace_id) == workspace_id, col(Alert.support_id).in_(support_ids))
        .values(support_id=None)
    )
    return abouts


def threads(
    session: Session, workspace_id: int, places: Iterable[str], milestone_ids: Iterable[int], now: datetime
) -> dict[tuple[str, int, int | None], int]:
    """Give the message in whose thread news of a milestone or an action belongs, for each place.

    A thread goes on while anything that it told of stands, and as long as it takes to say that it does
    not: what was cleared at this very moment still counts.
    """
    rows = session.execute(
        select(col(Alert.place), col(Alert.milestone_id), col(Alert.action_id), col(Alert.root_id))
        .join(Delivery, col(Delivery.id) == col(Alert.root_id))
        .outerjoin(Flag, col(Flag.id) == col(Alert.flag_id))
        .outerjoin(Support, col(Support.id) == col(Alert.support_id))
        .where(
            col(Alert.workspace_id) == workspace_id,
            col(Delivery.workspace_id) == workspace_id,
            col(Alert.milestone_id).in_(set(milestone_ids)),
            col(Alert.place).in_(set(places)),
            col(Delivery.state).in_(_ON_ITS_WAY),
            or_(
                (col(Flag.id).is_not(None))
                & (col(Flag.cleared_at).is_(None) | (col(Flag.cleared_at) >= now)),
                (col(Support.id).is_not(None)) & (col(Support.given_on).is_(None)),
            ),
        )
        .order_by(col(Alert.id))
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def recent(session: Session, workspace_id: int, place: str, since: datetime) -> Sequence[datetime]:
    """Give when the messages of a place were begun since then, oldest first."""
    return session.scalars(
        select(col(Delivery.created_at))
        .join(Alert, (col(Alert.root_id) == col(Delivery.id)) & (col(Alert.delivery_id) == col(Delivery.id)))
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Alert.workspace_id) == workspace_id,
            col(Alert.place) == place,
            col(Alert.created_at) > since,
        )
        .distinct()
        .order_by(col(Delivery.created_at))
    ).all()


def unsent(session: Session, workspace_id: int, **like: Any) -> int | None:
    """Give a message of these values that nobody has begun to send, held until the transaction ends.

    `until` is the latest moment for which it may be planned. The update changes nothing; it keeps another
    process from claiming the message in the meantime.
    """
    until = like.pop("until", None)
    waiting = [getattr(Delivery, name) == value for name, value in like.items()]
    if until is not None:
        waiting.append(col(Delivery.due_at) <= until)
    statement = (
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.state) == DeliveryState.WAITING,
            col(Delivery.attempts) == 0,
            col(Delivery.sent) == 0,
            *waiting,
        )
        .values(sent=0)
        .returning(col(Delivery.id))
    )
    return session.execute(statement).scalars().first()


def hold_back(session: Session, workspace_id: int, delivery_id: int, until: datetime) -> None:
    """Have a message that was not sent yet wait until then."""
    session.execute(
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.id) == delivery_id,
            col(Delivery.state) == DeliveryState.WAITING,
            col(Delivery.sent) == 0,
        )
        .values(due_at=until)
    )


def unreachable(session: Session, workspace_id: int) -> Sequence[tuple[str, str]]:
    """Give the channels that follow something and could not be written to last, each with the reason."""
    told = select(col(Subscription.channel)).where(
        col(Subscription.workspace_id) == workspace_id,
        col(Subscription.channel).is_not(None),
        col(Subscription.ended_at).is_(None),
    )
    last = (
        select(func.max(col(Delivery.id)))
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.kind).in_(["alert", "alert_update", "roll_up"]),
            col(Delivery.channel).in_(told),
            col(Delivery.state).in_([DeliveryState.SENT, DeliveryState.STOPPED]),
        )
        .group_by(col(Delivery.channel))
    )
    rows = session.execute(
        select(col(Delivery.channel), col(Delivery.reason)).where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.id).in_(last),
            col(Delivery.state) == DeliveryState.STOPPED,
        )
    )
    return [(row[0], row[1] or "") for row in rows]

"""Channels that plans and administrators name, and what Slack says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select, union, update
from sqlmodel import Session, col

from storage.tables import NamedChannel, Organization, Team
from storage.upserts import insert_into


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A channel that was named and cannot be written to; `fault` is Slack's code for why."""

    name: str
    fault: str


def wanted(session: Session, workspace_id: int, now: datetime) -> list[str]:
    """Give the names, as they were written, of the channels to look for now."""
    named = union(
        select(col(Team.channel_name).label("name")).where(
            col(Team.workspace_id) == workspace_id,
            col(Team.channel_name).is_not(None),
            col(Team.channel).is_(None),
        ),
        select(col(Organization.leadership_channel_name)).where(
            col(Organization.workspace_id) == workspace_id,
            col(Organization.leadership_channel_name).is_not(None),
            col(Organization.leadership_channel).is_(None),
        ),
    ).subquery()
    known = and_(col(NamedChannel.name) == named.c.name, col(NamedChannel.workspace_id) == workspace_id)
    rows = session.scalars(
        select(named.c.name)
        .outerjoin(NamedChannel, known)
        .where(or_(col(NamedChannel.look_up_at).is_(None), col(NamedChannel.look_up_at) <= now))
        .order_by(named.c.name)
    )
    return list(rows)


def aim(session: Session, workspace_id: int, name: str, slack_id: str) -> None:
    """Have everything that names a channel go to it."""
    session.execute(
        update(Team)
        .where(
            col(Team.workspace_id) == workspace_id,
            col(Team.channel_name) == name,
            col(Team.channel).is_(None),
        )
        .values(channel=slack_id)
    )
    session.execute(
        update(Organization)
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Organization.leadership_channel_name) == name,
            col(Organization.leadership_channel).is_(None),
        )
        .values(leadership_channel=slack_id)
    )


def remember(session: Session, workspace_id: int, name: str, values: Mapping[str, object]) -> str | None:
    """Keep what Slack said of a channel; give the fault that was known before."""
    before = session.execute(
        select(col(NamedChannel.fault)).where(
            col(NamedChannel.workspace_id) == workspace_id, col(NamedChannel.name) == name
        )
    ).scalar()
    session.execute(
        insert_into(session, NamedChannel)
        .values(workspace_id=workspace_id, name=name, **values)
        .on_conflict_do_update(index_elements=["workspace_id", "name"], set_=dict(values))
    )
    return before


def unreachable(session: Session, workspace_id: int) -> list[Unreachable]:
    """Give the channels that are named somewhere and cannot be written to."""
    somewhere = or_(
        select(col(Team.id))
        .where(col(Team.workspace_id) == workspace_id, col(Team.channel_name) == col(NamedChannel.name))
        .exists(),
        select(col(Organization.id))
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Organization.leadership_channel_name) == col(NamedChannel.name),
        )
        .exists(),
    )
    rows = session.execute(
        select(col(NamedChannel.name), col(NamedChannel.fault))
        .where(
            col(NamedChannel.workspace_id) == workspace_id, col(NamedChannel.fault).is_not(None), somewhere
        )
        .order_by(col(NamedChannel.name))
    )
    return [Unreachable(name, fault) for name, fault in rows]

"""What happened in each month of the demo: counted in the database, and checked against what Slack shows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.sandbox import SandboxServer
from storage.tables import CheckIn, Cycle, Delivery, Flag
from storage.vocabulary import DeliveryState, Standing


@dataclass
class Month:
    """One period of the routine over all schools.

    `duplicates` are messages that Slack shows twice, `lost` those that were due and that Slack does
    not show, although nobody decided that they make no sense any more.
    """

    period: str
    asked: int = 0
    on_time: int = 0
    late: int = 0
    away: int = 0
    silent: int = 0
    flags_raised: int = 0
    flags_cleared: int = 0
    sent: int = 0
    duplicates: int = 0
    lost: int = 0
    digests: int = 0

    def as_json(self) -> dict[str, str | int]:
        """Give the month as `demo --json` prints it."""
        return asdict(self)


def shown_in(server: SandboxServer) -> Counter[str]:
    """Count how often the workspace shows the message of each delivery, by the key it carries."""
    keys: Counter[str] = Counter()
    for channel in server.space.channels.values():
        for message in channel.by_micros.values():
            payload = (message.metadata_dict() or {}).get("event_payload") or {}
            if key := payload.get("key"):
                keys[str(key)] += 1
    return keys


def account(session: Session, workspace_id: int, shown: Mapping[str, int], now: datetime) -> list[Month]:
    """Give every period that has closed, oldest first."""
    opened = session.exec(
        select(col(Cycle.period), func.min(col(Cycle.opens_at)))
        .where(col(Cycle.workspace_id) == workspace_id, col(Cycle.closed_at).is_not(None))
        .group_by(col(Cycle.period))
        .order_by(func.min(col(Cycle.opens_at)))
    ).all()
    months = {period: Month(period) for period, _ in opened}
    _count_standings(session, workspace_id, months)
    _count_flags(session, workspace_id, months)
    starts = [at for _, at in opened]
    for delivery in session.exec(select(Delivery).where(col(Delivery.workspace_id) == workspace_id)):
        place = max(0, bisect_right(starts, delivery.created_at) - 1)
        _count_delivery(months[opened[place][0]], delivery, shown, now)
    return list(months.values())


def _count_standings(session: Session, workspace_id: int, months: Mapping[str, Month]) -> None:
    rows = session.exec(
        select(col(Cycle.period), col(CheckIn.standing), func.count(col(CheckIn.id)))
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .where(col(CheckIn.workspace_id) == workspace_id, col(Cycle.workspace_id) == workspace_id)
        .group_by(col(Cycle.period), col(CheckIn.standing))
    )
    for period, standing, count in rows:
        if (month := months.get(period)) is None:
            continue
        month.asked += count if standing is not Standing.NOT_ASKED else 0
        if standing in (Standing.ON_TIME, Standing.LATE, Standing.AWAY, Standing.SILENT):
            setattr(month, standing.value, count)


def _count_flags(session: Session, workspace_id: int, months: Mapping[str, Month]) -> None:
    for name, column in (("flags_raised", Flag.raised_cycle_id), ("flags_cleared", Flag.cleared_cycle_id)):
        rows = session.exec(
            select(col(Cycle.period), func.count(col(Flag.id)))
            .join(Cycle, col(Cycle.id) == col(column))
            .where(col(Flag.workspace_id) == workspace_id, col(Cycle.workspace_id) == workspace_id)
            .group_by(col(Cycle.period))
        )
        for period, count in rows:
            if period in months:
                setattr(months[period], name, count)


def _count_delivery(month: Month, delivery: Delivery, shown: Mapping[str, int], now: datetime) -> None:
    times = shown.get(delivery.key, 0)
    month.duplicates += max(0, times - 1)
    if delivery.state is DeliveryState.SKIPPED or delivery.due_at > now:
        return
    if times and delivery.sent == delivery.wanted:
        month.sent += 1
        month.digests += delivery.kind == "digest"
    else:
        month.lost += 1

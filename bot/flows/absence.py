"""What a person's Slack status says of being away, kept as an absence."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.flows.kit import Kit
from bot.rules.calendar import zone_of
from storage import people

FALLBACK_ZONE = "UTC"
"""For somebody who works for no organization."""


def note_status(
    session: Session,
    kit: Kit,
    workspace_id: int,
    slack_user_id: str,
    away_until: datetime | None,
    now: datetime,
) -> bool:
    """Keep until when a Slack status says that a person is away; None says that they are here.

    Absences that somebody set stay as they are. True when anything changed. A status holds whole days
    of the person's own organization: today, and each day up to the one on which it ends.
    """
    person = people.by_slack_id(session, workspace_id, slack_user_id)
    if person is None:
        return False
    zone = zone_of(people.timezone_of(session, workspace_id, person.id) or FALLBACK_ZONE)
    today = now.astimezone(zone).date()
    known = people.seen_absence(session, workspace_id, person.id, today)
    last = today - timedelta(days=1)
    if away_until is not None and away_until > now:
        last = (away_until - timedelta(microseconds=1)).astimezone(zone).date()
    if known is None and last >= today:
        people.add_absence(session, workspace_id, person.id, today, last, None)
        return True
    if known is None or known.last_on == last:
        return False
    people.end_absence(session, workspace_id, known.id, last)
    return True

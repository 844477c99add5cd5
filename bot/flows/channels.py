"""Channels by their names: which ones to look for in Slack, and what becomes of what was found.

Until a channel is found, what would go there goes to people: a team's prompt to its lead, a digest to the
principal. So nothing waits for a name to be spelled right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from storage import audit, channels

AGAIN = timedelta(minutes=15)
"""How soon a channel is looked for again: somebody may have invited Milepost meanwhile."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What Slack says of a channel that was named; `fault` is its code for why nobody can write there."""

    name: str
    slack_id: str | None = None
    fault: str | None = None


def wanted(session: Session, workspace_id: int, now: datetime) -> list[str]:
    """Give the names of the channels to look for now, as they were written."""
    return channels.wanted(session, workspace_id, now)


def note(session: Session, workspace_id: int, sightings: Sequence[Sighting], now: datetime) -> None:
    """Keep what was found; what is new goes into the audit trail."""
    for one in sightings:
        due = now + AGAIN if one.fault else None
        values = {"slack_id": one.slack_id, "fault": one.fault, "look_up_at": due}
        before = channels.remember(session, workspace_id, one.name, values)
        facts = {"channel": one.slack_id} if one.slack_id else {}
        if one.fault is None and one.slack_id is not None:
            channels.aim(session, workspace_id, one.name, one.slack_id)
            audit.note(session, workspace_id, "channel_found", now, facts=facts)
        elif one.fault != before:
            audit.note(session, workspace_id, "channel_refused", now, facts={**facts, "why": one.fault})


def bare(name: str) -> str:
    """Give a channel's name or id as Slack has it: "#Lincoln-Leadership" is "lincoln-leadership"."""
    text = name.strip().removeprefix("#").strip()
    return text if text.isupper() else text.lower()

"""People as Slack knows them: found by address, seen again every week, gone when their account is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.flows import cycle
from bot.flows.kit import Kit
from bot.flows.presence import note_status
from bot.rules.absence import SlackStatus
from bot.rules.calendar import zone_of
from storage import audit, directory, expected, homes
from storage.directory import Sought

AGAIN = timedelta(days=7)
"""How long what Slack said of somebody is taken for granted."""

NOT_FOUND_AGAIN = timedelta(days=1)
"""How long nobody asks Slack again for an address that it does not know."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Slack says of one of its users; `status` is what their profile says of the moment."""

    slack_user_id: str
    status: SlackStatus
    email: str | None = None
    timezone: str | None = None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Somebody who was looked up, and what was found; None for nobody."""

    sought: Sought
    seen: Seen | None


def due(session: Session, workspace_id: int, now: datetime, limit: int) -> list[Sought]:
    """Give whom to look up in Slack now."""
    return directory.due(session, workspace_id, now, limit)


def first(session: Session, workspace_id: int, until: datetime) -> list[Sought]:
    """Give whom to look up before anything else: those of a plan whose teams are asked by `until`."""
    organizations = {step.organization_id for step in expected.steps(session, workspace_id, until)}
    return expected.never_sought(session, workspace_id, organizations) if organizations else []


def note(
    session: Session,
    kit: Kit,
    workspace_id: int,
    findings: Sequence[Finding],
    now: datetime,
    *,
    asking: bool = False,
) -> None:
    """Keep what looking people up has found, and let organizations live where their people do.

    Whether their status says that they are away is kept only when they are about to be asked (`asking`):
    at any other time it is nobody's business.
    """
    for finding in findings:
        if asking:
            directory.change(session, workspace_id, finding.sought.person_id, status_read_at=now)
        if finding.seen is None:
            _note_nobody(session, workspace_id, finding.sought, now)
        else:
            _note_user(session, workspace_id, finding.sought.person_id, finding.seen, now)
            if asking and not finding.seen.is_gone:
                note_status(session, kit, workspace_id, finding.sought.person_id, finding.seen.status, now)
    if any(finding.seen is not None and finding.seen.timezone for finding in findings):
        settle_timezones(session, kit, workspace_id, now)


def acquaint(session: Session, workspace_id: int, seen: Seen, now: datetime) -> bool:
    """Recognize somebody who uses Milepost; False for somebody whom no plan and no administrator named."""
    person_id = directory.holder(session, workspace_id, seen.slack_user_id)
    if person_id is None and seen.email:
        person_id = directory.by_email(session, workspace_id, seen.email)
    if person_id is None or seen.is_gone:
        return False
    _note_user(session, workspace_id, person_id, seen, now)
    return True


def _note_nobody(session: Session, workspace_id: int, sought: Sought, now: datetime) -> None:
    """Have an address asked for again tomorrow; forget an id that Slack does not know any more."""
    if sought.slack_user_id is None:
        directory.change(session, workspace_id, sought.person_id, look_up_at=now + NOT_FOUND_AGAIN)
        return
    directory.change(
        session, workspace_id, sought.person_id, slack_user_id=None, dm_channel=None, look_up_at=None
    )


def _note_user(session: Session, workspace_id: int, person_id: int, seen: Seen, now: datetime) -> None:
    holder = directory.holder(session, workspace_id, seen.slack_user_id)
    if holder not in (None, person_id):  # two entries for one person: the first keeps the account
        directory.change(session, workspace_id, person_id, look_up_at=now + NOT_FOUND_AGAIN)
        return
    learned: dict[str, Any] = {
        "timezone": seen.timezone if _exists(seen.timezone) else None,
        "look_up_at": now + AGAIN,
    }
    if holder is None:
        learned |= {"slack_user_id": seen.slack_user_id, "dm_channel": None}
        audit.note(session, workspace_id, "person_found", now, about=f"person:{person_id}")
    left_at = directory.left_at(session, workspace_id, person_id)
    if seen.is_gone != (left_at is not None):
        learned["left_at"] = now if seen.is_gone else None
        what = "person_left" if seen.is_gone else "person_back"
        audit.note(session, workspace_id, what, now, about=f"person:{person_id}")
    directory.change(session, workspace_id, person_id, **learned)


def settle_timezones(session: Session, kit: Kit, workspace_id: int, now: datetime) -> bool:
    """Give organizations without a time zone of their own that of most of their people; True on a change."""
    seen = homes.zones(session, workspace_id)
    changed = False
    for organization_id, timezone in homes.guessed(session, workspace_id).items():
        counts = seen.get(organization_id)
        if counts and counts[timezone] < max(counts.values()):
            most = min(zone for zone, count in counts.items() if count == max(counts.values()))
            homes.settle(session, workspace_id, organization_id, most)
            changed = True
    if changed:
        cycle.replan(session, kit, workspace_id, now)
    return changed


def _exists(timezone: str | None) -> bool:
    try:
        return timezone is not None and zone_of(timezone) is not None
    except ValueError:
        return False

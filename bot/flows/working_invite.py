"""Who is told of a working: its own message, invitations, and reminders that speak up before the last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from bot.flows.working import INVITED, PROPOSED, REMINDED, WORKING, about
from bot.rules.calendar import local_moment, zone_of
from storage import deliveries
from storage.deliveries import Wish
from storage.tables.instruments import Working
from storage.tables.organizations import Organization

REMIND_BEFORE = timedelta(days=2)
REMIND_AT = time(9, 0)


def local_day(organization: Organization, now: datetime) -> date:
    """Give the day that it is at an organization."""
    return now.astimezone(zone_of(organization.timezone)).date()


def invite(
    session: Session, working: Working, person_ids: Iterable[int], organization: Organization, now: datetime
) -> None:
    """Wish for an invitation to each, and where there is a last day for a reminder two days before it."""
    invited = list(dict.fromkeys(person_ids))
    wishes = [_to(working, INVITED, one, "", now) for one in invited]
    if working.due_on is not None:
        at = local_moment(working.due_on - REMIND_BEFORE, REMIND_AT, organization.timezone)
        if at > now:
            wishes += [_to(working, REMINDED, one, working.due_on.isoformat(), at) for one in invited]
    deliveries.wish(session, wishes, now)


def propose(session: Session, working: Working, person_ids: Iterable[int], now: datetime) -> None:
    """Wish for a message to each of these leaders that asks whether their organization agrees."""
    deliveries.wish(session, [_to(working, PROPOSED, one, "", now) for one in person_ids], now)


def remind(session: Session, working: Working, person_ids: Iterable[int], today: date, now: datetime) -> None:
    """Wish for a reminder to each now; at most one a day."""
    deliveries.wish(session, [_to(working, REMINDED, one, today.isoformat(), now) for one in person_ids], now)


def _to(working: Working, kind: str, person_id: int, mark: str, at: datetime) -> Wish:
    return Wish(
        workspace_id=working.workspace_id,
        key=f"{kind.replace('_', '-')}:{working.id}:{person_id}:{mark}",
        kind=kind,
        due_at=at,
        about=about(working.id),
        facts={"working": working.id, "person": person_id},
        person_id=person_id,
    )


def tell(session: Session, working: Working, now: datetime) -> int:
    """Wish for the message that shows the working, in its channel or to whoever leads it."""
    key = about(working.id)
    wish = Wish(
        workspace_id=working.workspace_id,
        key=key,
        kind=WORKING,
        due_at=now,
        about=key,
        facts={"working": working.id},
        person_id=None if working.channel else working.facilitator_id,
        channel=working.channel,
    )
    deliveries.wish(session, [wish], now)
    made = deliveries.find(session, working.workspace_id, key)
    assert made is not None
    return made.id

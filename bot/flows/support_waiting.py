"""Requests for help that wait are shown to the level above: to the liaison, while something can be done."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlmodel import Session

from bot.blocks.support import Request, waiting_blocks
from bot.flows import alerts
from bot.flows.course_reach import next_level
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.flows.routine import routine_of
from bot.rules.calendar import NoSchoolDay
from storage import deliveries, figures, tellings
from storage.deliveries import Wish
from storage.tables import Delivery

WAITING = "support_waiting"
SCHOOL_DAYS = 3
"""How long a request may wait, from the close on, before the level above hears of it."""

AT = time(9, 0)


def watch(
    session: Session, workspace_id: int, organization_id: int, now: datetime, *, at_once: bool = False
) -> None:
    """Have the level above told of an organization's requests that nobody has answered by then.

    What is asked on one day is one message. `at_once` is for what leadership itself asks for.
    """
    calendar = routine_of(session, workspace_id, organization_id, now.date()).calendar
    today = calendar.day_of(now)
    try:
        due_at = now if at_once else calendar.moment(calendar.next_school_day(today, SCHOOL_DAYS), AT)
    except NoSchoolDay:
        due_at = now + timedelta(days=SCHOOL_DAYS)
    name = f"support-asked:{now.isoformat()}" if at_once else f"support-waiting:{today}"
    wishes = [
        Wish(
            workspace_id=workspace_id,
            key=f"{name}:{organization_id}:{row.person_id}",
            kind=WAITING,
            due_at=due_at,
            about=_about(organization_id),
            facts={"organization": organization_id},
            person_id=row.person_id,
        )
        for row in next_level(session, workspace_id, organization_id)
    ]
    deliveries.wish(session, wishes, now)
    if at_once:
        rows = figures.open_requests(session, workspace_id, [organization_id])
        alerts.asked(session, workspace_id, organization_id, [row.action_id for row in rows], now)


def answered(session: Session, workspace_id: int, organization_id: int, now: datetime) -> None:
    """Have what the level above was shown say what still waits."""
    deliveries.freshen(session, workspace_id, _about(organization_id), (WAITING,), now)


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read which of an organization's requests still wait; nothing goes out where none does."""
    organization_id = delivery.facts["organization"]
    rows = figures.open_requests(session, delivery.workspace_id, [organization_id])
    if not rows and not delivery.sent:
        return Skip("every request was answered before this was sent")
    organization = tellings.organization(session, delivery.workspace_id, organization_id)
    requests = [
        Request(row.action_id, row.number, row.text, row.team, row.asked_words, row.asked_on) for row in rows
    ]
    return Message(*waiting_blocks(kit.words, organization.name, requests))


def _about(organization_id: int) -> str:
    return f"support-waiting:{organization_id}"

"""What a school's shared calendar says: when check-ins open and close, and when the digest comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.documents.routine_feed import RoutineEvent, routine_feed
from bot.flows.kit import Kit
from bot.flows.routine import routine_of
from bot.rules.calendar import days
from bot.rules.cycle import cycle_of
from storage import tellings
from storage.vocabulary import Step

BEHIND, AHEAD = timedelta(days=35), timedelta(days=366)
SHOWN = (Step.OPEN, Step.REMIND_LAST, Step.CLOSE, Step.TELL)


def routine_ics(session: Session, kit: Kit, workspace_id: int, organization_id: int, now: datetime) -> bytes:
    """Give an organization's routine, from a month ago to a year ahead, as an iCalendar file.

    A paused routine has no events. It names no person, and nothing of the plan.
    """
    organization = tellings.organization(session, workspace_id, organization_id)
    routine = routine_of(session, workspace_id, organization_id, now.date())
    today = routine.calendar.day_of(now)
    events: dict[str, RoutineEvent] = {}
    for day in () if routine.paused else days(today - BEHIND, today + AHEAD):
        plan = cycle_of(day, routine.settings, routine.calendar)
        if plan is None or f"{plan.period.key}-open-{organization_id}" in events:
            continue
        for step, moment in plan.steps():
            if step in SHOWN:
                key = f"{plan.period.key}-{step.value}-{organization_id}"
                label = f"elsewhere.event.{step}"
                title = kit.words.label(label, school=organization.name)
                said = kit.words.label(f"elsewhere.event_more.{step}", closes_on=plan.closes_on)
                events[key] = RoutineEvent(key, moment, title, said)
    name = kit.words.label("elsewhere.calendar_name", school=organization.name)
    return routine_feed(name, organization.timezone, list(events.values()), now)

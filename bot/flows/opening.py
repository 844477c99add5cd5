"""Asking now: an organization's check-in opened at once, for those who set it up in the middle of a month."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.flows.kit import Kit, Refusal
from bot.flows.routine import routine_of
from bot.flows.setting_up import named
from bot.rules.cycle import CyclePlan, cycle_of, next_cycle
from storage import audit, cycles, openings
from storage.vocabulary import Step


def open_now(session: Session, kit: Kit, workspace_id: int, code: str, now: datetime) -> tuple[datetime, str]:
    """Have the check-in of an organization open at the next beat; give when it closes, and its time zone.

    It is this period's cycle where that has not closed yet, or else the next one's. Raises `Refusal`
    when one is open already, when nobody is to be asked, or when no school day is in sight.
    """
    organization = named(session, workspace_id, code)
    if organization.id not in cycles.with_unfinished_work(session, workspace_id, organization.id):
        raise Refusal("setup.open.nothing", name=organization.name)
    if openings.is_open(session, workspace_id, organization.id):
        raise Refusal("setup.open.already", name=organization.name)
    routine = routine_of(session, workspace_id, organization.id, now.date())
    if routine.paused:
        raise Refusal("setup.calendar.paused")
    plan = cycle_of(routine.calendar.day_of(now), routine.settings, routine.calendar)
    if plan is None or plan.closes_at <= now:
        plan = next_cycle(now, routine.settings, routine.calendar)
    if plan is None:
        raise Refusal("setup.open.no_days", name=organization.name)
    _bring_forward(session, workspace_id, organization.id, plan, now)
    about = f"organization:{organization.id}"
    audit.note(session, workspace_id, "opened_by_hand", now, about=about, facts={"period": plan.period.key})
    return plan.closes_at, organization.timezone


def _bring_forward(
    session: Session, workspace_id: int, organization_id: int, plan: CyclePlan, now: datetime
) -> None:
    """Open the cycle now, whether it is planned already or not; the rest of it stays where it is."""
    values = {
        "organization_id": organization_id,
        "period": plan.period.key,
        "opens_at": now,
        "closes_at": plan.closes_at,
        "closes_on": plan.closes_on,
        "tells_at": plan.tell_at,
    }
    to_come = [(step, at) for step, at in plan.steps() if step is not Step.OPEN and at > now]
    if cycles.add(session, workspace_id, values, [(Step.OPEN, now), *to_come]) is None:
        openings.bring_forward(session, workspace_id, organization_id, plan.period.key, now)

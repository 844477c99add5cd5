"""The cycle of every organization: planned ahead, and each of its steps done once when due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.flows import alerts, asking, closing
from bot.flows.asking import StepResult
from bot.flows.kit import Kit
from bot.flows.routine import Routine, routine_of, routines
from bot.rules.cycle import CyclePlan, cycle_of, next_cycle
from storage import checkins, cycles
from storage.tables import Cycle
from storage.vocabulary import Step, StepOutcome

PAUSED = "paused"
"""Why nothing is done for an organization whose schedule is paused."""


def plan_cycles(session: Session, kit: Kit, workspace_id: int, now: datetime) -> int:
    """Have one cycle to come planned for every organization with unfinished work; give how many are new."""
    latest = cycles.latest_openings(session, workspace_id)
    working = cycles.with_unfinished_work(session, workspace_id)
    without = sorted(key for key in working if not latest.get(key, (now, False))[1])
    if not without:
        return 0
    known = routines(session, workspace_id, now.date(), without)
    planned = 0
    for organization_id in without:
        after = max(now, latest.get(organization_id, (now, False))[0])
        planned += _plan(session, workspace_id, organization_id, known[organization_id], after) is not None
    return planned


def replan(session: Session, kit: Kit, workspace_id: int, now: datetime) -> int:
    """Plan the cycles to come anew, after a calendar or a schedule has changed; give how many there are.

    One that is due already is left alone. One that by the new calendar should have opened a little
    earlier opens now: a break that is announced late must not cost a school its month.
    """
    forgotten = cycles.forget_unopened(session, workspace_id, now)
    known = routines(session, workspace_id, now.date(), forgotten) if forgotten else {}
    hastened = 0
    for organization_id, period in forgotten.items():
        routine = known[organization_id]
        plan = cycle_of(routine.calendar.day_of(now), routine.settings, routine.calendar)
        under_way = plan is not None and plan.opens_at <= now < plan.closes_at
        if plan is not None and under_way and plan.period.key == period and not routine.paused:
            hastened += _store(session, workspace_id, organization_id, plan) is not None
    return hastened + plan_cycles(session, kit, workspace_id, now)


@dataclass(slots=True)
class Round:
    """A pass over what is due: the organization that is `at` hand, and those set `aside` after a fault.

    What is due in an organization is done in order, so all of it waits for what failed there.
    """

    at: int | None = None
    aside: set[int] = field(default_factory=set)


def sweep(session: Session, kit: Kit, workspace_id: int, now: datetime, going: Round | None = None) -> bool:
    """Do the one thing that has been due the longest; True when there may be more.

    Each thing is claimed by an update that names what it was, so that two processes do it once. `going`
    is told whose turn it is before anything is done.
    """
    going = going or Round()
    going.at = None
    step = cycles.due_step(session, workspace_id, now, going.aside)
    put_off = checkins.due_put_off(session, workspace_id, now, going.aside)
    if put_off is not None and (step is None or put_off.remind_at < step.due_at):
        going.at = put_off.organization_id
        if checkins.take_put_off(session, workspace_id, put_off.id, now):
            cycle = cycles.get(session, workspace_id, put_off.cycle_id)
            timezone = cycles.timezone(session, workspace_id, cycle.organization_id)
            asking.remind_put_off(session, cycle, put_off, timezone, now)
        return True
    if step is None:
        return alerts.roll_up_due(session, kit, workspace_id, now)
    going.at = step.organization_id
    if cycles.claim(session, workspace_id, step.id, now):
        cycle = cycles.get(session, workspace_id, step.cycle_id)
        became = _do(session, kit, cycle, step.step, now)
        cycles.settle(session, workspace_id, step.id, became.outcome, became.reason)
    return True


def next_due(session: Session, workspace_id: int) -> datetime | None:
    """Give the earliest moment at which something of a workspace is due, past or to come."""
    return cycles.next_due(session, workspace_id)


def _do(session: Session, kit: Kit, cycle: Cycle, step: Step, now: datetime) -> StepResult:
    if step is Step.OPEN:
        return _open(session, cycle, now)
    if step is Step.CLOSE:
        return closing.close_cycle(session, kit, cycle, now)
    if step is Step.TELL:
        return closing.tell_cycle(session, kit, cycle, now)
    timezone = cycles.timezone(session, cycle.workspace_id, cycle.organization_id)
    return asking.remind_cycle(session, cycle, step, timezone, now)


def _open(session: Session, cycle: Cycle, now: datetime) -> StepResult:
    """Open a cycle, and plan the one after it: the chain holds however long nobody was there."""
    routine = routine_of(session, cycle.workspace_id, cycle.organization_id, now.date())
    if routine.paused:
        cycles.mark(session, cycle.workspace_id, cycle.id, opened_at=now)
        cycles.skip_rest(session, cycle.workspace_id, cycle.id, PAUSED, now)
        return StepResult(StepOutcome.SKIPPED, PAUSED)
    following = None
    if cycles.with_unfinished_work(session, cycle.workspace_id, cycle.organization_id):
        following = _plan(session, cycle.workspace_id, cycle.organization_id, routine, cycle.opens_at)
    superseded = following is not None and following.opens_at <= now
    return asking.open_cycle(session, cycle, routine.calendar.timezone, superseded, now)


def _plan(
    session: Session, workspace_id: int, organization_id: int, routine: Routine, after: datetime
) -> CyclePlan | None:
    """Store the first cycle that opens later than `after`; None when there is none, or it is there."""
    plan = None if routine.paused else next_cycle(after, routine.settings, routine.calendar)
    return None if plan is None else _store(session, workspace_id, organization_id, plan)


def _store(session: Session, workspace_id: int, organization_id: int, plan: CyclePlan) -> CyclePlan | None:
    values = {
        "organization_id": organization_id,
        "period": plan.period.key,
        "opens_at": plan.opens_at,
        "closes_at": plan.closes_at,
        "closes_on": plan.closes_on,
        "tells_at": plan.tell_at,
    }
    stored = cycles.add(session, workspace_id, values, plan.steps())
    return plan if stored is not None else None

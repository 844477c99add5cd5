"""Cycles and their steps: planned, claimed when due, settled once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, true, update
from sqlmodel import Session, col

from storage.tables import (
    Action,
    CheckIn,
    Cycle,
    CycleStep,
    Delivery,
    Downtime,
    Milestone,
    Organization,
    Outgoing,
    Subscription,
)
from storage.upserts import insert_into
from storage.vocabulary import DeliveryState, Status, Step, StepOutcome

FINISHED = (Status.COMPLETED, Status.DROPPED)


def get(session: Session, workspace_id: int, cycle_id: int) -> Cycle:
    """Give a cycle; `NoResultFound` when there is none of this key."""
    return session.scalars(
        select(Cycle).where(col(Cycle.workspace_id) == workspace_id, col(Cycle.id) == cycle_id)
    ).one()


def with_unfinished_work(session: Session, workspace_id: int, organization_id: int | None = None) -> set[int]:
    """Give the organizations (or the one named) whose plans have an action that is not finished."""
    here = col(Action.organization_id) == organization_id if organization_id is not None else true()
    rows = session.scalars(
        select(col(Action.organization_id))
        .distinct()
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Milestone.workspace_id) == workspace_id,
            here,
            col(Action.status).not_in(FINISHED),
            col(Action.withdrawn_on).is_(None),
            col(Milestone.withdrawn_on).is_(None),
        )
    )
    return set(rows)


def latest_openings(session: Session, workspace_id: int) -> dict[int, tuple[datetime, bool]]:
    """Give, by organization, when its last planned cycle opens and whether one is still to open."""
    rows = session.execute(
        select(
            col(Cycle.organization_id),
            func.max(col(Cycle.opens_at)),
            func.count().filter(col(Cycle.opened_at).is_(None)),
        )
        .where(col(Cycle.workspace_id) == workspace_id)
        .group_by(col(Cycle.organization_id))
    )
    return {organization_id: (opens_at, waiting > 0) for organization_id, opens_at, waiting in rows}


def next_opening(session: Session, workspace_id: int, organization_id: int) -> datetime | None:
    """Give when an organization's next check-in opens."""
    return session.scalar(
        select(func.min(col(Cycle.opens_at))).where(
            col(Cycle.workspace_id) == workspace_id,
            col(Cycle.organization_id) == organization_id,
            col(Cycle.opened_at).is_(None),
        )
    )


def add(
    session: Session, workspace_id: int, cycle: dict[str, Any], steps: Sequence[tuple[Step, datetime]]
) -> int | None:
    """Store a cycle with its steps; give its key, or None when the organization has this period already."""
    cycle_id = session.scalar(
        insert_into(session, Cycle)
        .values(workspace_id=workspace_id, **cycle)
        .on_conflict_do_nothing(index_elements=["organization_id", "period"])
        .returning(col(Cycle.id))
    )
    if cycle_id is None:
        return None
    session.execute(
        insert(CycleStep),
        [
            {"workspace_id": workspace_id, "cycle_id": cycle_id, "step": step, "due_at": due_at}
            for step, due_at in steps
        ],
    )
    return int(cycle_id)


def forget_unopened(session: Session, workspace_id: int, now: datetime) -> dict[int, str]:
    """Take away the cycles that open later than `now`, to be planned anew; give their periods."""
    to_come = (
        col(Cycle.workspace_id) == workspace_id,
        col(Cycle.opened_at).is_(None),
        col(Cycle.opens_at) > now,
    )
    rows = session.execute(select(col(Cycle.organization_id), col(Cycle.period)).where(*to_come))
    found = list(rows)
    session.execute(
        delete(CycleStep).where(
            col(CycleStep.workspace_id) == workspace_id,
            col(CycleStep.cycle_id).in_(select(col(Cycle.id)).where(*to_come)),
        )
    )
    session.execute(delete(Cycle).where(*to_come))
    return {organization_id: period for organization_id, period in found}


def due_step(
    session: Session, workspace_id: int, now: datetime, aside: Collection[int] = ()
) -> Row[Any] | None:
    """Give the step that has been due the longest, but for organizations set aside: with its own columns."""
    return session.execute(
        select(
            col(CycleStep.id),
            col(CycleStep.cycle_id),
            col(CycleStep.step),
            col(CycleStep.due_at),
            col(Cycle.organization_id),
        )
        .join(Cycle, col(Cycle.id) == col(CycleStep.cycle_id))
        .where(
            col(CycleStep.workspace_id) == workspace_id,
            col(Cycle.workspace_id) == workspace_id,
            col(CycleStep.done_at).is_(None),
            col(CycleStep.due_at) <= now,
            col(Cycle.organization_id).not_in(aside),
        )
        .order_by(col(CycleStep.due_at), col(CycleStep.id))
        .limit(1)
    ).first()


def claim(session: Session, workspace_id: int, step_id: int, now: datetime) -> bool:
    """Take a step for this process alone; False when another one has it."""
    taken = session.execute(
        update(CycleStep)
        .where(
            col(CycleStep.workspace_id) == workspace_id,
            col(CycleStep.id) == step_id,
            col(CycleStep.done_at).is_(None),
        )
        .values(done_at=now, outcome=StepOutcome.DONE)
        .returning(col(CycleStep.id))
    )
    return taken.first() is not None


def settle(session: Session, workspace_id: int, step_id: int, outcome: StepOutcome, reason: str) -> None:
    """Keep what became of a step, and why."""
    session.execute(
        update(CycleStep)
        .where(col(CycleStep.workspace_id) == workspace_id, col(CycleStep.id) == step_id)
        .values(outcome=outcome, reason=reason or None)
    )


def planned_at(session: Session, workspace_id: int, cycle_id: int, step: Step) -> datetime | None:
    """Give the moment for which a step of a cycle is planned."""
    return session.scalar(
        select(col(CycleStep.due_at)).where(
            col(CycleStep.workspace_id) == workspace_id,
            col(CycleStep.cycle_id) == cycle_id,
            col(CycleStep.step) == step,
        )
    )


def mark(session: Session, workspace_id: int, cycle_id: int, **moments: datetime) -> None:
    """Keep when a cycle was opened, closed or told (`opened_at`, `closed_at`, `told_at`)."""
    session.execute(
        update(Cycle)
        .where(col(Cycle.workspace_id) == workspace_id, col(Cycle.id) == cycle_id)
        .values(**moments)
    )


def downtimes(session: Session, workspace_id: int, since: datetime) -> list[tuple[datetime, datetime]]:
    """Give the stretches since then in which nobody was there to ask or to listen."""
    rows = session.execute(
        select(col(Downtime.began_at), col(Downtime.ended_at)).where(
            col(Downtime.workspace_id) == workspace_id, col(Downtime.ended_at) > since
        )
    )
    return [(began_at, ended_at) for began_at, ended_at in rows]


def next_due(session: Session, workspace_id: int) -> datetime | None:
    """Give the earliest moment for which anything of a workspace is due, past or to come."""
    dues = (
        select(func.min(col(CycleStep.due_at))).where(
            col(CycleStep.workspace_id) == workspace_id, col(CycleStep.done_at).is_(None)
        ),
        select(func.min(col(CheckIn.remind_at))).where(
            col(CheckIn.workspace_id) == workspace_id, col(CheckIn.remind_at).is_not(None)
        ),
        select(func.min(col(Subscription.next_at))).where(
            col(Subscription.workspace_id) == workspace_id,
            col(Subscription.next_at).is_not(None),
            col(Subscription.ended_at).is_(None),
        ),
        select(func.min(col(Delivery.due_at))).where(
            col(Delivery.workspace_id) == workspace_id, col(Delivery.state) == DeliveryState.WAITING
        ),
        select(func.min(col(Outgoing.due_at))).where(
            col(Outgoing.workspace_id) == workspace_id, col(Outgoing.state) == DeliveryState.WAITING
        ),
    )
    moments = [session.scalar(due) for due in dues]
    return min((moment for moment in moments if moment is not None), default=None)


def timezone(session: Session, workspace_id: int, organization_id: int) -> str:
    """Give the time zone of an organization."""
    found: str = session.execute(
        select(col(Organization.timezone)).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.id) == organization_id
        )
    ).scalar_one()
    return found


def skip_rest(session: Session, workspace_id: int, cycle_id: int, reason: str, now: datetime) -> None:
    """Skip every step of a cycle that has not been done, and say why."""
    session.execute(
        update(CycleStep)
        .where(
            col(CycleStep.workspace_id) == workspace_id,
            col(CycleStep.cycle_id) == cycle_id,
            col(CycleStep.done_at).is_(None),
        )
        .values(done_at=now, outcome=StepOutcome.SKIPPED, reason=reason)
    )

"""Check-ins and the people they wait for: asked, put off, handed over, standing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlmodel import Session, col

from storage.cycles import FINISHED
from storage.tables import Action, CheckIn, Cycle, Delivery, Milestone, Team
from storage.vocabulary import Standing

PROMPTS = ("checkin_prompt",)
WRITTEN = ("checkin_prompt", "checkin_reminder")


def about(check_in_id: int) -> str:
    """What deliveries and audit events call a check-in."""
    return f"check-in:{check_in_id}"


def add(session: Session, rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Store check-ins; give their keys by milestone."""
    if not rows:
        return {}
    stored = session.execute(
        insert(CheckIn).returning(col(CheckIn.id), col(CheckIn.milestone_id)), list(rows)
    )
    return {milestone_id: key for key, milestone_id in stored}


def ask(session: Session, workspace_id: int, check_in_id: int, person_id: int) -> None:
    """Keep whom a check-in waits for now; what was put off before counts no more."""
    session.execute(
        update(CheckIn)
        .where(col(CheckIn.workspace_id) == workspace_id, col(CheckIn.id) == check_in_id)
        .values(asked_person_id=person_id, remind_at=None)
    )


def put_off(session: Session, workspace_id: int, check_in_id: int, until: datetime | None) -> None:
    """Have a check-in's person reminded at `until`; None takes that back."""
    session.execute(
        update(CheckIn)
        .where(col(CheckIn.workspace_id) == workspace_id, col(CheckIn.id) == check_in_id)
        .values(remind_at=until)
    )


def take_put_off(session: Session, workspace_id: int, check_in_id: int, now: datetime) -> bool:
    """Claim a reminder that somebody asked for; False when another process has it."""
    taken = session.execute(
        update(CheckIn)
        .where(
            col(CheckIn.workspace_id) == workspace_id,
            col(CheckIn.id) == check_in_id,
            col(CheckIn.remind_at) <= now,
        )
        .values(remind_at=None)
        .returning(col(CheckIn.id))
    )
    return taken.first() is not None


def due_put_off(
    session: Session, workspace_id: int, now: datetime, aside: Collection[int] = ()
) -> Row[Any] | None:
    """Give the check-in that was put off until the earliest moment that has come, but for organizations
    set aside: id, cycle_id, organization_id, remind_at."""
    return session.execute(
        select(col(CheckIn.id), col(CheckIn.cycle_id), col(CheckIn.organization_id), col(CheckIn.remind_at))
        .where(
            col(CheckIn.workspace_id) == workspace_id,
            col(CheckIn.remind_at) <= now,
            col(CheckIn.organization_id).not_in(aside),
        )
        .order_by(col(CheckIn.remind_at), col(CheckIn.id))
        .limit(1)
    ).first()


def of_cycle(session: Session, workspace_id: int, cycle_id: int) -> Sequence[Row[Any]]:
    """Give a cycle's check-ins with what asking and standing need."""
    return session.execute(
        _asking(workspace_id).where(
            col(CheckIn.workspace_id) == workspace_id,
            col(CheckIn.cycle_id) == cycle_id,
            col(Milestone.workspace_id) == workspace_id,
        )
    ).all()


def one_asked(session: Session, workspace_id: int, check_in_id: int) -> Row[Any]:
    """Give one check-in with what asking and standing need."""
    return session.execute(
        _asking(workspace_id).where(
            col(CheckIn.workspace_id) == workspace_id,
            col(CheckIn.id) == check_in_id,
            col(Milestone.workspace_id) == workspace_id,
        )
    ).one()


def _asking(workspace_id: int) -> Any:
    unfinished = select(col(Action.milestone_id)).where(
        col(Action.workspace_id) == workspace_id,
        col(Action.status).not_in(FINISHED),
        col(Action.withdrawn_on).is_(None),
    )
    return (
        select(
            col(CheckIn.id),
            col(CheckIn.milestone_id),
            col(CheckIn.team_id),
            col(CheckIn.asked_person_id),
            col(CheckIn.opened_at),
            col(CheckIn.remind_at),
            col(CheckIn.answered_at),
            col(CheckIn.first_answered_at),
            col(CheckIn.standing),
            col(Team.channel),
            (col(Milestone.withdrawn_on).is_(None) & col(CheckIn.milestone_id).in_(unfinished)).label(
                "has_work"
            ),
        )
        .join(Milestone, col(Milestone.id) == col(CheckIn.milestone_id))
        .outerjoin(Team, (col(Team.id) == col(CheckIn.team_id)) & (col(Team.workspace_id) == workspace_id))
        .order_by(col(CheckIn.id))
    )


def follow_plan(session: Session, workspace_id: int, organization_id: int) -> None:
    """Have the unanswered check-ins of open cycles wait for the teams that their milestones have now."""
    team = (
        select(col(Milestone.team_id))
        .where(col(Milestone.workspace_id) == workspace_id, col(Milestone.id) == col(CheckIn.milestone_id))
        .scalar_subquery()
    )
    still_open = select(col(Cycle.id)).where(
        col(Cycle.workspace_id) == workspace_id,
        col(Cycle.organization_id) == organization_id,
        col(Cycle.closed_at).is_(None),
    )
    session.execute(
        update(CheckIn)
        .where(
            col(CheckIn.workspace_id) == workspace_id,
            col(CheckIn.cycle_id).in_(still_open),
            col(CheckIn.answered_at).is_(None),
            col(CheckIn.team_id).is_distinct_from(team),
        )
        .values(team_id=team, asked_person_id=None, remind_at=None)
        .execution_options(synchronize_session=False)
    )


def written(session: Session, workspace_id: int, abouts: Iterable[str]) -> Sequence[Row[Any]]:
    """Give the prompts and reminders of check-ins, oldest first.

    Columns: id, kind, about, facts, person_id, channel, state, created_at, first_sent_at.
    """
    return session.execute(
        select(
            col(Delivery.id),
            col(Delivery.kind),
            col(Delivery.about),
            col(Delivery.facts),
            col(Delivery.person_id),
            col(Delivery.channel),
            col(Delivery.state),
            col(Delivery.created_at),
            col(Delivery.first_sent_at),
        )
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.about).in_(list(abouts)),
            col(Delivery.kind).in_(WRITTEN),
        )
        .order_by(col(Delivery.id))
    ).all()


def stand(session: Session, workspace_id: int, keys: Sequence[int], standing: Standing) -> None:
    """Keep where these check-ins stand."""
    session.execute(
        update(CheckIn)
        .where(col(CheckIn.workspace_id) == workspace_id, col(CheckIn.id).in_(keys))
        .values(standing=standing)
    )


def standing_counts(session: Session, workspace_id: int, cycle_id: int) -> dict[Standing, int]:
    """Give how many check-ins of a cycle have each standing."""
    rows = session.execute(
        select(col(CheckIn.standing), func.count())
        .where(col(CheckIn.workspace_id) == workspace_id, col(CheckIn.cycle_id) == cycle_id)
        .group_by(col(CheckIn.standing))
    )
    return {standing: count for standing, count in rows}

"""An organization's plan and history as the rules read them: nine statements, however large the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.rules.calendar import SchoolCalendar
from bot.rules.facts import (
    ActionFacts,
    AdjustmentFacts,
    CheckInFacts,
    CycleFacts,
    DueMove,
    History,
    MilestoneFacts,
    OutputFacts,
    PlanFacts,
    SpendFacts,
    StatusFacts,
    SupportFacts,
)
from storage import history


def facts_of(
    session: Session, workspace_id: int, organization_id: int, calendar: SchoolCalendar
) -> tuple[PlanFacts, History]:
    """Give the plan and everything that was reported and recorded; `calendar` says which day a moment is."""
    check_ins = history.check_ins(session, workspace_id, organization_id)
    plan = _plan(session, workspace_id, organization_id, check_ins, calendar)
    return plan, _history(session, workspace_id, organization_id, check_ins, calendar)


def _plan(
    session: Session,
    workspace_id: int,
    organization_id: int,
    check_ins: Iterable[Row[Any]],
    calendar: SchoolCalendar,
) -> PlanFacts:
    actions = _actions(session, workspace_id, organization_id)
    spending: dict[int, list[SpendFacts]] = defaultdict(list)
    for row in check_ins:
        if row.budget_used_cents is not None:
            spent = SpendFacts(calendar.day_of(row.submitted_at), row.budget_used_cents)
            spending[row.milestone_id].append(spent)
    return PlanFacts(
        tuple(
            MilestoneFacts(**row._mapping, actions=tuple(actions[row.id]), spending=tuple(spending[row.id]))
            for row in history.milestones(session, workspace_id, organization_id)
        )
    )


def _actions(session: Session, workspace_id: int, organization_id: int) -> dict[int, list[ActionFacts]]:
    before: dict[int, list[int]] = defaultdict(list)
    for row in history.predecessors(session, workspace_id, organization_id):
        before[row.action_id].append(row.predecessor_id)
    outputs: dict[int, list[OutputFacts]] = defaultdict(list)
    for row in history.outputs(session, workspace_id, organization_id):
        outputs[row.action_id].append(OutputFacts(row.id, row.text, row.produced_on))
    moves: dict[int, list[DueMove]] = defaultdict(list)
    for row in history.due_date_moves(session, workspace_id, organization_id):
        moves[row.action_id].append(DueMove(row.moved_on, row.old_due_on, row.new_due_on))
    found: dict[int, list[ActionFacts]] = defaultdict(list)
    for row in history.actions(session, workspace_id, organization_id):
        found[row.milestone_id].append(
            ActionFacts(
                **row._mapping,
                predecessor_ids=tuple(before[row.id]),
                outputs=tuple(outputs[row.id]),
                due_dates_moved=tuple(moves[row.id]),
            )
        )
    return found


def _history(
    session: Session,
    workspace_id: int,
    organization_id: int,
    check_ins: Iterable[Row[Any]],
    calendar: SchoolCalendar,
) -> History:
    return History(
        check_ins=tuple(CheckInFacts(row.milestone_id, _cycle(row), row.standing) for row in check_ins),
        statuses=tuple(
            StatusFacts(
                row.action_id,
                _cycle(row),
                row.status,
                calendar.day_of(row.submitted_at),
                row.cause,
                bool(row.adjustment),
                row.new_due_on,
                bool(row.support_needed),
            )
            for row in history.reports(session, workspace_id, organization_id)
        ),
        adjustments=tuple(
            AdjustmentFacts(row.action_id, row.recorded_on, row.new_due_on, row.id, row.cause)
            for row in history.adjustments(session, workspace_id, organization_id)
        ),
        supports=tuple(
            SupportFacts(row.action_id, row.asked_on, row.given_on, row.id, row.offered_on, row.helped)
            for row in history.supports(session, workspace_id, organization_id)
        ),
    )


def _cycle(row: Row[Any]) -> CycleFacts:
    return CycleFacts(row.period, row.closes_on)

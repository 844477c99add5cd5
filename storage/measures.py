"""Measures of a plan's goals and strategies, and the values that were entered for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from storage.tables import Goal, GoalMeasure, MeasureValue, Person, Plan, Strategy, StrategyMeasure

Rows = Sequence[Row[Any]]


def plan_of(session: Session, workspace_id: int, organization_id: int) -> Row[Any] | None:
    """Give an organization's plan (id, title, starts_on, ends_on, vision, mission), the newest of several."""
    return session.execute(
        select(
            col(Plan.id),
            col(Plan.title),
            col(Plan.starts_on),
            col(Plan.ends_on),
            col(Plan.vision),
            col(Plan.mission),
        )
        .where(col(Plan.workspace_id) == workspace_id, col(Plan.organization_id) == organization_id)
        .order_by(col(Plan.id).desc())
        .limit(1)
    ).first()


def goal_measures(session: Session, workspace_id: int, plan_id: int) -> Rows:
    """Give the living measures of a plan's goals in order, each with `number` and `text` of its goal."""
    return session.execute(
        select(
            *_own(GoalMeasure),
            col(Goal.id).label("parent_id"),
            col(Goal.number),
            col(Goal.text),
        )
        .join(Goal, col(Goal.id) == col(GoalMeasure.goal_id))
        .where(
            col(GoalMeasure.workspace_id) == workspace_id,
            col(Goal.workspace_id) == workspace_id,
            col(Goal.plan_id) == plan_id,
            col(Goal.withdrawn_on).is_(None),
            col(GoalMeasure.withdrawn_on).is_(None),
        )
        .order_by(col(Goal.number), col(GoalMeasure.position))
    ).all()


def strategy_measures(session: Session, workspace_id: int, plan_id: int) -> Rows:
    """Give the living measures of a plan's strategies in order; `text` is the strategy's "then"."""
    return session.execute(
        select(
            *_own(StrategyMeasure),
            col(Strategy.id).label("parent_id"),
            col(Strategy.number),
            col(Strategy.then_text).label("text"),
        )
        .join(Strategy, col(Strategy.id) == col(StrategyMeasure.strategy_id))
        .where(
            col(StrategyMeasure.workspace_id) == workspace_id,
            col(Strategy.workspace_id) == workspace_id,
            col(Strategy.plan_id) == plan_id,
            col(Strategy.withdrawn_on).is_(None),
            col(StrategyMeasure.withdrawn_on).is_(None),
        )
        .order_by(col(Strategy.number), col(StrategyMeasure.position))
    ).all()


def values(session: Session, workspace_id: int, organization_id: int) -> Rows:
    """Give every value that was ever entered for an organization, oldest first, with who entered it."""
    return session.execute(
        select(
            col(MeasureValue.id),
            col(MeasureValue.goal_measure_id),
            col(MeasureValue.strategy_measure_id),
            col(MeasureValue.group_name),
            col(MeasureValue.measured_on),
            col(MeasureValue.value),
            col(MeasureValue.source),
            col(MeasureValue.note),
            col(MeasureValue.doubts),
            col(MeasureValue.entered_at),
            col(MeasureValue.entered_how),
            col(Person.name).label("entered_by"),
        )
        .outerjoin(
            Person,
            (col(Person.id) == col(MeasureValue.entered_by_id)) & (col(Person.workspace_id) == workspace_id),
        )
        .where(
            col(MeasureValue.workspace_id) == workspace_id,
            col(MeasureValue.organization_id) == organization_id,
        )
        .order_by(col(MeasureValue.id))
    ).all()


def is_entered(session: Session, workspace_id: int, request_key: str) -> bool:
    """Say whether a value came in under this key already."""
    return (
        session.scalars(
            select(col(MeasureValue.id)).where(
                col(MeasureValue.workspace_id) == workspace_id, col(MeasureValue.request_key) == request_key
            )
        ).first()
        is not None
    )


def _own(table: Any) -> tuple[Any, ...]:
    return (table.id, table.indicator, table.data_source, table.baseline, table.targets)

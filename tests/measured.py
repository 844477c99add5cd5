"""Measures for the cast's plans: what Cedar Grove wants to see of its goal and of its strategy."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from storage.tables import Goal, GoalMeasure, Plan, Strategy, StrategyMeasure
from tests.people import Cast


def store_measures(session: Session, cast: Cast, school: str = "cedar") -> dict[str, int]:
    """Store three measures for a school's plan; give their keys by what people call them."""
    here = cast.workspace_id
    plan = session.exec(select(Plan).where(col(Plan.organization_id) == cast.organizations[school])).one()
    goal = session.exec(select(Goal).where(col(Goal.plan_id) == plan.id)).one()
    strategy = session.exec(select(Strategy).where(col(Strategy.plan_id) == plan.id)).one()
    rows = {
        "G1.1": GoalMeasure(
            workspace_id=here,
            goal_id=goal.id,
            position=1,
            indicator="Third graders who read on grade level (%)",
            data_source="State reading test",
            baseline="All students: 42%; English learners: 30%",
            targets=[_target(1, "increase", "6", "points"), _target(2, "increase", "12", "points")],
        ),
        "G1.2": GoalMeasure(
            workspace_id=here,
            goal_id=goal.id,
            position=2,
            indicator="Days of school missed by a third grader",
            baseline="11.5",
            targets=[_target(1, "decrease", "2", "number")],
        ),
        "S1.1.1": StrategyMeasure(
            workspace_id=here,
            strategy_id=strategy.id,
            position=1,
            indicator="Lessons seen that use the routine (%)",
            data_source="Walkthroughs",
            baseline="20%",
            targets=[_target(1, "at_least", "60", "percent")],
        ),
    }
    session.add_all(rows.values())
    session.flush()
    return {ref: row.id for ref, row in rows.items()}


DAY = date(2026, 10, 15)


def _target(year: int, kind: str, value: str, unit: str) -> dict[str, object]:
    return {"year": year, "kind": kind, "value": value, "unit": unit, "base": "baseline"}

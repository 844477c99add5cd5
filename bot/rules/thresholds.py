"""The numbers of the nine rules and of roll-ups, with defaults; an organization may set any (K-12)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Count = Annotated[int, Field(ge=1, le=400)]
Points = Annotated[int, Field(ge=0, le=100)]
Cycles = Annotated[float, Field(gt=0, le=24)]


class Thresholds(BaseModel):
    """When each rule raises a flag, and when it becomes more severe.

    Lengths of time are counted in reports or cycles of the team's own rhythm, in school days, or in
    calendar days, as each field says; nothing is counted in months.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    overdue_concern_school_days: Count = 10
    overdue_urgent_school_days: Count = 40
    behind_urgent_reports: Count = 2
    waning_declines: Count = 2
    waning_urgent_declines: Count = 3
    silent_urgent_cycles: Count = 2
    at_risk_days: Count = 30
    at_risk_soon_days: Count = 14
    slipping_moves: Count = 2
    slipping_urgent_moves: Count = 3
    adjustment_chance_cycles: Cycles = 0.5
    """Share of a cycle that an adjustment, or a support, is given before a report counts against it."""
    adjustment_urgent_reports: Count = 2
    support_wait_cycles: Cycles = 0.9
    """Cycles after which a request without an answer is flagged; just under one, so that months of
    unequal length do not turn "a month ago" into two."""
    support_urgent_cycles: Cycles = 1.9
    support_urgent_reports: Count = 2
    trajectory_points: Points = 20
    trajectory_concern_points: Points = 35
    trajectory_urgent_points: Points = 50
    network_least_schools: Count = 3
    """Schools that have to stand behind a figure of a roll-up (N-01); fewer are hidden or folded."""
    nameless_least_answers: Annotated[int, Field(ge=3, le=400)] = 5
    """Answers without a name below which nothing of them is shown."""

    @model_validator(mode="after")
    def _each_step_is_at_least_the_one_before(self) -> Self:
        ladders = (
            ("overdue_concern_school_days", "overdue_urgent_school_days"),
            ("waning_declines", "waning_urgent_declines"),
            ("at_risk_soon_days", "at_risk_days"),
            ("slipping_moves", "slipping_urgent_moves"),
            ("support_wait_cycles", "support_urgent_cycles"),
            ("trajectory_points", "trajectory_concern_points"),
            ("trajectory_concern_points", "trajectory_urgent_points"),
        )
        for lower, upper in ladders:
            if getattr(self, lower) > getattr(self, upper):
                raise ValueError(f"{upper} must be at least {lower}")
        return self

"""The plan tree: goals, priorities, strategies, milestones, actions, outputs (inventory A.3)."""

from datetime import date
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, optional_reference, reference
from storage.types import Facts, Key, word
from storage.vocabulary import Status


class Plan(Scoped, table=True):
    """An organization's improvement plan (E01); the living one per organization.

    `header` holds the other fields at a glance (F001 to F015); `basis` what the plan rests on: purpose
    and glossary (F028, F029), signatures (F036 to F039), needs assessment and analysis (F040 to F064),
    attachments (F113, F114). They are read and written whole, so they are one document and not rows.
    """

    __table_args__ = (UniqueConstraint("organization_id", "title"),)

    organization_id: int = reference("organization.id")
    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    vision: str | None = None
    mission: str | None = None
    header: dict[str, Any] = Field(default_factory=dict, sa_type=Facts)
    basis: dict[str, Any] | None = Field(default=None, sa_type=Facts)


class Goal(Scoped, table=True):
    """A student-focused goal (F020), with its explanation (F027)."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: int = reference("plan.id")
    number: int
    text: str
    explanation: str | None = None
    withdrawn_on: date | None = None


class GoalMeasure(Scoped, table=True):
    """A measure of a goal (F021 to F026); `targets` holds one {year, kind, value, unit, base} a year."""

    __table_args__ = (UniqueConstraint("goal_id", "position"),)

    goal_id: int = reference("goal.id")
    position: int
    indicator: str
    data_source: str | None = None
    baseline: str | None = None
    targets: list[dict[str, Any]] = Field(default_factory=list, sa_type=Facts)
    withdrawn_on: date | None = None


class PriorityArea(Scoped, table=True):
    """What the plan puts first (F065), by rank."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: int = reference("plan.id")
    number: int
    text: str
    withdrawn_on: date | None = None


class Strategy(Scoped, table=True):
    """If we ... then ... and ... (F066 to F070); practice codes are the Four Domains' own."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: int = reference("plan.id")
    priority_area_id: int | None = optional_reference("priority_area.id")
    goal_id: int | None = optional_reference("goal.id")
    number: str = Field(max_length=16)
    if_text: str
    then_text: str
    and_text: str
    starts_on: date | None = None
    ends_on: date | None = None
    practices: list[str] = Field(default_factory=list, sa_type=Facts)
    withdrawn_on: date | None = None


class StrategyMeasure(Scoped, table=True):
    """A measure of a strategy's "then" (F071 to F075)."""

    __table_args__ = (UniqueConstraint("strategy_id", "position"),)

    strategy_id: int = reference("strategy.id")
    position: int
    indicator: str
    data_source: str | None = None
    baseline: str | None = None
    targets: list[dict[str, Any]] = Field(default_factory=list, sa_type=Facts)
    withdrawn_on: date | None = None


class Milestone(Scoped, table=True):
    """An indicator of implementation, led by a team (F076 to F080)."""

    __table_args__ = (UniqueConstraint("strategy_id", "number"),)

    organization_id: int = reference("organization.id")
    strategy_id: int = reference("strategy.id")
    team_id: int | None = optional_reference("team.id", index=True)
    number: str = Field(max_length=24)
    statement: str
    starts_on: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    completed_on: date | None = None
    withdrawn_on: date | None = None
    practices: list[str] = Field(default_factory=list, sa_type=Facts)


class Action(Scoped, table=True):
    """A step of a milestone (F081 to F089); `status` is what its team reported last."""

    __table_args__ = (UniqueConstraint("milestone_id", "number"),)

    organization_id: int = reference("organization.id")
    milestone_id: int = reference("milestone.id")
    number: str = Field(max_length=32)
    text: str
    starts_on: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    budget_cents: int | None = Field(default=None, sa_type=Key)
    resources: str | None = None
    responsible_id: int | None = optional_reference("person.id")
    practices: list[str] = Field(default_factory=list, sa_type=Facts)
    status: Status = Field(default=Status.NOT_STARTED, sa_type=word(Status))
    completed_on: date | None = None
    withdrawn_on: date | None = None


class Output(Scoped, table=True):
    """What an action is to bring forth (F083), and when it did."""

    __table_args__ = (UniqueConstraint("action_id", "position"),)

    action_id: int = reference("action.id")
    position: int
    text: str
    produced_on: date | None = None
    evidence: str | None = None
    withdrawn_on: date | None = None


class ActionCollaborator(Scoped, table=True):
    """A person who helps with an action (F087)."""

    __table_args__ = (UniqueConstraint("action_id", "person_id"),)

    action_id: int = reference("action.id")
    person_id: int = reference("person.id")


class ActionPredecessor(Scoped, table=True):
    """An action that has to be finished first (F089)."""

    __table_args__ = (UniqueConstraint("action_id", "predecessor_id"),)

    action_id: int = reference("action.id")
    predecessor_id: int = reference("action.id")


class DueDateMove(Scoped, table=True):
    """A due date that was moved, kept for good: first approved dates and drift stay visible (M-04)."""

    action_id: int = reference("action.id")
    moved_on: date
    old_due_on: date | None = None
    new_due_on: date | None = None
    moved_by_id: int | None = optional_reference("person.id")

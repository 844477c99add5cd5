"""Stores the tree of a plan: goals and priorities, strategies, milestones, actions and what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from bot.documents.plan_document import Action, Measure, PlanDocument
from bot.documents.plan_text import parent_number
from bot.flows.plan_import.settle import grouped, settle, settle_list
from storage import tables
from storage.ahead import new
from storage.plan_rows import PlanRows


class TreeWriter:
    """Writes one plan's tree in the transaction of `session`; `today` is the organization's own date."""

    def __init__(
        self,
        session: Session,
        rows: PlanRows,
        document: PlanDocument,
        people: Mapping[str, int],
        teams: Mapping[str, int],
        today: date,
    ) -> None:
        """`people` gives keys by e-mail, `teams` by code."""
        self._session = session
        self._rows = rows
        self._document = document
        self._people = people
        self._teams = teams
        self._today = today
        self._workspace_id = rows.plan.workspace_id
        self._organization_id = rows.organization.id

    def write(self) -> None:
        """Bring all rows in line with the document."""
        priorities = self._numbered(
            self._rows.priorities,
            tables.PriorityArea,
            {row.number: {"text": row.text} for row in self._document.priorities},
        )
        goals = self._numbered(
            self._rows.goals,
            tables.Goal,
            {row.number: {"text": row.text, "explanation": row.explanation} for row in self._document.goals},
        )
        strategies = self._strategies(priorities, goals)
        measures = grouped(self._rows.goal_measures, "goal_id")
        for goal in self._document.goals:
            row = goals[goal.number]
            self._measures(tables.GoalMeasure, "goal_id", row.id, measures.get(row.id, []), goal.measures)
        measures = grouped(self._rows.strategy_measures, "strategy_id")
        for strategy in self._document.strategies:
            row = strategies[strategy.number]
            known = measures.get(row.id, [])
            self._measures(tables.StrategyMeasure, "strategy_id", row.id, known, strategy.measures)
        actions = self._actions(self._milestones(strategies))
        self._outputs(actions)
        self._collaborators(actions)
        self._predecessors(actions)
        self._session.flush()

    def _numbered(self, known: Any, table: Any, wanted: Mapping[Any, Mapping[str, Any]]) -> dict[Any, Any]:
        def make(number: Any, fields: Mapping[str, Any]) -> Any:
            plan_id = self._rows.plan.id
            return new(
                self._session,
                table,
                workspace_id=self._workspace_id,
                plan_id=plan_id,
                number=number,
                **fields,
            )

        return settle(self._session, {row.number: row for row in known}, wanted, make, self._today)

    def _strategies(self, priorities: Mapping[int, Any], goals: Mapping[int, Any]) -> dict[str, Any]:
        wanted = {
            strategy.number: {
                "priority_area_id": priorities[int(parent_number(strategy.number))].id,
                "goal_id": None if strategy.goal is None else goals[strategy.goal].id,
                "if_text": strategy.if_text,
                "then_text": strategy.then_text,
                "and_text": strategy.and_text,
                "starts_on": strategy.starts_on,
                "ends_on": strategy.ends_on,
                "practices": list(strategy.practices),
            }
            for strategy in self._document.strategies
        }
        return self._numbered(self._rows.strategies, tables.Strategy, wanted)

    def _measures(
        self, table: Any, parent: str, parent_id: int, known: list[Any], measures: tuple[Measure, ...]
    ) -> None:
        wanted = [
            {
                "indicator": measure.indicator,
                "data_source": measure.data_source,
                "baseline": measure.baseline,
                "targets": [target.model_dump(mode="json") for target in measure.targets],
            }
            for measure in measures
        ]
        fixed = {"workspace_id": self._workspace_id, parent: parent_id}
        settle_list(
            self._session,
            known,
            "indicator",
            wanted,
            lambda fields: new(self._session, table, **fixed, **fields),
            self._today,
        )

    def _milestones(self, strategies: Mapping[str, Any]) -> dict[str, tables.Milestone]:
        wanted = {
            milestone.number: {
                "strategy_id": strategies[parent_number(milestone.number)].id,
                "team_id": None if milestone.team is None else self._teams[milestone.team],
                "statement": milestone.statement,
                "starts_on": milestone.starts_on,
                "due_on": milestone.due_on,
                "practices": list(milestone.practices),
            }
            for milestone in self._document.milestones
        }
        return self._dated(self._rows.milestones, tables.Milestone, wanted)

    def _actions(self, milestones: Mapping[str, tables.Milestone]) -> dict[str, tables.Action]:
        before = {action.number: action.due_on for action in self._rows.actions}
        wanted = {
            action.number: self._action(action, milestones[parent_number(action.number)].id)
            for action in self._document.actions
        }
        actions = self._dated(self._rows.actions, tables.Action, wanted)
        for number, action in actions.items():
            old = before.get(number)
            if old is not None and old != action.due_on:
                self._session.add(
                    tables.DueDateMove(
                        workspace_id=self._workspace_id,
                        action_id=action.id,
                        moved_on=self._today,
                        old_due_on=old,
                        new_due_on=action.due_on,
                    )
                )
        return actions

    def _action(self, action: Action, milestone_id: int) -> dict[str, Any]:
        return {
            "milestone_id": milestone_id,
            "text": action.text,
            "starts_on": action.starts_on,
            "due_on": action.due_on,
            "budget_cents": None if action.budget is None else int(action.budget * 100),
            "resources": action.resources,
            "responsible_id": None if action.responsible is None else self._people[action.responsible],
            "practices": list(action.practices),
        }

    def _dated(self, known: Any, table: Any, wanted: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        """Settle rows that keep the first date they were approved with."""
        rows = {row.number: row for row in known}
        for number, fields in wanted.items():
            first = rows[number].first_due_on if number in rows else None
            fields["first_due_on"] = first or fields["due_on"]

        def make(number: Any, fields: Mapping[str, Any]) -> Any:
            fixed = {"workspace_id": self._workspace_id, "organization_id": self._organization_id}
            return new(self._session, table, **fixed, number=number, **fields)

        return settle(self._session, rows, wanted, make, self._today)

    def _outputs(self, actions: Mapping[str, tables.Action]) -> None:
        known = grouped(self._rows.outputs, "action_id")
        for action in self._document.actions:
            fixed = {"workspace_id": self._workspace_id, "action_id": actions[action.number].id}
            settle_list(
                self._session,
                known.get(fixed["action_id"], []),
                "text",
                [{"text": text} for text in action.outputs],
                lambda fields, fixed=fixed: new(self._session, tables.Output, **fixed, **fields),  # type: ignore[misc]
                self._today,
                lambda output: output.produced_on is None,
            )

    def _collaborators(self, actions: Mapping[str, tables.Action]) -> None:
        wanted = {
            (actions[action.number].id, self._people[email])
            for action in self._document.actions
            for email in action.collaborators
        }
        self._link(tables.ActionCollaborator, "person_id", self._rows.collaborators, wanted, actions)

    def _predecessors(self, actions: Mapping[str, tables.Action]) -> None:
        wanted = {
            (actions[action.number].id, actions[number].id)
            for action in self._document.actions
            for number in action.predecessors
        }
        self._link(tables.ActionPredecessor, "predecessor_id", self._rows.predecessors, wanted, actions)

    def _link(
        self,
        table: Any,
        other: str,
        known: Any,
        wanted: set[tuple[int, int]],
        actions: Mapping[str, tables.Action],
    ) -> None:
        """Add and take away links of living actions; those of withdrawn ones stay with their history."""
        living = {action.id for action in actions.values()}
        have = {(row.action_id, getattr(row, other)): row.id for row in known if row.action_id in living}
        for action_id, other_id in sorted(wanted - have.keys()):
            fields = {"action_id": action_id, other: other_id}
            self._session.add(new(self._session, table, workspace_id=self._workspace_id, **fields))
        gone = [have[pair] for pair in have.keys() - wanted]
        if gone:
            ours = col(table.workspace_id) == self._workspace_id
            self._session.execute(delete(table).where(ours, col(table.id).in_(gone)))

"""A plan as the rows of the workbook's tables: what to write in each cell, by field."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents.plan_document import Action, AssessmentKind, Measure, Milestone, Person, PlanDocument, Team
from bot.documents.plan_text import number_key
from bot.documents.workbook.basis import LINES, line_of
from bot.documents.workbook.basis_cells import Cells, Content, basis_cells
from bot.documents.workbook.names import Names
from bot.documents.workbook.targets import target_cells
from bot.documents.workbook.words import WorkbookWords
from storage.vocabulary import RoleKind


class PlanCells:
    """Gives the rows of each table of a plan, people and teams by their names."""

    def __init__(self, document: PlanDocument, words: WorkbookWords) -> None:
        """Names that two people or teams share are written as e-mail address or code."""
        self._document = document
        self._words = words
        self._people = Names((person.email, person.name) for person in document.people)
        self._teams = Names((team.code, team.name) for team in document.teams)

    def table(self, key: str) -> Iterator[Cells]:
        """Give the rows of a table ("goals", "strategies", "milestones", "people", "teams")."""
        document = self._document
        if key == "goals":
            for goal in document.goals:
                first: Cells = {"number": goal.number, "text": goal.text, "explanation": goal.explanation}
                yield from self._measured(first, goal.measures)
        elif key == "strategies":
            for strategy in document.strategies:
                first = {
                    "number": strategy.number,
                    "goal": strategy.goal,
                    "if_text": strategy.if_text,
                    "then_text": strategy.then_text,
                    "and_text": strategy.and_text,
                    "practices": ", ".join(strategy.practices),
                    "starts_on": strategy.starts_on,
                    "ends_on": strategy.ends_on,
                }
                yield from self._measured(first, strategy.measures)
        elif key == "milestones":
            rows: list[Milestone | Action] = [*document.milestones, *document.actions]
            for row in sorted(rows, key=lambda row: number_key(row.number)):
                yield self._milestone(row) if isinstance(row, Milestone) else self._action(row)
        elif key == "people":
            yield from (self._person(person) for person in document.people)
        elif key == "teams":
            yield from (self._team(team) for team in document.teams)
        else:
            yield from basis_cells(key, document, self._words.choices)

    def line(self, field: str) -> Content:
        """Give the content of a line of the sheet "At a glance"."""
        if field in ("vision", "mission"):
            return self._document.vision if field == "vision" else self._document.mission
        if field in LINES:
            kind: Content = line_of(self._document, field)
            return self._words.choices.assessments[kind] if isinstance(kind, AssessmentKind) else kind
        if field == "principal":
            return self._person_label(self._document.header.principal)
        content: Content = getattr(self._document.header, field)
        return content

    def _measured(self, first: Cells, measures: tuple[Measure, ...]) -> Iterator[Cells]:
        if not measures:
            yield first
        for at, measure in enumerate(measures):
            row = first if at == 0 else {"number": first["number"]}
            yield {
                **row,
                "indicator": measure.indicator,
                "data_source": measure.data_source,
                "baseline": measure.baseline,
                **target_cells(measure, self._words),
            }

    def _milestone(self, milestone: Milestone) -> Cells:
        return {
            "number": milestone.number,
            "text": milestone.statement,
            "starts_on": milestone.starts_on,
            "due_on": milestone.due_on,
            "team": self._teams.label(milestone.team) if milestone.team else None,
            "practices": ", ".join(milestone.practices),
        }

    def _action(self, action: Action) -> Cells:
        return {
            "number": action.number,
            "text": action.text,
            "outputs": "\n".join(f"• {output}" for output in action.outputs),
            "starts_on": action.starts_on,
            "due_on": action.due_on,
            "responsible": self._person_label(action.responsible),
            "collaborators": ", ".join(self._people.label(email) for email in action.collaborators),
            "budget": action.budget,
            "resources": action.resources,
            "predecessors": ", ".join(action.predecessors),
            "practices": ", ".join(action.practices),
        }

    def _person(self, person: Person) -> Cells:
        choices = self._words.choices
        roles = [choices.roles[role] for role in person.roles if role is not RoleKind.LEADERSHIP]
        return {
            "name": person.name,
            "email": person.email,
            "title": person.title,
            "leadership": choices.yes if RoleKind.LEADERSHIP in person.roles else None,
            "roles": ", ".join(roles),
        }

    def _team(self, team: Team) -> Cells:
        return {
            "code": team.code,
            "name": team.name,
            "lead": self._person_label(team.lead),
            "members": ", ".join(self._people.label(email) for email in team.members),
            "channel": team.channel,
        }

    def _person_label(self, email: str | None) -> str | None:
        return self._people.label(email) if email else None

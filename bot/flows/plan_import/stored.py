"""The plan that is in the database, as the same value that a file is read into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from bot.documents.plan_diff import PartKey
from bot.documents.plan_document import (
    Action,
    Goal,
    Header,
    Measure,
    Milestone,
    Person,
    PlanDocument,
    PriorityArea,
    Strategy,
    Target,
    Team,
)
from storage import tables
from storage.plan_rows import PlanRows
from storage.vocabulary import RoleKind

OWN_COLUMNS = frozenset({"title", "school_name", "school_code", "starts_on", "ends_on"})
"""Fields of the header that have columns of their own; the others lie in `Plan.header`."""

BASIS = frozenset({"purpose", "glossary", "needs", "analysis", "signatures", "attachments"})
"""Fields of the document that lie in `Plan.basis`, as the document's own JSON has them."""

ROSTER_PEOPLE, ROSTER_TEAMS = "people", "teams"
"""Keys of `Plan.header` for whom the plan lists: {e-mail: roles}, [team codes]. The organization may
have more people and teams than its plan names; those are none of an import's business."""


def person_ids(rows: PlanRows) -> set[int]:
    """Give the keys of everybody that the plan's rows name."""
    named = {action.responsible_id for action in rows.actions if action.responsible_id is not None}
    named |= {row.person_id for row in rows.collaborators}
    named |= {row.person_id for row in rows.members}
    return named | {role.person_id for role in rows.roles}


def roster(rows: PlanRows) -> Mapping[str, list[str]] | None:
    """Give whom the plan lists, with their roles, by e-mail; None for a plan that no file was read for."""
    listed: Mapping[str, list[str]] | None = rows.plan.header.get(ROSTER_PEOPLE)
    return listed


def withdrawn_parts(rows: PlanRows) -> set[PartKey]:
    """Give the parts that were taken out of the plan and may come back."""
    lists: tuple[tuple[str, Iterable[Any]], ...] = (
        ("priorities", rows.priorities),
        ("goals", rows.goals),
        ("strategies", rows.strategies),
        ("milestones", rows.milestones),
        ("actions", rows.actions),
    )
    return {(part, str(row.number)) for part, values in lists for row in values if row.withdrawn_on}


def stored_document(rows: PlanRows, people: Mapping[int, tables.Person]) -> PlanDocument:
    """Give the plan of these rows; `people` by key holds at least those of `person_ids`."""
    emails = {key: person.email.lower() for key, person in people.items()}
    teams = {team.id: team for team in rows.teams}
    goals = {goal.id: goal.number for goal in rows.goals if goal.withdrawn_on is None}
    plan = rows.plan
    return PlanDocument(
        header=_header(rows),
        vision=plan.vision,
        mission=plan.mission,
        priorities=tuple(PriorityArea(number=row.number, text=row.text) for row in _living(rows.priorities)),
        goals=tuple(
            Goal(
                number=row.number,
                text=row.text,
                explanation=row.explanation,
                measures=_measures(measure for measure in rows.goal_measures if measure.goal_id == row.id),
            )
            for row in _living(rows.goals)
        ),
        strategies=tuple(_strategy(row, rows, goals) for row in _living(rows.strategies)),
        milestones=tuple(_milestone(row, teams) for row in _living(rows.milestones)),
        actions=_actions(rows, emails),
        teams=_teams(rows, emails),
        people=_people(rows, people, emails),
        **_basis(plan),
    )


def _living(rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.withdrawn_on is None]


def _header(rows: PlanRows) -> Header:
    plan, organization = rows.plan, rows.organization
    known = {key: value for key, value in plan.header.items() if key in Header.model_fields}
    own = {
        "title": plan.title,
        "school_name": organization.name,
        "school_code": organization.code,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
    }
    return Header.model_validate(known | own)


def _basis(plan: tables.Plan) -> dict[str, Any]:
    return {name: value for name, value in (plan.basis or {}).items() if name in BASIS}


def _measures(rows: Iterable[tables.GoalMeasure | tables.StrategyMeasure]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            indicator=row.indicator,
            data_source=row.data_source,
            baseline=row.baseline,
            targets=tuple(Target.model_validate(target) for target in row.targets),
        )
        for row in sorted(_living(rows), key=lambda row: row.position)
    )


def _strategy(row: tables.Strategy, rows: PlanRows, goals: Mapping[int, int]) -> Strategy:
    return Strategy(
        number=row.number,
        if_text=row.if_text,
        then_text=row.then_text,
        and_text=row.and_text,
        goal=goals.get(row.goal_id) if row.goal_id is not None else None,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        practices=tuple(row.practices),
        measures=_measures(measure for measure in rows.strategy_measures if measure.strategy_id == row.id),
    )


def _milestone(row: tables.Milestone, teams: Mapping[int, tables.Team]) -> Milestone:
    return Milestone(
        number=row.number,
        statement=row.statement,
        starts_on=row.starts_on,
        due_on=row.due_on,
        team=None if row.team_id is None else teams[row.team_id].code,
        practices=tuple(row.practices),
    )


def _actions(rows: PlanRows, emails: Mapping[int, str]) -> tuple[Action, ...]:
    outputs: dict[int, list[tables.Output]] = defaultdict(list)
    for output in sorted(_living(rows.outputs), key=lambda output: output.position):
        outputs[output.action_id].append(output)
    collaborators: dict[int, list[str]] = defaultdict(list)
    for collaborator in rows.collaborators:
        collaborators[collaborator.action_id].append(emails[collaborator.person_id])
    numbers = {action.id: action.number for action in rows.actions}
    predecessors: dict[int, list[str]] = defaultdict(list)
    for link in rows.predecessors:
        predecessors[link.action_id].append(numbers[link.predecessor_id])
    return tuple(
        Action(
            number=row.number,
            text=row.text,
            outputs=tuple(output.text for output in outputs[row.id]),
            starts_on=row.starts_on,
            due_on=row.due_on,
            budget=None if row.budget_cents is None else Decimal(row.budget_cents) / 100,
            resources=row.resources,
            responsible=None if row.responsible_id is None else emails[row.responsible_id],
            collaborators=tuple(collaborators[row.id]),
            predecessors=tuple(predecessors[row.id]),
            practices=tuple(row.practices),
        )
        for row in _living(rows.actions)
    )


def _listed_teams(rows: PlanRows) -> list[tables.Team]:
    used = {milestone.team_id for milestone in _living(rows.milestones)}
    listed = rows.plan.header.get(ROSTER_TEAMS, [])
    return [team for team in rows.teams if team.code in listed or team.id in used]


def _teams(rows: PlanRows, emails: Mapping[int, str]) -> tuple[Team, ...]:
    places: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows.members:
        places[row.team_id].append((row.position, row.id, emails[row.person_id]))
    found = []
    for team in _listed_teams(rows):
        ordered = sorted(places[team.id])
        lead = next((email for position, _, email in ordered if position == 0), None)
        members = tuple(email for _, _, email in ordered if email != lead)
        channel = team.channel_name or team.channel
        found.append(Team(code=team.code, name=team.name, lead=lead, members=members, channel=channel))
    return tuple(found)


def _people(
    rows: PlanRows, people: Mapping[int, tables.Person], emails: Mapping[int, str]
) -> tuple[Person, ...]:
    """Give whom the plan lists, and whoever its living parts name beside them."""
    listed = roster(rows)
    living = {action.id for action in _living(rows.actions)}
    teams = {team.id for team in _listed_teams(rows)}
    named = {action.responsible_id for action in _living(rows.actions)}
    named |= {row.person_id for row in rows.collaborators if row.action_id in living}
    named |= {row.person_id for row in rows.members if row.team_id in teams}
    held: dict[int, list[RoleKind]] = defaultdict(list)
    for role in rows.roles if listed is None else ():
        held[role.person_id].append(role.kind)
    found = []
    for key, person in people.items():
        email = emails[key]
        if key in named or key in held or (listed is not None and email in listed):
            roles = [RoleKind(role) for role in (listed or {}).get(email, [])] or held[key]
            found.append(Person(email=email, name=person.name, title=person.title, roles=tuple(roles)))
    return tuple(found)

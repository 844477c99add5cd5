"""A synthetic state: districts, schools, their plans and months of check-ins; the same every time.

Plans come as JSON, one a line, as `milepost plan import` takes them; months are written as rows that the
routine would have left. Everything follows from the number of a school, so nothing is random.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

PRACTICES = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c", "4a", "4b", "4c")
SCHOOLS_OF_A_DISTRICT = 10
STATE = "STATE"
MONTHS = ("2026-09", "2026-10", "2026-11")
CLOSES = ("2026-09-30", "2026-10-30", "2026-11-30")
WORK = "Teachers of every grade plan one lesson a week together from what students' work shows them"


@dataclass(frozen=True, slots=True)
class Size:
    """How large a plan is: strategies, milestones of each, actions of each."""

    strategies: int = 3
    milestones: int = 2
    actions: int = 4

    @property
    def all_actions(self) -> int:
        """Actions of one plan."""
        return self.strategies * self.milestones * self.actions


def write_plans(file: Path, schools: int, size: Size = Size()) -> None:  # frozen
    """Write the plans of so many schools, one JSON document a line."""
    with file.open("w", encoding="utf-8") as opened:
        for number in range(schools):
            opened.write(json.dumps(plan(number, size)) + "\n")


def plan(school: int, size: Size) -> dict[str, Any]:
    """The plan of one school of the state, as JSON."""
    district, code = school // SCHOOLS_OF_A_DISTRICT, f"S{school:05}"
    people = [f"{name}.{code.lower()}@state.example.org" for name in ("ana", "bo", "cy")]
    strategies = range(1, size.strategies + 1)
    return {
        "header": {
            "title": "School improvement plan 2026-27",
            "school_name": f"School {school:05}",
            "school_code": code,
            "starts_on": "2026-08-24",
            "ends_on": "2027-06-11",
            "principal": people[0],
            "district": f"District {district:04}",
            "district_code": f"D{district:04}",
        },
        "vision": "Every student leaves us ready for what they choose next.",
        "priorities": [{"number": one, "text": f"Priority {one}"} for one in strategies],
        "goals": [{"number": 1, "text": "Every student reads with understanding."}],
        "strategies": [_strategy(school, one) for one in strategies],
        "milestones": [_milestone(one, two) for one in strategies for two in range(1, size.milestones + 1)],
        "actions": [
            _action(school, one, two, three, people)
            for one in strategies
            for two in range(1, size.milestones + 1)
            for three in range(1, size.actions + 1)
        ],
        "teams": [{"code": "T", "name": "Plan team", "lead": people[1], "members": people[2:]}],
        "people": [{"email": one, "name": one.partition("@")[0].title(), "roles": []} for one in people],
    }


def _strategy(school: int, one: int) -> dict[str, Any]:
    practices = sorted({PRACTICES[(school * 7 + one) % 12], PRACTICES[(school + one * 5) % 12]})
    return {
        "number": f"{one}.1",
        "if_text": "we plan lessons from what students' work shows",
        "then_text": "teachers will reteach within a week what was not learned",
        "and_text": "students will read with understanding",
        "goal": 1,
        "practices": practices,
    }


def _milestone(one: int, two: int) -> dict[str, Any]:
    return {
        "number": f"{one}.1.{two}",
        "statement": "All grade teams use the shared planning page every week",
        "starts_on": "2026-09-01",
        "due_on": "2027-03-31",
        "team": "T",
    }


def _action(school: int, one: int, two: int, three: int, people: Sequence[str]) -> dict[str, Any]:
    due = 9 + (school + one + two * 3 + three) % 8
    return {
        "number": f"{one}.1.{two}.{three}",
        "text": f"{WORK}, step {three}",
        "outputs": ["A page of notes"],
        "due_on": f"2026-{due:02}-25" if due <= 12 else f"2027-{due - 12:02}-25",
        "responsible": people[three % 3],
        "practices": [PRACTICES[(school * 5 + one * 3 + three) % 12]] if three > 1 else [],
    }


def add_state(connection: Connection, workspace_id: int) -> None:
    """Put the state above all districts."""
    facts = {"w": workspace_id, "code": STATE}
    connection.execute(
        text(
            "INSERT INTO organization (workspace_id, kind, code, name, timezone, timezone_source, thresholds)"
            " VALUES (:w, 'sea', :code, 'The State', 'America/New_York', 'set', '{}')"
        ),
        facts,
    )
    connection.execute(
        text(
            "UPDATE organization SET parent_id = (SELECT id FROM organization"
            " WHERE workspace_id = :w AND code = :code) WHERE workspace_id = :w AND kind = 'lea'"
        ),
        facts,
    )


def add_months(connection: Connection, workspace_id: int) -> None:
    """Write a closed cycle for each month and school, with every team's answer."""
    for statement in _actions_done():
        connection.execute(text(statement), {"w": workspace_id})
    for period, closes in zip(MONTHS, CLOSES, strict=True):
        for statement in _month(period, closes):
            connection.execute(text(statement), {"w": workspace_id})


def _actions_done() -> Iterator[str]:
    """Every fifth action is done on a day of September, every seventh in November."""
    set_to = (
        "UPDATE action SET status = 'completed', completed_on = '2026-{}'"
        " WHERE workspace_id = :w AND id % {} = 0"
    )
    yield set_to.format("09-20", 5)
    yield set_to.format("11-12", 7)


def _month(period: str, closes: str) -> Iterator[str]:
    at = f"'{closes} 20:00:00.000000'"
    yield f"""INSERT INTO cycle (workspace_id, organization_id, period, opens_at, closes_at, closes_on,
        tells_at, opened_at, closed_at) SELECT :w, id, '{period}', {at}, {at}, '{closes}', {at}, {at}, {at}
        FROM organization WHERE workspace_id = :w AND kind = 'school'"""
    yield f"""INSERT INTO check_in (workspace_id, cycle_id, organization_id, milestone_id, team_id, opened_at,
        answered_at, first_answered_at, standing) SELECT :w, c.id, m.organization_id, m.id, m.team_id, {at},
        {at}, {at}, 'on_time' FROM cycle c JOIN milestone m ON m.organization_id = c.organization_id
        WHERE c.workspace_id = :w AND c.period = '{period}' AND (m.id + c.id) % 9 > 0"""
    yield f"""INSERT INTO revision (workspace_id, check_in_id, number, person_id, kind, submitted_at, is_late,
        request_key) SELECT :w, k.id, 1, t.person_id, 'report', {at}, false, 'made'
        FROM check_in k JOIN cycle c ON c.id = k.cycle_id
        JOIN team_member t ON t.team_id = k.team_id AND t.position = 0
        WHERE k.workspace_id = :w AND c.period = '{period}'"""
    yield f"""UPDATE check_in
        SET revision_id = (SELECT r.id FROM revision r WHERE r.check_in_id = check_in.id)
        WHERE workspace_id = :w
        AND cycle_id IN (SELECT id FROM cycle WHERE workspace_id = :w AND period = '{period}')"""
    yield f"""INSERT INTO action_report
        (workspace_id, revision_id, cycle_id, organization_id, action_id, status)
        SELECT :w, k.revision_id, c.id, c.organization_id, a.id,
        CASE WHEN a.completed_on <= c.closes_on THEN 'completed' WHEN (a.id + c.id) % 6 = 0 THEN 'behind'
        WHEN (a.id + c.id) % 4 = 0 THEN 'not_started' ELSE 'on_track' END
        FROM cycle c JOIN check_in k ON k.cycle_id = c.id JOIN action a ON a.milestone_id = k.milestone_id
        WHERE c.workspace_id = :w AND c.period = '{period}'"""

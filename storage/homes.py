"""In which time zone the people of an organization live, for organizations that nobody has told."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import select, union_all, update
from sqlmodel import Session, col

from storage.tables import Organization, Person, Role, Team, TeamMember

SET = "set"
FROM_SLACK = "slack"


def guessed(session: Session, workspace_id: int) -> dict[int, str]:
    """Give the time zone of each organization to which nobody has given one."""
    rows = session.execute(
        select(col(Organization.id), col(Organization.timezone)).where(
            col(Organization.workspace_id) == workspace_id, col(Organization.timezone_source) != SET
        )
    )
    return {row.id: row.timezone for row in rows}


def zones(session: Session, workspace_id: int) -> dict[int, Counter[str]]:
    """Give, by organization, how many of its people Slack shows in which time zone."""
    places = union_all(
        select(col(Team.organization_id).label("organization_id"), col(TeamMember.person_id))
        .join(Team, col(Team.id) == col(TeamMember.team_id))
        .where(col(TeamMember.workspace_id) == workspace_id, col(Team.workspace_id) == workspace_id),
        select(col(Role.organization_id), col(Role.person_id)).where(col(Role.workspace_id) == workspace_id),
    ).subquery()
    rows = session.execute(
        select(places.c.organization_id, col(Person.timezone))
        .join(Person, col(Person.id) == places.c.person_id)
        .where(col(Person.workspace_id) == workspace_id, col(Person.timezone).is_not(None))
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for organization_id, timezone in rows:
        found[organization_id][timezone] += 1
    return found


def settle(session: Session, workspace_id: int, organization_id: int, timezone: str) -> None:
    """Keep the time zone that an organization's people live in."""
    session.execute(
        update(Organization)
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Organization.id) == organization_id,
            col(Organization.timezone_source) != SET,
        )
        .values(timezone=timezone, timezone_source=FROM_SLACK)
    )

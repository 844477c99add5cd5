"""People as the routine needs them: who somebody is, who is in a team, who is away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, union_all, update
from sqlmodel import Session, col

from storage.tables import Absence, Action, Organization, Person, Role, Team, TeamMember
from storage.vocabulary import RoleKind

_BY_SLACK_ID: Any = select(col(Person.id), col(Person.name)).where(
    col(Person.workspace_id) == bindparam("workspace"),
    col(Person.slack_user_id) == bindparam("slack_user_id"),
    col(Person.left_at).is_(None),
)
"""Built once: it runs for everybody who clicks."""


def by_slack_id(session: Session, workspace_id: int, slack_user_id: str) -> Row[Any] | None:
    """Give a person by their Slack id: id, name; None for somebody unknown or who has left."""
    facts = {"workspace": workspace_id, "slack_user_id": slack_user_id}
    return session.connection().execute(_BY_SLACK_ID, facts).first()


def names(session: Session, workspace_id: int, person_ids: Iterable[int]) -> dict[int, Row[Any]]:
    """Give people by key: id, name, slack_user_id."""
    rows = session.execute(
        select(col(Person.id), col(Person.name), col(Person.slack_user_id)).where(
            col(Person.workspace_id) == workspace_id, col(Person.id).in_(list(person_ids))
        )
    )
    return {row.id: row for row in rows}


def reachable(session: Session, workspace_id: int, person_ids: Iterable[int]) -> set[int]:
    """Give those of these people who are here and whom Slack knows."""
    return set(
        session.scalars(
            select(col(Person.id)).where(
                col(Person.workspace_id) == workspace_id,
                col(Person.id).in_(list(person_ids)),
                col(Person.slack_user_id).is_not(None),
                col(Person.left_at).is_(None),
            )
        )
    )


def administrators(session: Session, workspace_id: int, most: int = 2) -> list[str]:
    """Give the names of those who look after Milepost, for somebody who has to ask one of them."""
    rows = session.scalars(
        select(col(Person.name))
        .where(
            col(Person.workspace_id) == workspace_id,
            col(Person.left_at).is_(None),
            col(Person.id).in_(
                select(col(Role.person_id)).where(
                    col(Role.workspace_id) == workspace_id, col(Role.kind) == RoleKind.ADMINISTRATOR
                )
            ),
        )
        .order_by(col(Person.name), col(Person.id))
        .limit(most)
    )
    return list(rows)


def members(session: Session, workspace_id: int, team_ids: Iterable[int]) -> Sequence[Row[Any]]:
    """Give the members of teams whom Slack can reach, in order: team_id, person_id, position, name."""
    return session.execute(
        select(col(TeamMember.team_id), col(TeamMember.person_id), col(TeamMember.position), col(Person.name))
        .join(Person, col(Person.id) == col(TeamMember.person_id))
        .where(
            col(TeamMember.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(TeamMember.team_id).in_(list(team_ids)),
            col(Person.slack_user_id).is_not(None),
            col(Person.left_at).is_(None),
        )
        .order_by(col(TeamMember.team_id), col(TeamMember.position), col(TeamMember.person_id))
    ).all()


def responsible(session: Session, workspace_id: int, milestone_ids: Iterable[int]) -> Sequence[Row[Any]]:
    """Give who is responsible for actions of these milestones: milestone_id, person_id, name."""
    return session.execute(
        select(col(Action.milestone_id), col(Action.responsible_id).label("person_id"), col(Person.name))
        .join(Person, col(Person.id) == col(Action.responsible_id))
        .where(
            col(Action.workspace_id) == workspace_id,
            col(Person.workspace_id) == workspace_id,
            col(Action.milestone_id).in_(list(milestone_ids)),
            col(Action.withdrawn_on).is_(None),
            col(Person.slack_user_id).is_not(None),
            col(Person.left_at).is_(None),
        )
        .order_by(col(Action.milestone_id), col(Action.id))
    ).all()


def of_organization(session: Session, workspace_id: int, organization_id: int) -> Sequence[Row[Any]]:
    """Give everybody with a role or a team place in an organization, by name: id, name."""
    here = union_all(
        select(col(Role.person_id)).where(
            col(Role.workspace_id) == workspace_id, col(Role.organization_id) == organization_id
        ),
        select(col(TeamMember.person_id))
        .join(Team, col(Team.id) == col(TeamMember.team_id))
        .where(
            col(TeamMember.workspace_id) == workspace_id,
            col(Team.workspace_id) == workspace_id,
            col(Team.organization_id) == organization_id,
        ),
    )
    return session.execute(
        select(col(Person.id), col(Person.name))
        .where(
            col(Person.workspace_id) == workspace_id,
            col(Person.id).in_(here),
            col(Person.slack_user_id).is_not(None),
            col(Person.left_at).is_(None),
        )
        .order_by(col(Person.name), col(Person.id))
    ).all()


def absences(
    session: Session, workspace_id: int, person_ids: Iterable[int], from_on: date
) -> Sequence[Row[Any]]:
    """Give the absences that reach `from_on` or later: person_id, first_on, last_on."""
    return session.execute(
        select(col(Absence.person_id), col(Absence.first_on), col(Absence.last_on)).where(
            col(Absence.workspace_id) == workspace_id,
            col(Absence.person_id).in_(list(person_ids)),
            col(Absence.last_on) >= from_on,
        )
    ).all()


def add_absence(
    session: Session, workspace_id: int, person_id: int, first: date, last: date, set_by_id: int | None
) -> None:
    """Note that a person is away from `first` to `last`; set by nobody means that Slack said so."""
    session.execute(
        insert(Absence).values(
            workspace_id=workspace_id,
            person_id=person_id,
            first_on=first,
            last_on=last,
            set_by_id=set_by_id,
        )
    )


def seen_absence(session: Session, workspace_id: int, person_id: int, today: date) -> Row[Any] | None:
    """Give the absence that a Slack status told of and that holds `today`: id, first_on, last_on."""
    return session.execute(
        select(col(Absence.id), col(Absence.first_on), col(Absence.last_on)).where(
            col(Absence.workspace_id) == workspace_id,
            col(Absence.person_id) == person_id,
            col(Absence.set_by_id).is_(None),
            col(Absence.first_on) <= today,
            col(Absence.last_on) >= today,
        )
    ).first()


def end_absence(session: Session, workspace_id: int, absence_id: int, last: date) -> None:
    """Have an absence end on `last`; one that would end before it begins is taken away."""
    session.execute(
        delete(Absence).where(
            col(Absence.workspace_id) == workspace_id,
            col(Absence.id) == absence_id,
            col(Absence.first_on) > last,
        )
    )
    session.execute(
        update(Absence)
        .where(col(Absence.workspace_id) == workspace_id, col(Absence.id) == absence_id)
        .values(last_on=last)
    )


def timezone_of(session: Session, workspace_id: int, person_id: int) -> str | None:
    """Give the time zone of the organization that a person works for, by team or by role."""
    by_team = (
        select(col(Organization.timezone))
        .join(Team, col(Team.organization_id) == col(Organization.id))
        .join(TeamMember, col(TeamMember.team_id) == col(Team.id))
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Team.workspace_id) == workspace_id,
            col(TeamMember.workspace_id) == workspace_id,
            col(TeamMember.person_id) == person_id,
        )
    )
    by_role = (
        select(col(Organization.timezone))
        .join(Role, col(Role.organization_id) == col(Organization.id))
        .where(
            col(Organization.workspace_id) == workspace_id,
            col(Role.workspace_id) == workspace_id,
            col(Role.person_id) == person_id,
        )
    )
    return session.execute(union_all(by_team, by_role)).scalars().first()

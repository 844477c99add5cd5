"""What prompts and receipts show of check-ins: a hundred of them are read as quickly as two."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, select
from sqlmodel import Session, col

from storage.keyed import checked
from storage.tables import CheckIn, Cycle, Milestone, Organization, Person, Revision, Team

_WORKSPACE: BindParameter[int] = bindparam("workspace")

_NEWEST_REVISION: Any = (
    select(func.coalesce(func.max(col(Revision.number)), 0))
    .where(col(Revision.workspace_id) == _WORKSPACE, col(Revision.check_in_id) == col(CheckIn.id))
    .scalar_subquery()
)
"""The number of the newest revision of a check-in, 0 for none."""

_COLUMNS: Any = (
    col(CheckIn.id),
    col(CheckIn.organization_id),
    col(CheckIn.cycle_id),
    col(CheckIn.milestone_id),
    col(CheckIn.asked_person_id),
    col(CheckIn.answered_at),
    col(CheckIn.answered_by_id),
    col(CheckIn.revision_id),
    col(CheckIn.remind_at),
    col(CheckIn.standing),
    col(Cycle.period),
    col(Cycle.closes_at),
    col(Cycle.closed_at),
    col(Cycle.told_at),
    col(Milestone.number),
    col(Milestone.statement),
    col(Milestone.withdrawn_on),
    col(Organization.timezone),
    col(Organization.name).label("organization"),
    col(Team.name).label("team"),
    col(Team.channel),
    col(Person.name).label("answered_by"),
    _NEWEST_REVISION.label("seen"),
)

_SHOWN: Any = (
    select(*_COLUMNS)
    .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
    .join(Milestone, col(Milestone.id) == col(CheckIn.milestone_id))
    .join(Organization, col(Organization.id) == col(CheckIn.organization_id))
    .outerjoin(Team, (col(Team.id) == col(CheckIn.team_id)) & (col(Team.workspace_id) == _WORKSPACE))
    .outerjoin(
        Person, (col(Person.id) == col(CheckIn.answered_by_id)) & (col(Person.workspace_id) == _WORKSPACE)
    )
    .where(
        checked(col(CheckIn.workspace_id)) == _WORKSPACE,
        col(CheckIn.id).in_(bindparam("check_in_ids", expanding=True)),
        checked(col(Cycle.workspace_id)) == _WORKSPACE,
        checked(col(Milestone.workspace_id)) == _WORKSPACE,
        checked(col(Organization.workspace_id)) == _WORKSPACE,
    )
)


def check_ins(session: Session, workspace_id: int, check_in_ids: Collection[int]) -> dict[int, Row[Any]]:
    """Give, by key, what is shown of each of these check-ins, in one row; what is not there is left out."""
    facts = {"workspace": workspace_id, "check_in_ids": list(check_in_ids)}
    return {row.id: row for row in session.connection().execute(_SHOWN, facts)}


def check_in(session: Session, workspace_id: int, check_in_id: int) -> Row[Any] | None:
    """Give what is shown of one check-in, or None."""
    return check_ins(session, workspace_id, [check_in_id]).get(check_in_id)

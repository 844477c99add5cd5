"""Writing down an answer to a check-in: few reads, Core statements, nothing overwritten.

Statements that run for every answer are built once; a school's last hour of the month is busy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, case, exists, insert, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.tables import (
    Action,
    ActionReport,
    AuditEvent,
    CheckIn,
    Cycle,
    Milestone,
    Organization,
    Person,
    Revision,
    TeamMember,
)

_WORKSPACE: BindParameter[int] = bindparam("workspace")

_Later = aliased(CheckIn)

_AT_THE_DOOR: Any = (
    select(
        col(CheckIn.id),
        col(CheckIn.cycle_id),
        col(CheckIn.organization_id),
        col(CheckIn.milestone_id),
        col(CheckIn.team_id),
        col(CheckIn.asked_person_id),
        col(CheckIn.answered_at),
        col(CheckIn.answered_by_id),
        col(CheckIn.first_answered_at),
        col(CheckIn.revision_id),
        col(CheckIn.standing),
        col(Cycle.period),
        col(Cycle.closes_at),
        col(Cycle.closed_at),
        col(Cycle.told_at),
        col(Organization.timezone),
        col(Milestone.statement),
        col(Milestone.withdrawn_on),
        exists(
            select(col(_Later.id)).where(
                col(_Later.workspace_id) == _WORKSPACE,
                col(_Later.milestone_id) == col(CheckIn.milestone_id),
                col(_Later.id) > col(CheckIn.id),
            )
        ).label("is_past"),
        col(Person.id).label("person_id"),
        case(
            (
                (col(CheckIn.asked_person_id) == col(Person.id))
                | exists(
                    select(col(TeamMember.id)).where(
                        col(TeamMember.workspace_id) == _WORKSPACE,
                        col(TeamMember.team_id) == col(CheckIn.team_id),
                        col(TeamMember.person_id) == col(Person.id),
                    )
                )
                | exists(
                    select(col(Action.id)).where(
                        col(Action.workspace_id) == _WORKSPACE,
                        col(Action.milestone_id) == col(CheckIn.milestone_id),
                        col(Action.responsible_id) == col(Person.id),
                    )
                ),
                True,
            ),
            else_=False,
        ).label("may_answer"),
    )
    .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
    .join(Organization, col(Organization.id) == col(CheckIn.organization_id))
    .join(Milestone, col(Milestone.id) == col(CheckIn.milestone_id))
    .outerjoin(
        Person,
        (col(Person.workspace_id) == _WORKSPACE)
        & (col(Person.slack_user_id) == bindparam("slack_user_id"))
        & col(Person.left_at).is_(None),
    )
    .where(
        col(CheckIn.workspace_id) == _WORKSPACE,
        col(CheckIn.id) == bindparam("check_in_id"),
        col(Cycle.workspace_id) == _WORKSPACE,
        col(Organization.workspace_id) == _WORKSPACE,
        col(Milestone.workspace_id) == _WORKSPACE,
    )
)

_HOLD = (
    select(col(CheckIn.id))
    .where(col(CheckIn.workspace_id) == _WORKSPACE, col(CheckIn.id) == bindparam("check_in_id"))
    .with_for_update()
)

_REVISIONS: Any = (
    select(
        col(Revision.id),
        col(Revision.number),
        col(Revision.kind),
        col(Revision.person_id),
        col(Revision.submitted_at),
        col(Revision.request_key),
        col(Revision.successes),
        col(Revision.resources_used),
        col(Revision.budget_used_cents),
    )
    .where(col(Revision.workspace_id) == _WORKSPACE, col(Revision.check_in_id) == bindparam("check_in_id"))
    .order_by(col(Revision.number))
)

_STATES: Any = (
    select(col(Action.id), col(Action.status), col(Action.completed_on), col(Action.starts_on))
    .where(
        col(Action.workspace_id) == _WORKSPACE,
        col(Action.milestone_id) == bindparam("milestone_id"),
        col(Action.withdrawn_on).is_(None),
    )
    .order_by(col(Action.id))
)

_SET_STATE = (
    update(Action)
    .where(col(Action.workspace_id) == _WORKSPACE, col(Action.id) == bindparam("which"))
    .values(status=bindparam("status_now"), completed_on=bindparam("completed_now"))
)

STANDS = ("answered_at", "first_answered_at", "answered_by_id", "revision_id", "remind_at", "standing")
"""What an answer changes of its check-in."""

_ANSWER = (
    update(CheckIn)
    .where(col(CheckIn.workspace_id) == _WORKSPACE, col(CheckIn.id) == bindparam("check_in_id"))
    .values({name: bindparam(f"{name}_now") for name in STANDS})
)

_ADD_REVISION = insert(Revision).returning(col(Revision.id))
_ADD_REPORTS = insert(ActionReport)
_ADD_EVENT = insert(AuditEvent)


def at_the_door(
    session: Session, workspace_id: int, check_in_id: int, slack_user_id: str, lock: bool = True
) -> Row[Any] | None:
    """Give a check-in with its cycle and who wants to answer it; with `lock` nobody else may meanwhile.

    It is read after it was locked, not with it: whoever had to wait for the close has to see the close.
    SQLite has one writer and no need of locks.
    """
    facts = {"workspace": workspace_id, "check_in_id": check_in_id}
    connection = session.connection()
    if lock and connection.dialect.name != "sqlite":
        connection.execute(_HOLD, facts)
    return connection.execute(_AT_THE_DOOR, {**facts, "slack_user_id": slack_user_id}).first()


def hold_check_ins(session: Session, workspace_id: int, cycle_id: int) -> None:
    """Have nobody else answer in a cycle until this transaction ends; answers under way are waited for."""
    session.execute(
        select(col(CheckIn.id))
        .where(col(CheckIn.workspace_id) == workspace_id, col(CheckIn.cycle_id) == cycle_id)
        .order_by(col(CheckIn.id))
        .with_for_update()
    )


def revisions(session: Session, workspace_id: int, check_in_id: int) -> Sequence[Row[Any]]:
    """Give every revision of a check-in, oldest first."""
    facts = {"workspace": workspace_id, "check_in_id": check_in_id}
    return session.connection().execute(_REVISIONS, facts).all()


def states(session: Session, workspace_id: int, milestone_id: int) -> Sequence[Row[Any]]:
    """Give where the living actions of a milestone stand: id, status, completed_on, starts_on."""
    facts = {"workspace": workspace_id, "milestone_id": milestone_id}
    return session.connection().execute(_STATES, facts).all()


def add_revision(session: Session, revision: dict[str, Any]) -> int:
    """Store a revision; give its key."""
    return int(session.connection().execute(_ADD_REVISION, revision).scalar_one())


def add_reports(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Store what a revision says of each action."""
    if rows:
        session.connection().execute(_ADD_REPORTS, list(rows))


def set_states(session: Session, workspace_id: int, rows: Sequence[dict[str, Any]]) -> None:
    """Bring actions up to date: each row has `which`, `status_now` and `completed_now`."""
    if rows:
        session.connection().execute(_SET_STATE, [{"workspace": workspace_id, **row} for row in rows])


def answer(session: Session, workspace_id: int, check_in_id: int, values: dict[str, Any]) -> None:
    """Keep on the check-in where its answer stands: a value for each of `STANDS`."""
    named = {f"{name}_now": values[name] for name in STANDS}
    facts = {"workspace": workspace_id, "check_in_id": check_in_id, **named}
    session.connection().execute(_ANSWER, facts)


def note(session: Session, event: dict[str, Any]) -> None:
    """Write an audit event: ids and codes, never a person's words."""
    session.connection().execute(_ADD_EVENT, event)

"""What alerts are about: flags and requests for help, with where they are and how they are coded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.keyed import checked
from storage.tables import Action, Flag, Milestone, Organization, Strategy, Support
from storage.vocabulary import RuleName, Severity


@dataclass(frozen=True, slots=True)
class Subject:
    """A flag, or a request for help (which has no rule), and the practices that its plan codes it with.

    `was_before` is true when the same rule has raised a flag there earlier.
    """

    flag_id: int | None
    support_id: int | None
    organization_id: int
    milestone_id: int
    action_id: int | None
    rule: RuleName | None
    severity: Severity
    practices: frozenset[str]
    was_before: bool = False


_WORKSPACE: BindParameter[int] = bindparam("workspace")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_EARLIER_FLAG = aliased(Flag)
_RAISED_BEFORE = exists().where(
    col(_EARLIER_FLAG.workspace_id) == _WORKSPACE,
    col(_EARLIER_FLAG.milestone_id) == col(Flag.milestone_id),
    col(_EARLIER_FLAG.action_id).is_not_distinct_from(col(Flag.action_id)),
    col(_EARLIER_FLAG.rule) == col(Flag.rule),
    col(_EARLIER_FLAG.id) < col(Flag.id),
)
_FLAGS: Any = (
    select(
        col(Flag.id),
        col(Flag.organization_id),
        col(Flag.milestone_id),
        col(Flag.action_id),
        col(Flag.rule),
        col(Flag.severity),
        col(Action.practices),
        col(Milestone.practices).label("of_milestone"),
        col(Strategy.practices).label("of_strategy"),
        _RAISED_BEFORE.label("was_before"),
    )
    .join(Milestone, col(Milestone.id) == col(Flag.milestone_id))
    .join(Strategy, col(Strategy.id) == col(Milestone.strategy_id))
    .outerjoin(Action, col(Action.id) == col(Flag.action_id))
    .where(
        checked(col(Flag.workspace_id)) == _WORKSPACE,
        checked(col(Milestone.workspace_id)) == _WORKSPACE,
        checked(col(Strategy.workspace_id)) == _WORKSPACE,
        col(Flag.id).in_(_IDS),
    )
    .order_by(col(Flag.id))
)

_EARLIER_REQUEST = aliased(Support)
_ASKED_BEFORE = exists().where(
    col(_EARLIER_REQUEST.workspace_id) == _WORKSPACE,
    col(_EARLIER_REQUEST.action_id) == col(Support.action_id),
    col(_EARLIER_REQUEST.asked_on).is_not(None),
    col(_EARLIER_REQUEST.id) < col(Support.id),
)
_REQUESTS: Any = (
    select(
        col(Support.id),
        col(Support.organization_id),
        col(Action.milestone_id),
        col(Support.action_id),
        col(Action.practices),
        col(Milestone.practices).label("of_milestone"),
        col(Strategy.practices).label("of_strategy"),
        _ASKED_BEFORE.label("was_before"),
    )
    .join(Action, col(Action.id) == col(Support.action_id))
    .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
    .join(Strategy, col(Strategy.id) == col(Milestone.strategy_id))
    .where(
        checked(col(Support.workspace_id)) == _WORKSPACE,
        checked(col(Action.workspace_id)) == _WORKSPACE,
        checked(col(Milestone.workspace_id)) == _WORKSPACE,
        checked(col(Strategy.workspace_id)) == _WORKSPACE,
        col(Support.id).in_(_IDS),
    )
    .order_by(col(Support.id))
)

_OPEN: Any = select(col(Support.id)).where(
    checked(col(Support.workspace_id)) == _WORKSPACE,
    col(Support.action_id).in_(_IDS),
    col(Support.asked_on).is_not(None),
    col(Support.offered_on).is_(None),
    col(Support.given_on).is_(None),
)


def of_flags(session: Session, workspace_id: int, flag_ids: Iterable[int]) -> list[Subject]:
    """Give the subjects of flags, in the order of their ids."""
    rows = session.execute(_FLAGS, {"workspace": workspace_id, "ids": list(flag_ids)})
    return [
        Subject(
            row.id,
            None,
            row.organization_id,
            row.milestone_id,
            row.action_id,
            row.rule,
            row.severity,
            _practices(row),
            bool(row.was_before),
        )
        for row in rows
    ]


def of_requests(session: Session, workspace_id: int, support_ids: Iterable[int]) -> list[Subject]:
    """Give the subjects of requests for help, in the order of their ids."""
    rows = session.execute(_REQUESTS, {"workspace": workspace_id, "ids": list(support_ids)})
    return [
        Subject(
            None,
            row.id,
            row.organization_id,
            row.milestone_id,
            row.action_id,
            None,
            Severity.CONCERN,
            _practices(row),
            bool(row.was_before),
        )
        for row in rows
    ]


def open_requests(session: Session, workspace_id: int, action_ids: Iterable[int]) -> list[int]:
    """Give the requests of these actions that nobody has answered."""
    return list(session.scalars(_OPEN, {"workspace": workspace_id, "ids": list(action_ids)}))


def answered_requests(session: Session, workspace_id: int, action_id: int) -> list[int]:
    """Give the requests of an action that somebody has answered."""
    return list(
        session.scalars(
            select(col(Support.id)).where(
                col(Support.workspace_id) == workspace_id,
                col(Support.action_id) == action_id,
                col(Support.asked_on).is_not(None),
                col(Support.offered_on).is_not(None),
            )
        )
    )


def _practices(row: Any) -> frozenset[str]:
    return frozenset((*(row.practices or ()), *(row.of_milestone or ()), *(row.of_strategy or ())))


def described(
    session: Session, workspace_id: int, subjects: Iterable[Subject]
) -> dict[Subject, dict[str, Any]]:
    """Give where each subject is, by codes, numbers and the plan's own text, as JSON."""
    ones = list(subjects)
    milestones = session.execute(
        select(
            col(Milestone.id),
            col(Milestone.number),
            col(Milestone.statement),
            col(Organization.code),
            col(Organization.name),
        )
        .join(Organization, col(Organization.id) == col(Milestone.organization_id))
        .where(
            col(Milestone.workspace_id) == workspace_id,
            col(Organization.workspace_id) == workspace_id,
            col(Milestone.id).in_({one.milestone_id for one in ones}),
        )
    )
    actions = session.execute(
        select(col(Action.id), col(Action.number), col(Action.text)).where(
            col(Action.workspace_id) == workspace_id,
            col(Action.id).in_({one.action_id for one in ones if one.action_id is not None}),
        )
    )
    of_milestone = {row.id: row for row in milestones}
    of_action = {row.id: {"number": row.number, "text": row.text} for row in actions}
    return {
        one: {
            "organization": {"code": row.code, "name": row.name},
            "milestone": {"number": row.number, "text": row.statement},
            "action": of_action.get(one.action_id),
        }
        for one in ones
        for row in (of_milestone[one.milestone_id],)
    }

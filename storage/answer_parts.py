"""What an answer says of actions, outputs and support: read back, copied, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, literal, select, update
from sqlmodel import Session, col

from storage.tables import ActionReport, AuditEvent, Output, Support
from storage.types import Key
from storage.vocabulary import Cause


def noted(session: Session, workspace_id: int, about: str, what: str, at: datetime) -> Sequence[Any]:
    """Give the facts of the audit events of that moment."""
    return session.scalars(
        select(col(AuditEvent.facts))
        .where(
            col(AuditEvent.workspace_id) == workspace_id,
            col(AuditEvent.at) == at,
            col(AuditEvent.about) == about,
            col(AuditEvent.what) == what,
        )
        .order_by(col(AuditEvent.id).desc())
    ).all()


def copy_reports(session: Session, workspace_id: int, from_revision: int, to_revision: int) -> None:
    """Have a new revision say of every action what an earlier one said."""
    columns = [
        "workspace_id", "cycle_id", "organization_id", "action_id", "status", "cause", "cause_words",
        "adjustment", "new_due_on", "support_needed", "outputs_words",
    ]  # fmt: skip
    session.execute(
        insert(ActionReport).from_select(
            ["revision_id", *columns],
            select(
                literal(to_revision, Key),
                *[getattr(ActionReport, name) for name in columns],
            ).where(
                col(ActionReport.workspace_id) == workspace_id,
                col(ActionReport.revision_id) == from_revision,
            ),
            include_defaults=False,
        )
    )


def reports_of(session: Session, workspace_id: int, revision_id: int) -> Sequence[Row[Any]]:
    """Give everything that a revision says of each action."""
    return session.execute(
        select(
            col(ActionReport.action_id),
            col(ActionReport.status),
            col(ActionReport.cause),
            col(ActionReport.adjustment),
            col(ActionReport.new_due_on),
            col(ActionReport.support_needed),
            col(ActionReport.outputs_words),
        )
        .where(col(ActionReport.workspace_id) == workspace_id, col(ActionReport.revision_id) == revision_id)
        .order_by(col(ActionReport.action_id))
    ).all()


def last_causes(session: Session, workspace_id: int, action_ids: Sequence[int]) -> dict[int, Cause]:
    """Give, by action, the cause that the newest report of each of these actions names."""
    if not action_ids:
        return {}
    rows = session.execute(
        select(col(ActionReport.action_id), col(ActionReport.cause))
        .where(
            col(ActionReport.workspace_id) == workspace_id,
            col(ActionReport.action_id).in_(list(action_ids)),
            col(ActionReport.cause).is_not(None),
        )
        .order_by(col(ActionReport.id))
    )
    return {action_id: cause for action_id, cause in rows if cause is not None}


def set_outputs(session: Session, workspace_id: int, rows: Sequence[dict[str, Any]]) -> None:
    """Say of outputs whether they exist: each row has `which`, `produced_now` and `evidence_now`."""
    if rows:
        session.connection().execute(
            update(Output)
            .where(col(Output.workspace_id) == workspace_id, col(Output.id) == bindparam("which"))
            .values(produced_on=bindparam("produced_now"), evidence=bindparam("evidence_now")),
            list(rows),
        )


_SUPPORTS: Any = select(
    col(Support.id), col(Support.action_id), col(Support.asked_words), col(Support.offered_on)
).where(
    col(Support.workspace_id) == bindparam("workspace"), col(Support.check_in_id) == bindparam("check_in")
)


def supports_asked(session: Session, workspace_id: int, check_in_id: int) -> Sequence[Row[Any]]:
    """Give the support that a check-in asked for: id, action_id, asked_words, offered_on."""
    facts = {"workspace": workspace_id, "check_in": check_in_id}
    return session.connection().execute(_SUPPORTS, facts).all()


def ask_support(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Store requests for support."""
    if rows:
        session.connection().execute(insert(Support), list(rows))


def reword_support(session: Session, workspace_id: int, support_id: int, words: str) -> None:
    """Change the words in which support is asked for."""
    session.execute(
        update(Support)
        .where(col(Support.workspace_id) == workspace_id, col(Support.id) == support_id)
        .values(asked_words=words)
    )


def withdraw_supports(session: Session, workspace_id: int, support_ids: Sequence[int]) -> None:
    """Take back requests that nobody has answered; the revision that made them stays."""
    if support_ids:
        session.execute(
            delete(Support).where(
                col(Support.workspace_id) == workspace_id, col(Support.id).in_(list(support_ids))
            )
        )

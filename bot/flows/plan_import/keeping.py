"""Keeps a plan as a version of its own when it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.documents.packing import digest_of, pack
from bot.documents.plan_document import PlanDocument
from storage import plan_versions
from storage.tables import PlanVersion
from storage.vocabulary_plan import PlanCause


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a plan changes: the kind of cause, the row behind it, and the version that is repeated."""

    cause: PlanCause
    about: str = ""
    restored_from: int | None = None


IMPORTED = Reason(PlanCause.IMPORTED)
FOUND = Reason(PlanCause.FOUND)


def keep(
    session: Session,
    workspace_id: int,
    plan_id: int,
    document: PlanDocument,
    reason: Reason,
    now: datetime,
    person_id: int | None,
    before: PlanDocument | None = None,
) -> int | None:
    """Add a version, unless the newest says the same; give its number, or None.

    What was changed by nobody's import (a name in Slack, a role that an administrator gave) is first kept
    as found: `before` is the plan as it was.
    """
    last = plan_versions.newest(session, workspace_id, plan_id)
    number, digest = (last.number, last.digest) if last is not None else (0, "")
    if before is not None and digest_of(before) != digest:
        number, digest = _add(session, workspace_id, plan_id, number, before, FOUND, now, None)
    if digest_of(document) == digest:
        return None
    return _add(session, workspace_id, plan_id, number, document, reason, now, person_id)[0]


def keep_first(
    session: Session,
    workspace_id: int,
    plan_id: int,
    document: PlanDocument,
    now: datetime,
    person_id: int | None,
) -> None:
    """Keep the first version of a plan that is new."""
    _add(session, workspace_id, plan_id, 0, document, IMPORTED, now, person_id)


def _add(
    session: Session,
    workspace_id: int,
    plan_id: int,
    last: int,
    document: PlanDocument,
    reason: Reason,
    now: datetime,
    person_id: int | None,
) -> tuple[int, str]:
    packed = pack(document)
    session.add(
        PlanVersion(
            workspace_id=workspace_id,
            plan_id=plan_id,
            number=last + 1,
            made_at=now,
            made_by_id=person_id,
            cause=reason.cause,
            about=reason.about,
            restored_from=reason.restored_from,
            digest=packed.digest,
            document=packed.content,
        )
    )
    session.flush()
    return last + 1, packed.digest

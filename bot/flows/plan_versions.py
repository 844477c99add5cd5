"""The versions of a plan: each change makes one; any of them can be read, and made the plan again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.documents.packing import unpack
from bot.documents.plan_document import PlanDocument
from bot.flows.kit import Refusal
from bot.flows.plan_import import NotAPlan, PlanChanges, apply, document_of_rows, preview
from bot.flows.plan_import.keeping import FOUND, Reason, keep
from storage import plan_rows, plan_versions
from storage.tables import Organization, Plan
from storage.vocabulary_plan import PlanCause


def note(
    session: Session,
    workspace_id: int,
    organization_id: int,
    cause: PlanCause,
    person_id: int | None,
    now: datetime,
    *,
    about: str = "",
) -> int | None:
    """Keep an organization's plan as it is now, after a change of its rows, as a new version.

    `about` names the row behind the change ("adjustment:12"). Gives the version's number, or None where
    there is no plan or nothing has changed. Call `before_change` first, so that what was is kept too.
    """
    return _keep(session, workspace_id, organization_id, Reason(cause, about), person_id, now)


def before_change(session: Session, workspace_id: int, organization_id: int, now: datetime) -> int | None:
    """Keep the plan as found, where it has no version yet; later changes can then be compared with it."""
    plan = plan_rows.living_plan(session, workspace_id, organization_id)
    if plan is None or plan_versions.newest(session, workspace_id, plan.id) is not None:
        return None
    return _keep(session, workspace_id, organization_id, FOUND, None, now)


def plan_of(session: Session, workspace_id: int, organization_id: int) -> tuple[Organization, Plan]:
    """Give an organization and its plan; `Refusal` where it has none."""
    organization = plan_rows.organization_by_id(session, workspace_id, organization_id)
    plan = plan_rows.living_plan(session, workspace_id, organization_id)
    if organization is None or plan is None:
        raise Refusal("plan.none")
    return organization, plan


def listed(
    session: Session, workspace_id: int, organization_id: int, most: int = 10_000, before: int | None = None
) -> Sequence[Row[Any]]:
    """Give the versions of an organization's plan, newest first; columns as in `plan_versions.of_plan`."""
    _, plan = plan_of(session, workspace_id, organization_id)
    return plan_versions.of_plan(session, workspace_id, plan.id, most, before)


def read(session: Session, workspace_id: int, organization_id: int, number: int) -> PlanDocument:
    """Give one version; `Refusal` where there is none of this number."""
    return read_all(session, workspace_id, organization_id, [number])[number]


def read_all(
    session: Session, workspace_id: int, organization_id: int, numbers: Collection[int]
) -> dict[int, PlanDocument]:
    """Give several versions by number; `Refusal` where one of them does not exist."""
    _, plan = plan_of(session, workspace_id, organization_id)
    found = plan_versions.documents(session, workspace_id, plan.id, numbers)
    missing = sorted(set(numbers) - found.keys())
    if missing:
        last = plan_versions.newest(session, workspace_id, plan.id)
        raise Refusal("plan.no_version", number=missing[0], newest=last.number if last else 0)
    return {number: unpack(content) for number, content in found.items()}


def preview_restore(
    session: Session, workspace_id: int, organization_id: int, number: int
) -> tuple[PlanDocument, PlanChanges]:
    """Give the plan that restoring a version would make, and what would change. Reads only."""
    organization, _ = plan_of(session, workspace_id, organization_id)
    document = read(session, workspace_id, organization_id, number)
    header = document.header.model_copy(update={"school_code": organization.code})
    document = document.model_copy(update={"header": header})
    return document, preview(session, workspace_id, document)


def restore(
    session: Session,
    workspace_id: int,
    organization_id: int,
    number: int,
    now: datetime,
    practices: Collection[str],
    *,
    expected: PlanChanges | None = None,
    person_id: int | None = None,
) -> PlanChanges:
    """Make an earlier version the plan again, as a new version; give what that changed.

    Raises `Refusal` where the version does not exist or no longer fits, and `ChangedMeanwhile` when
    `expected`, the preview that somebody agreed to, is no longer what would happen.
    """
    document, _ = preview_restore(session, workspace_id, organization_id, number)
    reason = Reason(PlanCause.RESTORED, restored_from=number)
    try:
        return apply(
            session,
            workspace_id,
            document,
            now,
            practices,
            expected=expected,
            person_id=person_id,
            reason=reason,
        )
    except NotAPlan as unfit:
        raise Refusal("plan.does_not_fit", number=number, codes=str(unfit)) from unfit


def _keep(
    session: Session,
    workspace_id: int,
    organization_id: int,
    reason: Reason,
    person_id: int | None,
    now: datetime,
) -> int | None:
    session.flush()
    organization = plan_rows.organization_by_id(session, workspace_id, organization_id, lock=True)
    plan = plan_rows.living_plan(session, workspace_id, organization_id)
    if organization is None or plan is None:
        return None
    rows = plan_rows.read_rows(session, workspace_id, organization, plan)
    document = document_of_rows(session, rows)
    return keep(session, workspace_id, plan.id, document, reason, now, person_id)

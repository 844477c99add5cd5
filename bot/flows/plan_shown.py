"""What one person sees of a plan in Slack: its state, its versions, what changed; and a restore they make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.parts import View
from bot.blocks.plan import compare_view, plan_blocks, plan_text, restore_view
from bot.blocks.plan_facts import Comparison, Moved, PlanFacts, VersionFacts
from bot.documents.plan_diff import compare
from bot.documents.plan_document import PlanDocument
from bot.flows import plan_versions
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.message import Message
from bot.flows.persons import person_of
from bot.flows.plan_import import ChangedMeanwhile, PlanChanges, load
from bot.flows.showing import school_of
from bot.rules.calendar import zone_of
from storage import milestone_course, trees
from storage import plan_versions as kept
from storage.tables import Organization
from storage.vocabulary import RoleKind

RESTORING = (RoleKind.PRINCIPAL, RoleKind.LEADERSHIP, RoleKind.SUPERINTENDENT, RoleKind.ADMINISTRATOR)
"""Who may make an earlier version the plan again, at the organization or above it."""

SHOWN = 5
MOST = 100
_COUNTED = ("goals", "priorities", "strategies", "milestones", "actions")


def state(session: Session, kit: Kit, who: Who, code: str) -> Message:
    """Give the plan of a person's school (or of the one whose code they typed) with its newest versions."""
    school = school_of(session, who, code)
    document = load(session, who.workspace_id, school.code)
    if document is None:
        raise Refusal("plan.none")
    _, plan = plan_versions.plan_of(session, who.workspace_id, school.id)
    rows = plan_versions.listed(session, who.workspace_id, school.id, SHOWN + 1)
    facts = PlanFacts(
        organization_id=school.id,
        code=school.code,
        name=school.name,
        title=document.header.title,
        starts_on=document.header.starts_on,
        ends_on=document.header.ends_on,
        counts=[(part, len(getattr(document, part))) for part in _COUNTED],
        versions=_told(session, who, school, rows)[:SHOWN],
        in_all=kept.how_many(session, who.workspace_id, plan.id),
        moved=[
            Moved(row.number, row.first_due_on, row.due_on)
            for row in milestone_course.moved(session, who.workspace_id, school.id)
        ],
    )
    return Message(plan_text(kit.words, facts), plan_blocks(kit.words, facts))


def compared(session: Session, kit: Kit, who: Who, organization_id: int, first: int, second: int) -> View:
    """Give the window that shows what leads from one version to another."""
    school, may_restore = _seen(session, who, organization_id)
    documents = plan_versions.read_all(session, who.workspace_id, school.id, {first, second})
    numbers = [
        _facts(school, row) for row in plan_versions.listed(session, who.workspace_id, school.id, MOST)
    ]
    by_number = {one.number: one for one in numbers}
    for number in {first, second} - by_number.keys():
        (row,) = plan_versions.listed(session, who.workspace_id, school.id, 1, before=number + 1)
        by_number[number] = _facts(school, row)
    found = Comparison(
        organization_id=school.id,
        name=school.name,
        first=by_number[first],
        second=by_number[second],
        changes=compare(documents[first], documents[second]),
        numbers=numbers,
        newest=numbers[0].number,
        may_restore=may_restore,
    )
    return compare_view(kit.words, found)


def restore_preview(session: Session, kit: Kit, who: Who, organization_id: int, number: int) -> View:
    """Give the window that shows what restoring a version would change; `Refusal` for those who may not."""
    school = _restorable(session, who, organization_id)
    _, shown = plan_versions.preview_restore(session, who.workspace_id, school.id, number)
    held = {"organization": school.id, "number": number, "seal": _seal(shown)}
    return restore_view(kit.words, school.name, number, shown.changes, json.dumps(held))


def restored(
    session: Session, kit: Kit, who: Who, organization_id: int, number: int, seal: str, now: datetime
) -> str:
    """Make an earlier version the plan again and give the sentence that says so.

    `seal` stands for the changes that the person was shown; where others would be made now, none is.
    """
    school = _restorable(session, who, organization_id)
    person = person_of(session, who)
    _, shown = plan_versions.preview_restore(session, who.workspace_id, school.id, number)
    if shown.is_empty:
        return kit.words.line("plan.restored_already", number=number, name=school.name)
    if _seal(shown) != seal:
        raise Refusal("plan.shown_is_old")
    practices = kit.catalogue.practices.keys()
    try:
        plan_versions.restore(
            session, who.workspace_id, school.id, number, now, practices, expected=shown, person_id=person.id
        )
    except ChangedMeanwhile as changed:
        raise Refusal("plan.shown_is_old") from changed
    (newest,) = plan_versions.listed(session, who.workspace_id, school.id, 1)
    return kit.words.line("plan.restored", number=number, name=school.name, newest=newest.number)


def _told(session: Session, who: Who, school: Organization, rows: Iterable[Row[Any]]) -> list[VersionFacts]:
    """Give versions, newest first, each with what changed since the one before it in the list."""
    rows = list(rows)
    documents: dict[int, PlanDocument] = {}
    if rows:
        numbers = [row.number for row in rows]
        documents = plan_versions.read_all(session, who.workspace_id, school.id, numbers)
    return [_facts(school, row, documents.get(row.number - 1), documents[row.number]) for row in rows]


def _facts(
    school: Organization, row: Row[Any], before: PlanDocument | None = None, after: PlanDocument | None = None
) -> VersionFacts:
    changes = compare(before, after) if before is not None and after is not None else None
    at = row.made_at.astimezone(_zone(school))
    return VersionFacts(row.number, at, row.made_by, row.cause, row.restored_from, changes)


def _zone(school: Organization) -> ZoneInfo:
    return zone_of(school.timezone)


def _seen(session: Session, who: Who, organization_id: int) -> tuple[Organization, bool]:
    """Give an organization that a person may follow, and whether they may restore its plan."""
    person = person_of(session, who)
    if organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("plan.not_yours")
    organization, _ = plan_versions.plan_of(session, who.workspace_id, organization_id)
    return organization, trees.has_role(session, who.workspace_id, person.id, organization_id, RESTORING)


def _restorable(session: Session, who: Who, organization_id: int) -> Organization:
    organization, may_restore = _seen(session, who, organization_id)
    if not may_restore:
        raise Refusal("plan.not_leading")
    return organization


def _seal(changes: PlanChanges) -> str:
    text = json.dumps([asdict(change) for change in changes.changes], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]

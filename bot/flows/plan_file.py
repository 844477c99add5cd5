"""A plan that somebody sends as a file: kept when it arrives, looked into, shown, and taken in on a click.

Whoever leads the school's plan may import: its principal, its leadership team, and administrators, at the
school or above it. A coach or a team member may send a plan and see what it would change; the decision
is not theirs. What is imported is the plan that was read from the file and shown, never the file anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.blocks.plan_file import change_lines
from bot.documents.packing import pack, unpack
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.plain import document_of
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.flows.plan_advice import Advice, summed, tell_summed
from bot.flows.plan_file_told import FILE, MOST_KEPT, fingerprint, tell
from bot.flows.plan_import import PlanChanges, apply, preview
from bot.flows.plan_import.organization import twin_of
from storage import deliveries, people, plan_files, trees
from storage.plan_rows import organization_by_code
from storage.tables import PlanFile
from storage.vocabulary import RoleKind
from storage.vocabulary_plan import FileState

DECIDING = (RoleKind.PRINCIPAL, RoleKind.LEADERSHIP, RoleKind.ADMINISTRATOR)
LARGEST = 10 * 1024 * 1024
ATTEMPTS = 3
"""How often Slack is asked for a file before its sender is told that it did not come."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file of a message, as Slack tells of it; `size` in bytes."""

    slack_file_id: str
    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class Read:
    """What the file holds: the plan as canonical JSON, or the faults in words; advice either way.

    `sourced` is the advice that the plan's owner is told once the plan is in place.
    """

    document: str | None
    faults: Sequence[str]
    advice: Sequence[str]
    sourced: Sequence[Advice] = ()


def heard(
    session: Session,
    kit: Kit,
    who: Who,
    files: Sequence[Sent],
    place: tuple[str, str, str],
    now: datetime,
) -> None:
    """Keep the files of a message; `place` is its channel, its ts, and the ts of the thread to answer in."""
    channel, ts, thread_ts = place
    known = people.by_slack_id(session, who.workspace_id, who.slack_user_id)
    for one in files:
        if plan_files.known(session, who.workspace_id, one.slack_file_id, ts):
            continue
        row = PlanFile(
            workspace_id=who.workspace_id,
            slack_file_id=one.slack_file_id,
            slack_user_id=who.slack_user_id,
            channel=channel,
            message_ts=ts,
            name=one.name[:255],
            url=one.url,
            received_at=now,
            facts={"thread": thread_ts},
        )
        session.add(row)
        session.flush()
        if known is None or one.size > LARGEST:
            _refuse(row, "unknown_person" if known is None else "too_large")
            tell(session, row, now)


def failed(session: Session, workspace_id: int, file_id: int, key: str, now: datetime) -> None:
    """Note that a file could not be had or read; it is asked for again a few times before that is said."""
    row = plan_files.get(session, workspace_id, file_id, lock=True)
    if row is None or row.state is not FileState.WAITING:
        return
    row.attempts += 1
    if key != "not_fetched" or row.attempts >= ATTEMPTS:
        _refuse(row, key)
        tell(session, row, now)


def checked(session: Session, kit: Kit, workspace_id: int, file_id: int, read: Read, now: datetime) -> None:
    """Keep what a file holds and what it would change, and have its sender told."""
    row = plan_files.get(session, workspace_id, file_id, lock=True)
    if row is None or row.state is not FileState.WAITING:
        return
    told = {"advice": list(read.advice[:MOST_KEPT]), "owner": summed(read.sourced)}
    if read.document is None:
        row.state = FileState.FAULTY
        faults = list(read.faults)
        _say(row, lines=faults[:MOST_KEPT], count=len(faults), left=max(0, len(faults) - MOST_KEPT))
    else:
        document = document_of(read.document)
        row.school_code, row.document = document.header.school_code[:64], pack(document).content
        refused = _not_theirs(session, row, document)
        if refused is not None:
            _refuse(row, refused)
            _name(session, row, document)
        else:
            _show(session, kit, row, document, told)
    tell(session, row, now)


def take_in(session: Session, kit: Kit, who: Who, file_id: int, now: datetime) -> str:
    """Import the plan that was shown; give the sentence that says so. `Refusal` for who may not."""
    person = person_of(session, who)
    row = plan_files.get(session, who.workspace_id, file_id, lock=True)
    if row is None or row.document is None or row.state is FileState.REFUSED:
        raise Refusal("plan_file.gone")
    if row.state is FileState.IMPORTED:
        return kit.words.line("plan_file.done_already")
    document = unpack(row.document)
    if not _may_decide(session, who.workspace_id, person.id, document):
        raise Refusal("plan_file.not_yours", school=document.header.school_name)
    changes = preview(session, who.workspace_id, document)
    if fingerprint(changes) != row.shown:
        _show(
            session,
            kit,
            row,
            document,
            {name: row.facts[name] for name in ("advice", "owner") if name in row.facts},
        )
        deliveries.freshen(session, who.workspace_id, f"plan-file:{row.id}", (FILE,), now)
        return kit.words.line("plan_file.changed_meanwhile")
    practices = kit.catalogue.practices
    apply(session, who.workspace_id, document, now, practices, expected=changes, person_id=person.id)
    tell_summed(
        session, who.workspace_id, document.header.school_code, row.facts.get("owner", summed(())), now
    )
    row.state, row.imported_by_id, row.imported_at = FileState.IMPORTED, person.id, now
    deliveries.freshen(session, who.workspace_id, f"plan-file:{row.id}", (FILE,), now)
    return kit.words.line("plan_file.done")


def _refuse(row: PlanFile, key: str) -> None:
    row.state = FileState.REFUSED
    _say(row, key=key)


def _say(row: PlanFile, **facts: object) -> None:
    row.facts = {"thread": row.facts["thread"], **facts}


def _show(session: Session, kit: Kit, row: PlanFile, document: PlanDocument, told: dict[str, Any]) -> None:
    changes = preview(session, row.workspace_id, document)
    lines = change_lines(kit.words, changes.changes)
    row.state = FileState.SAME if changes.is_empty else FileState.SHOWN
    row.shown = fingerprint(changes)
    left = max(0, len(lines) - MOST_KEPT)
    _say(row, **_counts(changes), lines=lines[:MOST_KEPT], left=left, **told)


def _name(session: Session, row: PlanFile, document: PlanDocument) -> None:
    """Have a refusal say which school the plan is of: by the name that the file gives it."""
    twin = twin_of(session, row.workspace_id, document.header) if row.facts["key"] == "twin" else None
    known = twin.code if twin is not None else None
    header = document.header
    _say(row, key=row.facts["key"], school=header.school_name, code=header.school_code, known=known)


def _counts(changes: PlanChanges) -> dict[str, object]:
    counted = {kind: count for kind, count in changes.as_json().items() if isinstance(count, int)}
    return {**counted, "school": changes.school_name, "is_first": changes.is_first}


def _not_theirs(session: Session, row: PlanFile, document: PlanDocument) -> str | None:
    """Give why a plan is not shown to its sender, if it is another school's, or None."""
    person = people.by_slack_id(session, row.workspace_id, row.slack_user_id)
    school = organization_by_code(session, row.workspace_id, document.header.school_code)
    if person is None:
        return "unknown_person"
    twin = twin_of(session, row.workspace_id, document.header)
    if school is not None:
        near = trees.visible(session, row.workspace_id, person.id)
        if school.id not in near:
            return "another_school"
        return "twin" if twin is not None else None
    if not _may_decide(session, row.workspace_id, person.id, document):
        return "first_not_yours"
    return "twin" if twin is not None else None


def _may_decide(session: Session, workspace_id: int, person_id: int, document: PlanDocument) -> bool:
    """Say whether a person may import; the first plan of a school nobody knows is for administrators."""
    school = organization_by_code(session, workspace_id, document.header.school_code)
    if school is not None:
        return trees.has_role(session, workspace_id, person_id, school.id, DECIDING)
    return plan_files.administers(session, workspace_id, person_id)

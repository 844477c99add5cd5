"""Takes a plan in: shown before it is made, all or nothing, and always an update of the one plan.

Organizations are matched by code, people by e-mail address, teams by code, and the parts of the plan
by their numbers. What a new version leaves out is withdrawn and keeps its history; what comes back is
revived. Importing the same plan again changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session

from bot.documents.checks import Finding, check_plan
from bot.documents.plan_diff import Change, ChangeKind, compare
from bot.documents.plan_document import PlanDocument
from bot.flows import network_counts
from bot.flows.plan_import.keeping import IMPORTED, Reason, keep
from bot.flows.plan_import.organization import find_rows, local_date, start_rows, write_header
from bot.flows.plan_import.roster import write_people, write_roles, write_teams
from bot.flows.plan_import.stored import person_ids, roster, stored_document, withdrawn_parts
from bot.flows.plan_import.tree import TreeWriter
from storage import checkins
from storage.plan_rows import PlanRows, people_by_email, people_by_id
from storage.tables import AuditEvent, Person

__all__ = [
    "ChangedMeanwhile",
    "NotAPlan",
    "PlanChanges",
    "apply",
    "document_of_rows",
    "documents_of_rows",
    "load",
    "noted",
    "preview",
]


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What an import changes. `is_first` is True for an organization that had no plan."""

    school_code: str
    school_name: str
    is_first: bool
    changes: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """True when the plan says what is known already."""
        return not self.changes

    def count(self, kind: ChangeKind) -> int:
        """Give how many parts are added, changed, removed or revived."""
        return sum(change.kind is kind for change in self.changes)

    def as_json(self) -> dict[str, object]:
        """Give the changes as `plan import --json` prints them."""
        return asdict(self) | {kind.value: self.count(kind) for kind in ChangeKind}


class NotAPlan(ValueError):
    """A document whose parts do not fit together; `findings` say where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(", ".join(sorted({finding.code.value for finding in findings})))


class ChangedMeanwhile(Exception):
    """The stored plan is not the one whose update was shown; `changes` is what would change now."""

    def __init__(self, changes: PlanChanges) -> None:
        self.changes = changes
        super().__init__("the plan has changed since the update was shown")


def load(session: Session, workspace_id: int, code: str) -> PlanDocument | None:
    """Give the stored plan of the organization with this code, or None where it has none."""
    rows = find_rows(session, workspace_id, code)
    return document_of_rows(session, rows) if rows is not None else None


def preview(session: Session, workspace_id: int, document: PlanDocument) -> PlanChanges:
    """Give what `apply` would change. Reads only."""
    stored = _Stored.find(session, workspace_id, document)
    return stored.changes_to(document)


def apply(
    session: Session,
    workspace_id: int,
    document: PlanDocument,
    now: datetime,
    practices: Collection[str],
    *,
    expected: PlanChanges | None = None,
    person_id: int | None = None,
    reason: Reason = IMPORTED,
) -> PlanChanges:
    """Store a plan and give what that changed; the caller's transaction makes it all or nothing.

    The plan is kept as a new version, with its `reason`. Raises `NotAPlan` for a document with faults, and
    `ChangedMeanwhile` when `expected`, the preview that somebody agreed to, is no longer what would happen.
    `practices` are the codes that exist.
    """
    findings = check_plan(document, practices)
    if findings:
        raise NotAPlan(findings)
    stored = _Stored.find(session, workspace_id, document, lock=True)
    changes = stored.changes_to(document)
    if expected is not None and expected != changes:
        raise ChangedMeanwhile(changes)
    if not changes.is_empty:
        _write(session, workspace_id, stored, document, changes, now, person_id, reason)
    return changes


def _write(
    session: Session,
    workspace_id: int,
    stored: _Stored,
    document: PlanDocument,
    changes: PlanChanges,
    now: datetime,
    person_id: int | None,
    reason: Reason,
) -> None:
    """Bring the rows in line with the document, and keep it as a version."""
    rows = stored.rows or start_rows(session, workspace_id, document)
    write_header(rows, document)
    people = write_people(session, workspace_id, document)
    write_roles(session, rows, stored.document, document, people)
    teams = write_teams(session, rows, stored.document, document, people)
    today = local_date(rows.organization, now)
    TreeWriter(session, rows, document, people, teams, today).write()
    checkins.follow_plan(session, workspace_id, rows.organization.id)
    keep(session, workspace_id, rows.plan.id, document, reason, now, person_id, before=stored.document)
    counts = {kind.value: changes.count(kind) for kind in ChangeKind}
    noted(session, workspace_id, rows.plan.id, reason, counts, now, person_id)
    session.flush()
    if not changes.is_first:
        network_counts.keep(session, workspace_id, rows.organization.id)


def noted(
    session: Session,
    workspace_id: int,
    plan_id: int,
    reason: Reason,
    counts: Mapping[str, int],
    now: datetime,
    person_id: int | None,
) -> None:
    """Note in the audit trail that a plan has changed, and how many of its parts."""
    session.add(
        AuditEvent(
            workspace_id=workspace_id,
            at=now,
            person_id=person_id,
            what=f"plan_{reason.cause}",
            about=f"plan:{plan_id}",
            facts=dict(counts),
        )
    )


def document_of_rows(session: Session, rows: PlanRows) -> PlanDocument:
    """Give the plan that stands in these rows."""
    return documents_of_rows(session, [rows])[0]


def documents_of_rows(session: Session, several: Sequence[PlanRows]) -> list[PlanDocument]:
    """Give the plans that stand in the rows of several plans of one workspace; the people are read once."""
    workspace_id = several[0].plan.workspace_id
    keys = {key for rows in several for key in person_ids(rows)}
    emails = {email for rows in several for email in roster(rows) or ()}
    by_id = people_by_id(session, workspace_id, sorted(keys))
    by_email = people_by_email(session, workspace_id, sorted(emails))
    return [stored_document(rows, _people_of(rows, by_id, by_email)) for rows in several]


def _people_of(
    rows: PlanRows, by_id: Mapping[int, Person], by_email: Mapping[str, Person]
) -> dict[int, Person]:
    """Give those of these people whom a plan names or lists, by key."""
    named = {key: by_id[key] for key in sorted(person_ids(rows)) if key in by_id}
    listed = (by_email[email] for email in sorted(roster(rows) or ()) if email in by_email)
    return named | {person.id: person for person in listed}


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of a plan before an import; nothing for an organization without one."""

    rows: PlanRows | None
    document: PlanDocument | None

    @classmethod
    def find(
        cls, session: Session, workspace_id: int, document: PlanDocument, *, lock: bool = False
    ) -> _Stored:
        rows = find_rows(session, workspace_id, document.header.school_code, lock=lock)
        return cls(rows, document_of_rows(session, rows) if rows is not None else None)

    def changes_to(self, document: PlanDocument) -> PlanChanges:
        withdrawn = withdrawn_parts(self.rows) if self.rows is not None else set()
        changes = compare(self.document, document, withdrawn)
        header = document.header
        return PlanChanges(header.school_code, header.school_name, self.rows is None, changes)

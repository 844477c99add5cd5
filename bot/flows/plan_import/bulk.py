"""Takes many plans in at once: a state's, thousands of them, each all or nothing.

A school that is new costs most of an import's questions to the database, all with the answer "nothing".
Here they are asked once for many schools, and the rows of all are written together; the rows are made by
the same code as for one plan. What is stored of known schools is read for many at once too, to find those
whose plan says nothing new; one that does goes the way of one plan. The order is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile

from sqlmodel import Session

from bot.documents.checks import Finding, check_plan
from bot.documents.plan_diff import ChangeKind, compare
from bot.documents.plan_document import PlanDocument
from bot.flows.plan_import import apply, noted
from bot.flows.plan_import.keeping import IMPORTED, keep_first
from bot.flows.plan_import.known import Stored
from bot.flows.plan_import.organization import Finder, local_date, start, twin_of, write_header
from bot.flows.plan_import.roster import write_people, write_roles, write_teams
from bot.flows.plan_import.tree import TreeWriter
from storage import plan_rows
from storage.ahead import Ahead
from storage.tables import Organization


class Result(StrEnum):
    """What became of one plan of many."""

    FIRST = "first"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    TWIN = "twin"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan: with `findings` where it was refused, `twin` the code the school has already."""

    school_code: str
    result: Result
    findings: tuple[Finding, ...] = ()
    twin: str | None = None


def apply_many(
    session: Session,
    workspace_id: int,
    documents: Sequence[PlanDocument],
    now: datetime,
    practices: Collection[str],
    *,
    person_id: int | None = None,
) -> list[Outcome]:
    """Store plans in their order and give what became of each.

    A plan with faults, or of a school that has a plan under another code, is left out; the others are
    stored. The caller's transaction makes them all or nothing; a few hundred at a time are right.
    """
    importer = _Many(session, workspace_id, documents, now, practices, person_id)
    found = [importer.take(at) for at in range(len(documents))]
    importer.write()
    return found


class _Many:
    """Imports a run of new schools in one go, and others between such runs."""

    def __init__(
        self,
        session: Session,
        workspace_id: int,
        documents: Sequence[PlanDocument],
        now: datetime,
        practices: Collection[str],
        person_id: int | None,
    ) -> None:
        self._session = session
        self._workspace_id = workspace_id
        self._documents = documents
        self._now = now
        self._practices = practices
        self._person_id = person_id
        self._find = _Known(session, workspace_id, documents)
        self._stored = Stored(session, workspace_id, documents, self._find)
        self._run: _Run | None = None

    def take(self, at: int) -> Outcome:
        """Store one of the documents, or put it with the run that is written next."""
        document = self._documents[at]
        code = document.header.school_code
        if self._stored.says_the_same(at, document):
            return Outcome(code, Result.SAME)
        findings = check_plan(document, self._practices)
        if findings:
            return Outcome(code, Result.REFUSED, findings)
        school = self._find.by_code(code)
        twin = twin_of(self._session, self._workspace_id, document.header, self._find)
        if twin is not None:
            return Outcome(code, Result.TWIN, twin=twin.code)
        if school is None:
            self._run = self._run or self._begin(at)
            self._run.write_first(document, self._find, self._now, self._person_id)
            self._stored.changed(document)
            return Outcome(code, Result.FIRST)
        self.write()
        changes = apply(
            self._session, self._workspace_id, document, self._now, self._practices, person_id=self._person_id
        )
        self._find.planned.add(school.id)
        self._stored.changed(document)
        result = Result.FIRST if changes.is_first else Result.SAME if changes.is_empty else Result.CHANGED
        return Outcome(code, result)

    def write(self) -> None:
        """Send what is waiting."""
        if self._run is not None:
            self._run.rows.write()
            self._run = None

    def _begin(self, at: int) -> _Run:
        """Begin a run with the new schools from here to the next known one."""
        new = takewhile(lambda one: self._find.by_code(one.header.school_code) is None, self._documents[at:])
        return _Run(self._session, self._workspace_id, list(new))


class _Run:
    """New schools that are written together."""

    def __init__(self, session: Session, workspace_id: int, documents: Sequence[PlanDocument]) -> None:
        self.rows = Ahead(session)
        emails = {person.email for document in documents for person in document.people}
        self._people = plan_rows.people_by_email(session, workspace_id, sorted(emails))
        self._workspace_id = workspace_id

    def write_first(self, document: PlanDocument, find: _Known, now: datetime, person_id: int | None) -> None:
        """Make the rows of a school's first plan; the steps are those of `plan_import.apply`."""
        session, workspace_id = self.rows, self._workspace_id
        school, plan = start(session, workspace_id, document.header, find)
        find.planned.add(school.id)
        rows = plan_rows.no_rows(school, plan)
        write_header(rows, document)
        people = write_people(session, workspace_id, document, self._people)
        write_roles(session, rows, None, document, people)
        teams = write_teams(session, rows, None, document, people)
        today = local_date(school, now)
        TreeWriter(session, rows, document, people, teams, today).write()
        keep_first(session, workspace_id, plan.id, document, now, person_id)
        added = len(compare(None, document))
        counts = {kind.value: added if kind is ChangeKind.ADDED else 0 for kind in ChangeKind}
        noted(session, workspace_id, plan.id, IMPORTED, counts, now, person_id)


class _Known(Finder):
    """The organizations that a number of plans name, looked up together."""

    def __init__(self, session: Session, workspace_id: int, documents: Iterable[PlanDocument]) -> None:
        super().__init__(session, workspace_id)
        heads = [document.header for document in documents]
        codes = {head.school_code for head in heads} | {head.district_code for head in heads}
        names = {head.school_name for head in heads} | {head.district for head in heads}
        given = [sorted(one for one in some if one) for some in (codes, names)]
        found = plan_rows.organizations_of(session, workspace_id, *given)
        parents = {one.parent_id for one in found if one.parent_id is not None}
        self._by_code: dict[str, Organization] = {}
        self._by_name: dict[str, list[Organization]] = defaultdict(list)
        self._by_id = {
            one.id: one for one in plan_rows.organizations_by_ids(session, workspace_id, sorted(parents))
        }
        for one in found:
            self.added(one)
        self._looked_up = codes
        self.planned = plan_rows.with_plan(session, workspace_id, [one.id for one in found])

    def by_code(self, code: str) -> Organization | None:
        if code not in self._looked_up and code not in self._by_code:
            return super().by_code(code)  # a code made of a district's name
        return self._by_code.get(code)

    def by_id(self, key: int) -> Organization | None:
        return self._by_id.get(key)

    def named(self, name: str) -> Sequence[Organization]:
        return self._by_name.get(name, ())

    def has_plan(self, organization: Organization) -> bool:
        return organization.id in self.planned

    def added(self, organization: Organization) -> None:
        self._by_code[organization.code] = organization
        self._by_name[organization.name].append(organization)
        self._by_id[organization.id] = organization

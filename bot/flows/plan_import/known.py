"""What is stored of known schools, read for many at once, to find the plans that say nothing new."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from bot.documents.plan_diff import compare
from bot.documents.plan_document import PlanDocument
from bot.flows.plan_import import documents_of_rows
from bot.flows.plan_import.organization import Finder
from bot.flows.plan_import.stored import withdrawn_parts
from storage.plan_rows import living_plans, read_many

AT_ONCE = 25
"""Plans that are read together: their rows are in memory at the same time."""


class Stored:
    """The stored plans that some documents would update, as they were when they were last read."""

    def __init__(
        self, session: Session, workspace_id: int, documents: Sequence[PlanDocument], find: Finder
    ) -> None:
        """Read what `documents` are about, a few at a time, once somebody asks."""
        self._session = session
        self._workspace_id = workspace_id
        self._documents = documents
        self._find = find
        self._same: dict[int, bool] = {}
        self._touched: set[str] = set()

    def says_the_same(self, at: int, document: PlanDocument) -> bool:
        """Say whether the document at this place is what is stored; False also where that is not sure.

        Somebody whom two plans name is one person: once one of the plans was taken in, the other has to be
        compared with what is stored then.
        """
        if self._touched & _names(document):
            return False
        if at not in self._same:
            self._read(at)
        return self._same[at]

    def changed(self, document: PlanDocument) -> None:
        """Hear that a document was taken in."""
        self._touched |= _names(document)

    def _read(self, start: int) -> None:
        places = range(start, min(start + AT_ONCE, len(self._documents)))
        self._same |= dict.fromkeys(places, False)
        schools = {at: self._find.by_code(self._documents[at].header.school_code) for at in places}
        keys = {school.id for school in schools.values() if school is not None}
        plans = living_plans(self._session, self._workspace_id, keys)
        pairs = {
            at: (school, plans[school.id])
            for at, school in schools.items()
            if school is not None and school.id in plans
        }
        if not pairs:
            return
        rows = read_many(self._session, self._workspace_id, list(pairs.values()))
        stored = documents_of_rows(self._session, rows)
        for at, of_one, document in zip(pairs, rows, stored, strict=True):
            own = self._documents[at]
            if not self._touched & _names(document):
                self._same[at] = document == own or not compare(document, own, withdrawn_parts(of_one))


def _names(document: PlanDocument) -> set[str]:
    """Give what a plan shares with others: its school's code, and the addresses of its people."""
    return {document.header.school_code, *(person.email for person in document.people)}
